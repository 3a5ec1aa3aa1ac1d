// @ts-nocheck: runs in VS Code as it stands.
const vscode = require('vscode');

exports.activate = (context) => {
  const item = vscode.window.createStatusBarItem('item', vscode.StatusBarAlignment.Right, 100);
  item.text = 'Static item';
  item.show();
  context.subscriptions.push(item);
};
