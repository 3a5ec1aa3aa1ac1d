import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { browserProfile } from '../../e2e/harness/browserProfile.ts';
import { startSimulator } from '../../packages/simulator/src/index.ts';
import { seconds } from '../../scripts/lib/part.ts';
import { packageFolder } from '../../scripts/package/packageFolder.ts';
import { owe } from '../../scripts/vscode/cleanUp.ts';
import { scratchDir } from '../../scripts/vscode/scratchDir.ts';
import { type BenchEditorOptions, startBenchEditor } from '../editor/benchEditor.ts';
import type { ProcessMemory } from '../editor/extensionHosts.ts';
import { emptyWindow, itemWindow, staticItemId } from './baselineWindows.ts';
import { enterKey, type OursSample, oursEnv, oursItemId, oursWindow } from './oursWindow.ts';

/** What one round of windows, one of each kind, has measured. */
export interface Round {
  readonly ours: OursSample;
  /** When the static item stood there, in milliseconds since the start of the navigation. */
  readonly itemMs: number;
  readonly emptyMemory: ProcessMemory | undefined;
}

/**
 * Opens windows of three editors in turn: ours beside the empty extension, the static item, the empty extension alone.
 * One window is open at a time; which kind comes first changes with every round. Whoever has enough stops asking.
 */
export async function* playWindows(vsixPath: string, rounds: number): AsyncGenerator<Round, void> {
  const { dir, remove } = await scratchDir();
  const simulator = await startSimulator();
  const stopSimulator = owe(() => simulator.stop());
  const browser = browserProfile(join(dir, 'browser'));
  const start = async (name: string, options: Pick<BenchEditorOptions, 'vsixPaths' | 'itemId' | 'env'>) => {
    await mkdir(join(dir, name));
    return startBenchEditor({ dir: join(dir, name), browser, provider: simulator, ...options });
  };
  const empty = await packageFolder('bench/emptyExtension', dir);
  const item = await packageFolder('bench/itemExtension', dir);
  const editors = {
    ours: await start('ours', { vsixPaths: [empty, vsixPath], itemId: oursItemId, env: oursEnv }),
    item: await start('item', { vsixPaths: [item], itemId: staticItemId }),
    empty: await start('empty', { vsixPaths: [empty], itemId: staticItemId }),
  };

  // The first window of each counts for nothing: it fills the caches of the browser and of VS Code.
  let text = await enterKey(editors.ours);
  await itemWindow(editors.item);
  await emptyWindow(editors.empty);

  try {
    for (let index = 0; index < rounds; index++) {
      const startedMs = performance.now();
      let ours: OursSample | undefined;
      let itemMs = Number.NaN;
      let emptyMemory: ProcessMemory | undefined;
      const windows = [
        async () => ({ sample: ours, text } = await oursWindow(editors.ours, simulator, text)),
        async () => (itemMs = await itemWindow(editors.item)),
        async () => (emptyMemory = await emptyWindow(editors.empty)),
      ];
      for (let step = 0; step < windows.length; step++) await windows[(index + step) % windows.length]?.();
      console.log(`windows ${index + 1} of ${rounds} (${seconds(performance.now() - startedMs)})`);
      if (ours) yield { ours, itemMs, emptyMemory };
    }
  } finally {
    await browser.close();
    for (const editor of Object.values(editors)) await editor.stop();
    await stopSimulator();
    await remove();
  }
}
