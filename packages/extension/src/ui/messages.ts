import type { IndexTrouble } from '@opencredits/core';
import { window } from '../vscodeApi.ts';

/** Tells a person something that needs no answer. Does not wait until it has been read. */
export function tell(text: string): void {
  void window.showInformationMessage(text);
}

/** The same for what went wrong. */
export function complain(text: string): void {
  void window.showErrorMessage(text);
}

/** What was lost with our list of accounts, and what can be done. */
export function tellOfTrouble({ kind, kept }: IndexTrouble): void {
  complain(
    kind === 'newer'
      ? 'The list of accounts was written by a newer version of OpenCredits, and is left alone. Update to see it.'
      : `The list of accounts was damaged. ${kept === 0 ? 'No account' : kept === 1 ? '1 account' : `${kept} accounts`} could be kept; the damaged file stays beside it as accounts.json.damaged.`,
  );
}
