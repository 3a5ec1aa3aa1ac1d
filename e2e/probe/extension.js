// @ts-nocheck: runs in VS Code's extension hosts as it stands; no bundler, no types.
// One file for both: the Node hosts have `https`, the web host has `fetch`.
const vscode = require('vscode');

const address = 'https://openrouter.ai/api/v1/key';

function ask(key) {
  if (typeof process !== 'object' || !process.versions?.node) {
    return fetch(address, { headers: { authorization: `Bearer ${key}` } }).then((answer) => answer.status);
  }
  return new Promise((resolve, reject) => {
    // oxlint-disable-next-line unicorn/prefer-node-protocol -- 1.75 sends only 'https' through the proxy
    const request = require('https').get(
      address,
      { headers: { authorization: `Bearer ${key}` } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    request.on('error', reject);
  });
}

exports.activate = async (context) => {
  const log = vscode.window.createOutputChannel('Probe', { log: true });
  const item = vscode.window.createStatusBarItem('probe', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Probe';
  item.command = 'probe.ask';
  item.text = '$(sync~spin) Probe';
  item.show();
  const paint = async () => {
    const word = vscode.workspace.getConfiguration('probe').get('word');
    const secret = await context.secrets.get('probe');
    const status = await ask(secret ?? 'none').catch((error) => String(error.message ?? error));
    log.info(`asked: ${status}`);
    item.text = `$(pulse) Probe: ${word}, secret ${secret?.length ?? 0}, status ${status}`;
    item.accessibilityInformation = { label: `Probe says ${word}` };
    item.tooltip = new vscode.MarkdownString('| what | is |\n|---|---|\n| cell | **bold** |\n');
    item.backgroundColor = secret ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  };
  const askUser = async () => {
    const picked = await vscode.window.showQuickPick(['First', 'Second', 'Third'], {
      title: 'Probe',
      placeHolder: 'Pick one',
    });
    if (!picked) return;
    const secret = await vscode.window.showInputBox({
      title: `Probe: ${picked}`,
      password: true,
      prompt: 'A secret',
      ignoreFocusOut: true,
    });
    if (!secret) return;
    await context.secrets.store('probe', secret);
    await context.globalState.update('probe.lastPicked', picked);
    await paint();
    void vscode.window.showInformationMessage(`Stored for ${picked}`);
  };
  context.subscriptions.push(
    log,
    item,
    vscode.commands.registerCommand('probe.ask', askUser),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('probe') && paint()),
  );
  await paint();
};
