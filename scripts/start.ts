// `npm start -- [--live] [--browser] [--no-open]`: OpenCredits in a real VS Code with a throw-away profile, on a
// simulated account. `--live` talks to the real OpenRouter, `--browser` leaves an installed VS Code alone, `--no-open`
// only prints the address.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keyFor, startSimulator, type Simulator } from '../packages/simulator/src/index.ts';
import { packageExtension } from './package.ts';
import type { DemoEditor } from './start/demo.ts';
import { desktopCode } from './start/desktopCode.ts';
import { helpText } from './start/help.ts';
import { openBrowserEditor } from './start/openBrowserEditor.ts';
import { openDesktop } from './start/openDesktop.ts';
import { openInBrowser } from './start/openInBrowser.ts';
import { cleanUp, cleanUpOnSignals, owe } from './vscode/cleanUp.ts';
import { ensureCodeServer } from './vscode/codeServer.ts';
import { withProgress } from './vscode/progress.ts';
import { scratchDir } from './vscode/scratchDir.ts';

const { values: flags } = parseArgs({
  options: { live: { type: 'boolean' }, browser: { type: 'boolean' }, 'no-open': { type: 'boolean' } },
});

/** The demo's own: no welcome page over the status bar's story, no news, no update. */
const userSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

cleanUpOnSignals();
try {
  await demo();
} finally {
  await cleanUp();
}

async function demo(): Promise<void> {
  const code = flags.browser || flags['no-open'] ? undefined : desktopCode();
  const [{ vsixPath }] = await Promise.all([
    withProgress('Building the extension', packageExtension),
    code ? undefined : ensureCodeServer('4.139.1'),
  ]);
  const simulator = flags.live ? undefined : await simulate();
  const { dir } = await scratchDir();
  const folder = join(dir, 'opencredits-demo');
  await mkdir(folder);
  await writeFile(join(folder, 'hello.txt'), 'This folder goes away when the demo ends.\n');

  const options = {
    vsixPath,
    profileDir: join(dir, 'p'),
    folder,
    proxy: simulator,
    env: simulator ? { OPENROUTER_API_KEY: keyFor('lively') } : {},
    userSettings,
  };
  const editor: DemoEditor = code ? await openDesktop(code, options) : await openBrowserEditor(options);
  console.log(`\n${helpText({ address: editor.address, controlUrl: simulator?.controlUrl })}\n`);
  if (editor.address && !flags['no-open']) openInBrowser(editor.address);
  await editor.ended;
  console.log('VS Code has ended.');
}

async function simulate(): Promise<Simulator> {
  const simulator = await withProgress('Starting the simulated OpenRouter', () =>
    startSimulator({ lively: true }),
  );
  owe(() => simulator.stop());
  return simulator;
}
