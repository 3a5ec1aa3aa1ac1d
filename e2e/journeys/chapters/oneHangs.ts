import assert from 'node:assert/strict';
import type { Simulator } from '../../../packages/simulator/src/index.ts';
import { poll } from '../../harness/poll.ts';
import type { VscodeWindow } from '../../harness/vscodeWindow.ts';
import { accountItems } from '../steps/accounts.ts';
import { asked, refreshUntilShown } from '../steps/refresh.ts';

/**
 * One account gets no answer, and another is refreshed as ever. Begins with an item for each;
 * ends while the first request still hangs.
 */
export async function oneHangs(
  [first, second]: readonly [VscodeWindow, VscodeWindow],
  simulator: Simulator,
): Promise<void> {
  simulator.control.clearRequests();
  simulator.control.fault({ kind: 'hangBeforeHeaders', persona: 'ordinaryRealTotals' });
  simulator.control.spend('limitMonthly', 0.1);
  const work = (await accountItems(second)).find(({ text }) => text.startsWith('Work: '));
  await refreshUntilShown(second, second.withItem(work?.id ?? ''), /^Work: \$3\.00 \/ \$10$/);
  await first.withItem(work?.id ?? '').waitForStatusBar('Work: $3.00 / $10');
  const hanging = await poll(
    second.page,
    'the other to be asked, too',
    () => Promise.resolve(asked(simulator).filter(({ persona }) => persona === 'ordinaryRealTotals')),
    ({ length }) => length > 0,
  );
  assert.ok(
    hanging.every(({ status }) => status === undefined),
    'and not answered',
  );
  assert.match((await accountItems(first))[0]?.text ?? '', /^OpenRouter: \$4\.20/);
  await second.screenshot('manyWindows-3-hangs');

  simulator.control.fault(undefined);
}
