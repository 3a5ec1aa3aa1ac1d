import { activationTimes } from '../editor/activationTimes.ts';
import type { BenchEditor } from '../editor/benchEditor.ts';
import type { ProcessMemory } from '../editor/extensionHosts.ts';
import { canMeasureMemory, restingMemory } from '../editor/restingMemory.ts';

export const staticItemId = 'opencredits-bench.item.item';

/** From the start of the navigation to a text that never changes, in milliseconds: no extension can be earlier. */
export async function itemWindow(editor: BenchEditor): Promise<number> {
  const { item, close } = await editor.openWindow();
  const { atMs } = await item.first('its text', ({ text }) => text === 'Static item');
  await close();
  return atMs;
}

/** The memory of an extension host that has only the empty extension beside VS Code's own. */
export async function emptyWindow(editor: BenchEditor): Promise<ProcessMemory | undefined> {
  const { window, extensionHost, close } = await editor.openWindow();
  // As in our window: it has started its extensions by now, and the same editor tab is open.
  await activationTimes(window, ['Empty']);
  const memory = canMeasureMemory ? await restingMemory(await extensionHost()) : undefined;
  await close();
  return memory;
}
