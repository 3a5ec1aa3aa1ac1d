import type { ExtensionContext } from 'vscode';
import { compose } from './compose.ts';

/** What VS Code requires. Filled by hand: the bundler's own way of exporting costs 0.5 KB of helpers in each bundle. */
declare const exports: { activate(context: ExtensionContext): void };

/** Builds everything and hands it to VS Code for disposal. Exports nothing: no other extension gets anything from us. */
exports.activate = (context) => {
  context.subscriptions.push(compose(context));
};
