import type { QuickInputButton, QuickPickItem } from 'vscode';
import { FakeEvent } from './fakeEvent.ts';

export const backButton: QuickInputButton = { iconPath: { id: 'arrow-left' }, tooltip: 'Back' };

/** What a list and an input box have in common, with what a person can do to them. */
abstract class FakeInput {
  title: string | undefined;
  placeholder: string | undefined;
  buttons: readonly QuickInputButton[] = [];
  enabled = true;
  busy = false;
  ignoreFocusOut = false;
  step: number | undefined;
  totalSteps: number | undefined;
  isVisible = false;
  isDisposed = false;
  /** The person is done with it, and it is about to go. */
  isAnswered = false;
  protected readonly accepted = new FakeEvent<void>();
  readonly #triggered = new FakeEvent<QuickInputButton>();
  readonly #hidden = new FakeEvent<void>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidTriggerButton = this.#triggered.event;
  readonly onDidHide = this.#hidden.event;
  readonly #show: (input: FakeInput) => void;

  constructor(show: (input: FakeInput) => void) {
    this.#show = show;
  }

  show(): void {
    this.isVisible = true;
    this.#show(this);
  }

  hide(): void {
    if (!this.isVisible) return;
    this.isVisible = false;
    this.#hidden.fire();
  }

  dispose(): void {
    this.hide();
    this.isDisposed = true;
  }

  /** The person presses Escape. */
  escape(): void {
    this.hide();
  }

  /** The person clicks elsewhere. */
  clickElsewhere(): void {
    if (!this.ignoreFocusOut) this.hide();
  }

  /** The person presses the Back button. */
  back(): void {
    if (!this.buttons.includes(backButton)) throw new Error(`no Back button: ${this.title}`);
    this.isAnswered = true;
    this.#triggered.fire(backButton);
  }

  get listeners(): number {
    return this.accepted.size + this.#triggered.size + this.#hidden.size;
  }
}

export class FakePick extends FakeInput {
  items: readonly QuickPickItem[] = [];
  activeItems: readonly QuickPickItem[] = [];
  selectedItems: readonly QuickPickItem[] = [];
  matchOnDetail = false;
  matchOnDescription = false;
  canSelectMany = false;
  value = '';
  readonly #active = new FakeEvent<readonly QuickPickItem[]>();
  readonly onDidChangeActive = this.#active.event;

  get labels(): readonly string[] {
    return this.items.map((item) => item.label).filter((label) => label !== '');
  }

  /** Every text in the list. */
  get words(): string {
    return [
      this.title,
      this.placeholder,
      ...this.items.flatMap((one) => [one.label, one.description, one.detail]),
    ]
      .filter((text) => text !== undefined)
      .join('\n');
  }

  /** The person moves the selection to an item, by a part of its label, without choosing it. */
  moveTo(part: string): void {
    const item = this.items.find(({ label }) => label.includes(part));
    if (!item) throw new Error(`no "${part}" among ${JSON.stringify(this.labels)}`);
    this.activeItems = [item];
    this.#active.fire(this.activeItems);
  }

  /** The person chooses an item. */
  choose(part: string): void {
    this.moveTo(part);
    this.isAnswered = true;
    this.selectedItems = this.activeItems;
    this.accepted.fire();
  }

  override get listeners(): number {
    return super.listeners + this.#active.size;
  }
}

export class FakeBox extends FakeInput {
  value = '';
  prompt: string | undefined;
  password = false;
  validationMessage: string | undefined;
  readonly #changed = new FakeEvent<string>();
  readonly onDidChangeValue = this.#changed.event;

  get words(): string {
    return [this.title, this.placeholder, this.prompt, this.validationMessage]
      .filter((text) => text !== undefined)
      .join('\n');
  }

  /** The person replaces the text, by typing or pasting. */
  type(text: string): void {
    if (!this.enabled) return;
    this.value = text;
    this.#changed.fire(text);
  }

  /** The person presses Enter. */
  enter(): void {
    if (this.enabled) this.accepted.fire();
  }

  override get listeners(): number {
    return super.listeners + this.#changed.size;
  }
}
