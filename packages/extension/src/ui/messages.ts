import { type IndexTrouble, LEFT_ALONE } from '@opencredits/core';
import { window } from '../vscodeApi.ts';

/** Tells a person something that needs no answer. Does not wait until it has been read. */
export function tell(text: string): void {
  void window.showInformationMessage(unlinked(text));
}

/** The same for what went wrong. */
export function complain(text: string): void {
  void window.showErrorMessage(unlinked(text));
}

/** Tells of something that may need an answer. @returns what was chosen; undefined when it was only closed */
export function warn(text: string, choices: readonly string[]): PromiseLike<string | undefined> {
  return window.showWarningMessage(unlinked(text), ...choices);
}

/** Asks before something is taken away for good. */
export async function confirm(question: string, detail: string, choice: string): Promise<boolean> {
  const chosen = await window.showWarningMessage(unlinked(question), { modal: true, detail }, choice);
  return chosen !== undefined;
}

/** What did not work, and why: our own reason where there is one, else the log has it. */
export function complainOf(what: string, error: unknown): void {
  const { name, message } = Object(error) as Partial<Error>;
  complain(name === LEFT_ALONE ? `${what}: ${message}.` : `${what}. See the log.`);
}

/** For whoever does something with an account that another window has removed in the meantime. */
export function complainOfGone(): void {
  complain('That account is not there any more: another window has removed it.');
}

/** VS Code makes links of `[words](address)` in a message, and of commands too. The name of an account must not be one. */
function unlinked(text: string): string {
  return text.replace(/\](?=\()/g, '] ');
}

/** What was lost with our list of accounts, and what can be done. */
export function tellOfTrouble({ kind, kept }: IndexTrouble): void {
  complain(
    kind === 'newer'
      ? 'The list of accounts was written by a newer version of OpenCredits, and is left alone. Update to see it.'
      : `The list of accounts was damaged. ${kept === 0 ? 'No account' : kept === 1 ? '1 account' : `${kept} accounts`} could be kept; the damaged file stays beside it as accounts.json.damaged.`,
  );
}
