import type { ExtensionContext } from 'vscode';

/** What VS Code requires. */
declare const exports: { activate(context: ExtensionContext): Promise<void> };

/**
 * The file that VS Code loads on Node. It gives the turn back at once and starts the extension in the next one: VS Code
 * loads and calls all extensions that start with the window in one go, each behind the ones before it, and nobody should
 * have to wait for us (docs/adr/0008). VS Code awaits the promise before it runs one of our commands.
 */
exports.activate = async (context) => {
  let isOver = false;
  context.subscriptions.push({ dispose: () => (isOver = true) });
  await new Promise((resolve) => setImmediate(resolve));
  if (isOver) return;
  const extension = require('./extension.js') as typeof exports;
  await extension.activate(context);
};
