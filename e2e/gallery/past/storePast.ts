import type { Counters, Sample } from '../../../packages/core/src/history/sample.ts';
import { storeSamples } from '../../journeys/steps/storeSamples.ts';
import { DAY_MS, dayStartMs, spendSince, type DaysSpend } from './daysSpend.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const UNITS = 1_000_000;

/** Gives the only account the past of a story, as a window would have written it that was open all the time. */
export async function storePast(folder: string, spend: DaysSpend): Promise<void> {
  await storeSamples(folder, (now) => momentsOf(spend, now.atMs).map((atMs) => sampleAt(now, atMs, spend)));
}

/** Once an hour, and every five minutes in the last two. None on a day that nobody watched. */
function momentsOf(spend: DaysSpend, nowMs: number): readonly number[] {
  const todayMs = dayStartMs(nowMs);
  const moments: number[] = [];
  for (let atMs = todayMs - (spend.length - 1) * DAY_MS + 9 * MINUTE_MS; atMs < nowMs - MINUTE_MS;) {
    const ago = (todayMs - dayStartMs(atMs)) / DAY_MS;
    if (spend[ago]?.isWatched !== false) moments.push(atMs);
    atMs += nowMs - atMs > 2 * HOUR_MS ? HOUR_MS : 5 * MINUTE_MS;
  }
  return moments;
}

function sampleAt(now: Sample, atMs: number, spend: DaysSpend): Sample {
  const micros = (fromMs: number): bigint =>
    BigInt(Math.round(spendSince(spend, now.atMs, fromMs, atMs) * UNITS));
  // From then until now.
  const since = BigInt(Math.round(spendSince(spend, now.atMs, atMs, now.atMs) * UNITS));
  const counters = (key: Counters): Counters => ({
    lifetime: key.lifetime - since,
    day: micros(dayStartMs(atMs)),
    week: micros(dayStartMs(atMs) - ((new Date(atMs).getUTCDay() + 6) % 7) * DAY_MS),
    month: micros(Date.UTC(new Date(atMs).getUTCFullYear(), new Date(atMs).getUTCMonth())),
  });
  const less = (figure: bigint | undefined, by: bigint): bigint | undefined =>
    figure === undefined ? undefined : figure + by;
  return {
    ...now,
    atMs,
    balance: less(now.balance, since),
    usage: less(now.usage, -since),
    key: now.key && counters(now.key),
    // Of a limit a day, the only one that these stories have.
    limitLeft: now.limit === undefined ? undefined : now.limit - micros(dayStartMs(atMs)),
  };
}
