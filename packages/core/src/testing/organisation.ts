import type { Sample } from '../history/sample.ts';
import { DAY_MS, periodStartMs } from '../model/periods.ts';
import { HOUR_MS, MINUTE_MS } from '../monitor/times.ts';
import { askedAt } from './namedUsage.ts';
import type { KeyDay, ListedKey, Usage, UsageDay, UsageRow } from '../usage/usage.ts';
import { SeededRandom } from './year/seededRandom.ts';

/** An account that is lively spent with: what its provider tells of it, and what a window has kept of it, of one truth. */
export interface Organisation {
  readonly usage: Usage;
  /** As history has them: all of two days, by hour of ninety, by day before that. */
  readonly samples: readonly Sample[];
}

export interface OrganisationSize {
  readonly nowMs: number;
  /** Whole UTC days before today. */
  readonly days: number;
  readonly models: readonly string[];
  readonly providers: readonly string[];
  readonly keys: readonly string[];
  /** Of a usual day, in millionths. */
  readonly dayMicros: number;
}

/** How much of a day goes in each of its hours (UTC), in parts of their sum. */
const HOURS = [1, 0, 0, 0, 0, 0, 1, 3, 8, 12, 12, 9, 6, 10, 13, 12, 9, 6, 4, 3, 5, 4, 2, 1];
const HOURS_SUM = HOURS.reduce((sum, part) => sum + part, 0);
const USAGE_HOURS_DAYS = 31;
const TOP_UP = 50_000_000n;

/** The same for the same size. */
export function organisation(size: OrganisationSize): Organisation {
  const { nowMs, days, keys } = size;
  const random = new SeededRandom(days + size.models.length);
  const todayMs = periodStartMs('day', nowMs);
  const usageDays = Array.from({ length: days + 1 }, (_, at): UsageDay => {
    const startMs = todayMs - (days - at) * DAY_MS;
    const passed = Math.min(1, (nowMs - startMs) / DAY_MS);
    return { startMs, isFinal: startMs < todayMs, rows: rowsOf(size, startMs, passed, random) };
  });
  const totals = usageDays.map(({ rows }) => rows.reduce((sum, row) => sum + row.spentMicros, 0n));
  const keyDays = usageDays.map(({ startMs, isFinal }, at): KeyDay => {
    const total = totals[at] ?? 0n;
    const shares = split(total, keys.length);
    const named = keys.map((name, key) => ({ name, spentMicros: shares[key] ?? 0n, requests: key + 1 }));
    return { startMs, isFinal, keys: named.filter(({ spentMicros }) => spentMicros > 0n) };
  });
  /** What was spent since the beginning until a moment: evenly within the hours. */
  const spentUntil = counter(usageDays, totals, nowMs);
  const firstHourMs = Math.max(todayMs - USAGE_HOURS_DAYS * DAY_MS, todayMs - days * DAY_MS);
  const hours: Usage['hours'][number][] = [];
  for (let startMs = firstHourMs; startMs <= nowMs; startMs += HOUR_MS) {
    const spentMicros = spentUntil(Math.min(nowMs, startMs + HOUR_MS)) - spentUntil(startMs);
    hours.push({ startMs, spentMicros, requests: Number(spentMicros / 10_000n) });
  }
  return {
    usage: {
      currency: 'USD',
      days: usageDays,
      keyDays,
      hours,
      keys: keys.map((name, at) => listedKey(name, at, keyDays, todayMs)),
      askedAtMs: askedAt(nowMs),
      failures: {},
      isTruncated: false,
    },
    samples: samplesOf(spentUntil, todayMs - days * DAY_MS, nowMs),
  };
}

function rowsOf(
  { models, providers, dayMicros }: OrganisationSize,
  startMs: number,
  passed: number,
  random: SeededRandom,
): readonly UsageRow[] {
  const isWeekend = new Date(startMs).getUTCDay() % 6 === 0;
  const day = dayMicros * passed * (isWeekend ? 0.2 : 0.7 + random.fraction() * 0.6);
  return models.map((model, at): UsageRow => {
    const spentMicros = BigInt(Math.floor((day * (0.5 + random.fraction())) / (at + 1) ** 1.3));
    const tokens = Math.floor(Number(spentMicros) / (3 + at));
    return {
      model,
      provider: providers[at % providers.length] ?? 'unknown',
      spentMicros,
      ownKeysMicros: at % 5 === 4 ? spentMicros / 3n : 0n,
      requests: 1 + Math.floor(tokens / 4000),
      promptTokens: tokens * 4,
      completionTokens: tokens,
      reasoningTokens: at % 2 === 0 ? Math.floor(tokens / 3) : 0,
    };
  });
}

/** Each gets half of what those before it left; the last all of it. */
function split(total: bigint, count: number): readonly bigint[] {
  let left = total;
  return Array.from({ length: count }, (_, at) => {
    const share = at === count - 1 ? left : left / 2n;
    left -= share;
    return share;
  });
}

function counter(days: readonly UsageDay[], totals: readonly bigint[], nowMs: number) {
  const firstMs = days[0]?.startMs ?? nowMs;
  let sum = 0n;
  const before = totals.map((total) => (sum += total) - total);
  return (atMs: number): bigint => {
    const at = Math.min(days.length - 1, Math.max(0, Math.floor((atMs - firstMs) / DAY_MS)));
    const startMs = firstMs + at * DAY_MS;
    const wholeMs = Math.min(nowMs, startMs + DAY_MS) - startMs;
    const share = partsUntil(atMs - startMs) / Math.max(1e-9, partsUntil(wholeMs));
    const total = totals[at] ?? 0n;
    return (before[at] ?? 0n) + (share >= 1 ? total : BigInt(Math.floor(Number(total) * share)));
  };
}

function partsUntil(passedMs: number): number {
  const hours = passedMs / HOUR_MS;
  return HOURS.reduce((sum, part, at) => sum + part * Math.min(1, Math.max(0, hours - at)), 0) / HOURS_SUM;
}

function samplesOf(spentUntil: (atMs: number) => bigint, firstMs: number, nowMs: number): readonly Sample[] {
  const samples: Sample[] = [];
  let credits = TOP_UP;
  let atMs = firstMs + MINUTE_MS;
  for (; atMs <= nowMs; atMs += stepMs(nowMs - atMs)) {
    const usage = spentUntil(atMs);
    while (credits - usage < 6_000_000n) credits += TOP_UP;
    samples.push({ atMs, series: 'one', currency: 'USD', balance: credits - usage, credits, usage });
  }
  return samples;
}

function stepMs(ageMs: number): number {
  return ageMs < 2 * DAY_MS ? 5 * MINUTE_MS : ageMs < 90 * DAY_MS ? HOUR_MS : DAY_MS / 2;
}

function listedKey(name: string, at: number, keyDays: readonly KeyDay[], todayMs: number): ListedKey {
  const since = (fromMs: number): bigint => {
    let sum = 0n;
    // Of the first keys only: the others hardly spend, and ten thousand are looked at.
    if (at < 50)
      for (const { startMs, keys } of keyDays)
        if (startMs >= fromMs) sum += keys.find((key) => key.name === name)?.spentMicros ?? 0n;
    return sum;
  };
  const isLimited = at % 3 === 0;
  return {
    name,
    label: `sk-or-v1-abc...${String(at).padStart(3, '0')}`,
    workspace: at % 2 === 0 ? 'Default' : 'Research',
    isDisabled: at % 11 === 10,
    ...(isLimited && { limitMicros: 100_000_000n, limitLeftMicros: 60_000_000n }),
    resets: { kind: isLimited ? 'monthly' : 'never' },
    lifetimeMicros: since(0),
    todayMicros: since(todayMs),
    weekMicros: since(periodStartMs('week', todayMs)),
    monthMicros: since(periodStartMs('month', todayMs)),
    createdAtMs: todayMs - 300 * DAY_MS,
    ...(at % 7 === 6 && { expiresAtMs: todayMs + 20 * DAY_MS }),
  };
}
