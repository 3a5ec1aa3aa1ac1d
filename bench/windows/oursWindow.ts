import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { olderRecord, recordFile } from '../../e2e/journeys/steps/olderRecord.ts';
import type { Simulator } from '../../packages/simulator/src/index.ts';
import { keyFor } from '../../packages/simulator/src/index.ts';
import { activationTimes } from '../editor/activationTimes.ts';
import type { BenchEditor } from '../editor/benchEditor.ts';
import type { ProcessMemory } from '../editor/extensionHosts.ts';
import { canMeasureMemory, restingMemory } from '../editor/restingMemory.ts';

/** An ordinary key that sees its account: two requests make a figure. */
export const persona = 'ordinaryRealTotals';
export const oursEnv = { OPENROUTER_API_KEY: keyFor(persona) };
export const oursItemId = 'opencredits.opencredits.balance';
/** Longer than an interval: within one a window asks nothing, since the last one has. */
const awayMs = 10 * 60_000;
/** How much later than usual the simulator answers each request, in real milliseconds. */
export const slowMs = 2_000;

export const hasFigure = ({ text }: { readonly text: string }): boolean => text.includes('$');

export interface OursSample {
  /** From the start of the navigation to the figure, in milliseconds. */
  readonly figureMs: number;
  /** From the start of the navigation to the figure that the simulator has answered. */
  readonly freshMs: number;
  /** The first figure was the last window's, which the simulator would not have answered any more. */
  readonly wasFromDisk: boolean;
  /** What a screen reader says of the first figure: with its age. */
  readonly spoken: string;
  /** Requests that reached the simulator until the figure was fresh. */
  readonly requests: number;
  /** VS Code's own figures, from the same window. */
  readonly activationMs: { readonly ours: number; readonly baseline: number };
  readonly memory: ProcessMemory | undefined;
}

/** Enters the key as a person does, in a first window that counts for nothing. Returns the figure's text. */
export async function enterKey(editor: BenchEditor): Promise<string> {
  const { window, item, close } = await editor.openWindow();
  await item.first('that it is not set up', ({ text }) => text.includes('Set up'));
  await window.clickStatusBar();
  await window.quickInput.pick(/OPENROUTER_API_KEY/);
  const { text } = await item.first('a figure', hasFigure);
  await close();
  return text;
}

/**
 * One more window, ten minutes later: paints what the last one left on disk, while the simulator takes its time with an
 * answer that is another one.
 * @param before the text that the last window ended with
 */
export async function oursWindow(
  editor: BenchEditor,
  { control }: Simulator,
  before: string,
): Promise<{ readonly sample: OursSample; readonly text: string }> {
  control.spend(persona, 0.01);
  control.fault({ kind: 'delay', delayMs: slowMs });
  control.clearRequests();
  await letTimePass(editor.storageFolder);
  const { window, item, extensionHost, close } = await editor.openWindow();
  const first = await item.first('a figure', hasFigure);
  const fresh = await item.first('a new figure', (look) => hasFigure(look) && look.text !== before);
  const requests = control.requests().length;
  const [ours, baseline] = await activationTimes(window, ['OpenCredits', 'Empty']);
  const memory = canMeasureMemory ? await restingMemory(await extensionHost()) : undefined;
  await close();
  return {
    text: fresh.text,
    sample: {
      figureMs: first.atMs,
      freshMs: fresh.atMs,
      wasFromDisk: first.text === before,
      spoken: first.ariaLabel,
      requests,
      activationMs: { ours, baseline },
      memory,
    },
  };
}

async function letTimePass(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => recordFile.test(one))) {
    const path = join(folder, name);
    await writeFile(path, olderRecord(await readFile(path, 'utf8'), awayMs));
  }
}
