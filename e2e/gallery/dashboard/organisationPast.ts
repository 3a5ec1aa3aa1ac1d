import type { Sample } from '../../../packages/core/src/history/sample.ts';
import type { LedgerRow } from '../../../packages/simulator/src/index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 60;
const UNITS = 1_000_000n;

/** Bought so many days ago, in dollars. */
const TOP_UPS = [
  { daysAgo: 8, dollars: 2500n },
  { daysAgo: 22, dollars: 2500n },
  { daysAgo: 38, dollars: 2000n },
];
/** A day and a half in which no window was open. */
const GAP = { fromDaysAgo: 14, toDaysAgo: 12.5 };

/** What a window would have kept of the organisation of the ledger, an hour at a time, that was open nearly all the time. */
export function organisationPast(ledger: readonly LedgerRow[], now: Sample): readonly Sample[] {
  const samples: Sample[] = [];
  for (let atMs = now.atMs - DAYS * DAY_MS; atMs < now.atMs - HOUR_MS / 2; atMs += HOUR_MS) {
    const daysAgo = (now.atMs - atMs) / DAY_MS;
    if (daysAgo < GAP.fromDaysAgo && daysAgo > GAP.toDaysAgo) continue;
    const since = ledger.reduce((sum, row) => (row.atMs >= atMs ? sum + row.creditsMicros : sum), 0);
    const bought =
      TOP_UPS.reduce((sum, one) => (one.daysAgo < daysAgo ? sum + one.dollars : sum), 0n) * UNITS;
    const usage = (now.usage ?? 0n) - BigInt(since);
    const credits = (now.credits ?? 0n) - bought;
    samples.push({ ...now, atMs, usage, credits, balance: credits - usage });
  }
  return samples;
}
