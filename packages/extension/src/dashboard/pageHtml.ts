import type { Uri, Webview } from 'vscode';
import { Uri as Uris } from '../vscodeApi.ts';

/** The only folder that the page may load from. */
export function pageFolder(extensionUri: Uri): Uri {
  return Uris.joinPath(extensionUri, 'dist', 'page');
}

/**
 * The page without anything in it: all that it shows comes by message. It may load our one script and our one style, and
 * nothing else from anywhere; what is written inside it is not run.
 * @param nonce of this page and no other
 */
export function pageHtml(webview: Webview, extensionUri: Uri, nonce: string): string {
  const folder = pageFolder(extensionUri);
  const addressOf = (name: string): string => webview.asWebviewUri(Uris.joinPath(folder, name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>OpenCredits</title>
<link rel="stylesheet" href="${addressOf('page.css')}">
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="${addressOf('page.js')}"></script>
</body>
</html>
`;
}
