import { window } from '../vscodeApi.ts';

/** Tells a person something that needs no answer. Does not wait until it has been read. */
export function tell(text: string): void {
  void window.showInformationMessage(text);
}

/** The same for what went wrong. */
export function complain(text: string): void {
  void window.showErrorMessage(text);
}
