import type { Disposable, QuickInputButton, QuickPickItem } from 'vscode';
import { QuickInputButtons, window } from '../vscodeApi.ts';

/** Escape is `undefined`; the Back button is `'back'`. */
export type Answer<T> = T | 'back' | undefined;

export interface Choice<T> extends QuickPickItem {
  readonly value?: T;
}

export interface Step {
  readonly title: string;
  readonly canGoBack?: boolean;
}

/** A list to choose from. `onActive` hears each item that the selection comes to. */
export async function pick<T>(
  about: Step & {
    readonly placeholder: string;
    readonly items: readonly Choice<T>[];
    readonly onActive?: (value: T | undefined) => void;
  },
): Promise<Answer<T>> {
  const input = window.createQuickPick<Choice<T>>();
  input.placeholder = about.placeholder;
  input.items = about.items;
  return answerOf<T>(input, about, (finish) => [
    input.onDidChangeActive((active) => about.onActive?.(active[0]?.value)),
    input.onDidAccept(() => {
      const value = input.selectedItems[0]?.value;
      if (value !== undefined) finish(value);
    }),
  ]);
}

/** Says why a text will not do; the input stays open with it. `undefined` accepts. */
export type Check = (text: string) => Promise<string | undefined>;

/** A line of text. `check` is asked when the person is done, and may take its time. */
export async function ask(
  about: Step & {
    readonly prompt: string;
    readonly placeholder?: string;
    readonly value?: string;
    readonly isSecret?: boolean;
    readonly check?: Check;
    /** Hears each change, for a preview. */
    readonly onChange?: (text: string) => void;
  },
): Promise<Answer<string>> {
  const input = window.createInputBox();
  input.prompt = about.prompt;
  input.placeholder = about.placeholder;
  input.value = about.value ?? '';
  input.password = about.isSecret ?? false;
  return answerOf<string>(input, about, (finish) => [
    input.onDidChangeValue((text) => {
      input.validationMessage = undefined;
      about.onChange?.(text);
    }),
    input.onDidAccept(async () => {
      // Busy, not disabled: a disabled box loses the keyboard, and Escape with it.
      if (input.busy) return;
      input.busy = true;
      const text = input.value;
      const problem = await about.check?.(text);
      input.busy = false;
      if (problem === undefined) finish(text);
      else input.validationMessage = problem;
    }),
  ]);
}

interface AnyInput extends Disposable {
  title: string | undefined;
  ignoreFocusOut: boolean;
  buttons: readonly QuickInputButton[];
  onDidTriggerButton(listener: (button: QuickInputButton) => void): Disposable;
  onDidHide(listener: () => void): Disposable;
  show(): void;
}

async function answerOf<T>(
  input: AnyInput,
  about: Step,
  listen: (finish: (answer: Answer<T>) => void) => readonly Disposable[],
): Promise<Answer<T>> {
  input.title = about.title;
  // Going to the browser to fetch a key must not close it; nor must VS Code, giving the keyboard back somewhere late.
  input.ignoreFocusOut = true;
  if (about.canGoBack) input.buttons = [QuickInputButtons.Back];
  let subscriptions: readonly Disposable[] = [];
  try {
    return await new Promise<Answer<T>>((resolve) => {
      subscriptions = [
        ...listen(resolve),
        input.onDidTriggerButton(() => resolve('back')),
        input.onDidHide(() => resolve(undefined)),
      ];
      input.show();
    });
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
    input.dispose();
  }
}
