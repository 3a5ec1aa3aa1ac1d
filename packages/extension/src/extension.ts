import type { ExtensionContext } from 'vscode';
import { compose } from './compose.ts';

/** Builds everything and hands it to VS Code for disposal. Exports nothing: no other extension gets anything from us. */
export function activate(context: ExtensionContext): void {
  context.subscriptions.push(compose(context));
}
