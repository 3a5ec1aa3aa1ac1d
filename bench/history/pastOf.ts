import { createHistory } from '../../packages/core/src/history/history.ts';
import type { Sample } from '../../packages/core/src/history/sample.ts';
import { CapturingLog } from '../../packages/core/src/testing/capturingLog.ts';
import { MemoryFiles } from '../../packages/core/src/testing/memoryFiles.ts';
import { aSample, NOON_MS, rawFiles } from '../../packages/core/src/testing/samples.ts';

export const everyMs = 5 * 60_000;
const dayMs = 86_400_000;
/** How many samples are taken of an account in so many years. */
export function samplesIn(years: number): number {
  return (years * 365 * dayMs) / everyMs;
}

/**
 * What an account with a limited key says while it spends without a pause. Every sample differs, so every one is kept until
 * it is rolled up: the worst there can be.
 */
export function spendingAt(atMs: number): Sample {
  const steps = BigInt(Math.floor(atMs / everyMs));
  const counters = {
    lifetime: steps * 1234n,
    day: (steps % 288n) * 1234n,
    week: 5n * 10n ** 6n,
    month: 10n ** 7n,
  };
  return aSample(atMs, steps * 2345n, {
    series: '0123456789abcdef',
    key: counters,
    ownKeys: { lifetime: 0n, day: 0n, week: 0n, month: 0n },
    limit: 10n ** 10n,
    limitLeft: 10n ** 10n - counters.month,
  });
}

/**
 * The files of one account after so many years, texts by name: written and rolled up by the real code, a month at a time,
 * so that ten years take half a minute and not a day.
 */
export async function pastOf(years: number): Promise<ReadonlyMap<string, string>> {
  const files = new MemoryFiles();
  const history = createHistory({ files, log: new CapturingLog(), isKept: () => true }, 'past');
  const monthMs = 30 * dayMs;
  for (let toMs = NOON_MS - years * 365 * dayMs; toMs < NOON_MS;) {
    const fromMs = toMs;
    toMs = Math.min(NOON_MS, fromMs + monthMs);
    const count = (toMs - fromMs) / everyMs;
    const samples = Array.from({ length: count }, (_, at) => spendingAt(fromMs + at * everyMs));
    // Another window each time: the day on which one month ends and the next begins has a file of either.
    for (const [name, text] of rawFiles(samples, `past${toMs.toString(36)}`)) files.texts.set(name, text);
    await history.maintain(toMs);
  }
  return files.texts;
}
