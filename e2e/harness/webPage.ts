/** The localStorage key under which our page, like vscode.dev's, keeps what SecretStorage is given. */
export const webSecretsKey = 'page.secrets';

export interface WebPageOptions {
  /** What to open, or null for an empty window. */
  readonly opened: {
    readonly kind: 'folder' | 'workspace';
    readonly scheme: string;
    readonly authority: string;
    readonly path: string;
  } | null;
  /** Workspace trust is on and not granted. */
  readonly restricted: boolean;
  /** Paths on the page's own server, each an extension's folder. */
  readonly extensionPaths: readonly string[];
  /** Written once, when the browser profile is new. */
  readonly userSettings: Readonly<Record<string, unknown>>;
  readonly traceLog: boolean;
}

/**
 * The page that holds VS Code for the Web 1.74.0, much as vscode.dev's does. What it does is in `page/start.js`; the
 * server gives it `/vscode/` and `/page/`.
 */
export function webPage(options: WebPageOptions): string {
  const json = JSON.stringify({ ...options, secretsKey: webSecretsKey }).replaceAll('<', '\\u003c');
  const workbench = '/vscode/out/vs/workbench/workbench.web.main';
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>VS Code for the Web</title>
  <script id="page-options" type="application/json">${json}</script>
  <link rel="stylesheet" data-name="vs/workbench/workbench.web.main" href="${workbench}.css">
</head>
<body aria-label="">
  <script src="/vscode/out/vs/loader.js"></script>
  <script src="/vscode/out/vs/webPackagePaths.js"></script>
  <script src="/page/paths.js"></script>
  <script src="${workbench}.nls.js"></script>
  <script src="${workbench}.js"></script>
  <script src="/page/start.js"></script>
</body>
</html>`;
}
