import assert from 'node:assert/strict';
import type { LedgerKey, LedgerRow, Simulator } from '../../../packages/simulator/src/index.ts';
import type { DashboardTab } from '../../harness/dashboardTab.ts';
import { change, credits, dollars, leftOfLimit, limitLeft, moment, nextReset } from '../steps/ledger.ts';

type Control = Simulator['control'];

/** Every column of every key: what it spent and spent before, its limit, when that begins anew, its counters, when it ends. */
export async function keyFigures(
  tab: DashboardTab,
  shown: readonly LedgerRow[],
  before: readonly LedgerRow[],
  control: Control,
): Promise<void> {
  const rows = await tab.table('What each key used, and its limit');
  const listed = control.ledgerKeys('organisation');
  assert.equal(rows.length, listed.length);
  const nowMs = control.now();
  const names = listed.map(({ name }) => name);
  for (const key of listed) {
    const row = rows.find(([first = '']) => first.includes(key.label));
    // Of keys that share a name nobody knows which of them spent.
    const isOnlyOne = names.filter((name) => name === key.name).length === 1;
    const [now, then] = [shown, before].map((all) =>
      isOnlyOne ? credits(all.filter(({ keyHash }) => keyHash === key.hash)) : undefined,
    );
    const { daily, weekly, monthly, total } = key.usage;
    const [first = '', spent, changed = '', ...figures] = row ?? [];
    assert.deepEqual(
      [first.split(/\s*\n+\s*/), spent, changed.split('\n')[0], ...figures.map(inOneLine)],
      [
        [`${key.name}${key.disabled ? ' disabled' : ''}`, `${key.label} · ${key.workspace}`],
        now === undefined ? '–' : dollars(now),
        now === undefined ? '–' : change(now, then),
        leftOfLimit(key),
        resetOf(key, nowMs),
        ...[daily, weekly, monthly, total].map(dollars),
        key.expiresAtMs === null ? 'never' : moment(key.expiresAtMs, nowMs),
      ],
      key.name,
    );
  }
}

/** The five that are nearest to their limit, of those that may still be used. */
export async function keyLimits(tab: DashboardTab, control: Control): Promise<void> {
  const items = await tab.section('Key limits').getByRole('listitem').allInnerTexts();
  const nowMs = control.now();
  const expected = control
    .ledgerKeys('organisation')
    .flatMap((key) => {
      const left = limitLeft(key);
      return left === undefined || !key.limitMicros || key.disabled
        ? []
        : [{ key, left, share: left / key.limitMicros }];
    })
    .sort((a, b) => a.share - b.share)
    .slice(0, 5)
    .map(({ key, left }) => {
      const reset = resetOf(key, nowMs);
      const when = reset === 'never' ? 'never resets' : `resets ${reset.replace(' next', ', next')}`;
      const words = leftOfLimit(key).replace(' of ', ' left of ').replace(' over ', ' over its limit of ');
      return `${key.name} ${words} ${left <= 0 ? 'Used up · ' : ''}${when}`;
    });
  assert.deepEqual(items.map(inOneLine), expected);
}

/** When a limit begins anew, in the words of the table; nothing for a key without one. */
function resetOf(key: LedgerKey, nowMs: number): string {
  if (key.limitMicros === null) return '';
  const nextMs = nextReset(key, nowMs);
  return nextMs === undefined ? 'never' : `${key.limitReset} next ${moment(nextMs, nowMs)}`;
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
