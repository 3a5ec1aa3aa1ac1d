import assert from 'node:assert/strict';
import type { Simulator } from '../../../packages/simulator/src/index.ts';
import type { Host } from '../../harness/host.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { watchFigure } from '../../windows/figureWatch.ts';
import { addKey } from '../steps/keys.ts';
import { asked, clickUntilAsked } from '../steps/refresh.ts';

const itemId = 'opencredits.opencredits.balance';

/** A second is promised, and measured by `npm run windows`; here six other journeys may have the processor. */
const mostApartMs = 10_000;

/**
 * What one window finds out the other shows by itself, and what both need is asked once. From "Set up" in both windows
 * to $4.20.
 * @param say hears how far apart they were
 */
export async function sharedFigure(
  [first, second]: readonly [VscodeWindow, VscodeWindow],
  host: Host,
  simulator: Simulator,
  say: (words: string) => void,
): Promise<void> {
  const windows = [first, second];
  for (const window of windows) await window.waitForStatusBar('OpenRouter: Set up');
  const watches = await Promise.all(windows.map((window) => watchFigure(window, itemId)));
  const bothShow = async (figure: string): Promise<void> => {
    const atMs = await Promise.all(watches.map((watch) => watch.firstMs(figure)));
    const apartMs = Math.max(...atMs) - Math.min(...atMs);
    say(`both windows showed ${figure} within ${apartMs} ms`);
    assert.ok(apartMs <= mostApartMs, `${figure} stood in the windows ${apartMs} ms apart`);
  };
  const paths = (): string[] => asked(simulator).map(({ path }) => path.replace('/api/v1/', ''));

  await addKey(first, 'ordinaryRealTotals');
  await bothShow('$5.20');
  assert.deepEqual(
    paths(),
    ['key', 'key', 'credits'],
    'the key was checked, then the figure read once for both',
  );

  assert.equal((await second.statusBar())?.text, 'OpenRouter: $5.20', 'and no complaint in the second');

  simulator.control.clearRequests();
  simulator.control.spend('ordinaryRealTotals', 1);
  if (host.name === '1.139') {
    // In a browser it reads the secrets once for each window: this one does not know the key that came later.
    await second.reload();
    await second.waitForStatusBar('OpenRouter: $5.20');
    watches[1] = await watchFigure(second, itemId);
  }
  await clickUntilAsked(second, simulator);
  await bothShow('$4.20');
  assert.deepEqual(paths(), ['key', 'credits'], 'one more refresh');
}
