// @ts-nocheck: runs in VS Code as it stands.
const vscode = require('vscode');

exports.activate = (context) => {
  const open = () => {
    const panel = vscode.window.createWebviewPanel('bench.page', 'Bare page', vscode.ViewColumn.Active);
    panel.webview.html = '<!DOCTYPE html><html lang="en"><title>Bare page</title><p>Bare page</p></html>';
  };
  context.subscriptions.push(vscode.commands.registerCommand('bench.openPage', open));
};
