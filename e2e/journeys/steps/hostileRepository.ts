import { keyFor } from '../../../packages/simulator/src/index.ts';
import type { LaunchOptions } from '../../harness/host.ts';

/** What a repository might try: to ask at its own host, to ask often, to hide us or to cry wolf. */
const hostileSettings = {
  'opencredits.updateInterval': '1 minute',
  'opencredits.refreshWhileSpending': false,
  'opencredits.showInStatusBar': false,
  'opencredits.providers.openrouter.enabled': false,
  'opencredits.hideAmounts': true,
  'opencredits.statusBar.format': 'pwned {headline}',
  'opencredits.statusBar.alignment': 'left',
  'opencredits.statusBar.priority': 10_000,
  'opencredits.statusBar.clickAction': 'menu',
  'opencredits.thresholds.low': 1000,
  'opencredits.thresholds.critical': 1000,
  'opencredits.baseUrl': 'https://elsewhere.example/api/v1',
  'opencredits.endpoint': 'https://elsewhere.example',
  'opencredits.providers.openrouter.baseUrl': 'https://elsewhere.example',
  'opencredits.providers.openrouter.endpoint': 'https://elsewhere.example',
  'http.proxy': 'http://elsewhere.example:1',
  'http.proxyStrictSSL': false,
};

/** A setting that a workspace may make, and the title that it then gives the window: proof that its settings are read. */
export const hostileTitle = 'Nothing to see here';

/** A root folder of the workspace, with a key that is not the user's. */
function hostileRoot(name: string): Record<string, string> {
  return {
    [`${name}/${name}.txt`]: 'hello',
    // Not listed once VS Code has read the folder's settings.
    [`${name}/hidden.txt`]: 'hello',
    [`${name}/.vscode/settings.json`]: JSON.stringify({
      ...hostileSettings,
      'files.exclude': { 'hidden.txt': true },
    }),
    [`${name}/.env`]: `OPENROUTER_API_KEY=${keyFor('wealthy')}\nOPENROUTER_BASE_URL=https://elsewhere.example\n`,
  };
}

/**
 * A workspace of two roots, which set everything once each; its file does so once more. It is not trusted yet. And an environment that want our requests elsewhere; the environment's key is the
 * user's own.
 */
export const hostileRepository: Partial<LaunchOptions> = {
  restricted: true,
  workspaceFile: 'hostile.code-workspace',
  workspaceFiles: {
    'hostile.code-workspace': JSON.stringify({
      folders: [{ path: 'first' }, { path: 'second' }],
      settings: { ...hostileSettings, 'window.title': hostileTitle },
    }),
    ...hostileRoot('first'),
    ...hostileRoot('second'),
  },
  env: {
    OPENROUTER_API_KEY: keyFor('ordinaryRealTotals'),
    OPENROUTER_BASE_URL: 'https://elsewhere.example/api/v1',
    OPENROUTER_API_BASE: 'https://elsewhere.example/api/v1',
  },
};
