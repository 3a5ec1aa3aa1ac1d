import { periodEndMs } from '../model/periods.ts';
import { capsOf, type Reading, resetPeriod } from '../model/reading.ts';
import { capLabel } from '../present/summary.ts';
import { moneyMicros } from './microsOf.ts';
import type { CapText } from './state.ts';

/** Everything that caps what can be spent. A balance is of nothing: what was ever bought is no limit. */
export function capTexts(reading: Reading, currency: string | null, nowMs: number): readonly CapText[] {
  return capsOf(reading).flatMap(({ kind, remaining, limit, resets, binds }) => {
    const left = moneyMicros(remaining, currency);
    const period = resetPeriod(resets);
    if (left === null) return [];
    return [
      {
        kind,
        label: capLabel(kind, remaining),
        left,
        of: moneyMicros(limit, currency),
        resetsAtMs: period ? periodEndMs(period, nowMs) : null,
        binds,
      },
    ];
  });
}
