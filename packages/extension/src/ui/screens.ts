import { type Choice, pick } from './quickInput.ts';

/** What a choice in a list does. Only `'back'` returns to the list. */
export type Action = () => PromiseLike<unknown>;

/** What came of a list: Back, or the end of what was chosen. */
export type Outcome = 'back' | { readonly done: unknown };

/** Shows a list again while what was chosen leads back to it. */
export async function screen(show: () => Promise<Outcome>): Promise<unknown> {
  for (;;) {
    const outcome = await show();
    if (outcome === 'back') return 'back';
    if (outcome.done !== 'back') return outcome.done;
  }
}

/** A list of things to do. */
export async function choice(list: {
  readonly title: string;
  readonly placeholder: string;
  readonly canGoBack?: boolean;
  readonly items: readonly Choice<Action>[];
}): Promise<Outcome> {
  const action = await pick(list);
  return action === 'back' ? 'back' : { done: await action?.() };
}
