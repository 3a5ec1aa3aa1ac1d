import type { ThemeKind } from '../harness/host.ts';
import themeColours from './themeColours.json' with { type: 'json' };

export const themes: readonly ThemeKind[] = ['dark', 'light', 'hcDark', 'hcLight'];

/** The classes that VS Code gives the body of a page of ours. */
const BODY_CLASSES: Readonly<Record<ThemeKind, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  hcDark: 'vscode-high-contrast',
  hcLight: 'vscode-high-contrast vscode-high-contrast-light',
};

/** Where the page is said to lie. Nothing is there: every request is answered, or counted, by the stage. */
export const ORIGIN = 'https://page.test';
const NONCE = 'TheOnlyScriptThatMayRun';

/** As the extension's host gives it out, no laxer. */
const CSP = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src ${ORIGIN}; form-action 'none'; base-uri 'none'`;

/** The document that is around the page, with the colours of one of VS Code's own themes. */
export function pageDocument(theme: ThemeKind): string {
  return (
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<meta http-equiv="Content-Security-Policy" content="${CSP}"><title>OpenCredits</title>` +
    `<link rel="stylesheet" href="${ORIGIN}/theme-${theme}.css"><link rel="stylesheet" href="${ORIGIN}/page.css">` +
    `</head><body class="${BODY_CLASSES[theme]}"><div id="root"></div>` +
    `<script nonce="${NONCE}" src="${ORIGIN}/page.js"></script></body></html>`
  );
}

/** What VS Code puts before the page's own style: its colours, its font, and a little of its own. */
export function themeStyle(theme: ThemeKind): string {
  const colours = Object.entries(themeColours[theme]).map(([name, value]) => `${name}: ${value};`);
  return (
    `:root { ${colours.join(' ')} --vscode-font-family: "Segoe WPC", "Segoe UI", "DejaVu Sans", sans-serif; --vscode-font-size: 13px; }\n` +
    `body { background-color: transparent; margin: 0; padding: 0 20px; }\n` +
    `html { background-color: var(--vscode-editor-background); }\n` +
    `a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }\n`
  );
}
