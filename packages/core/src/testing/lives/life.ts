import type { Sample } from '../../history/sample.ts';
import { DAY_MS, type Period } from '../../model/periods.ts';
import type { Resets } from '../../model/reading.ts';
import { SeededRandom } from '../year/seededRandom.ts';
import { type Ledger, type LedgerEntry, ledgerOf } from './ledger.ts';
import { type Expense, expensesOf, logNormal, loopAt, type Pattern } from './patterns.ts';
import { sampleLife, type Watching } from './watching.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The kinds of lives, with how each works. Undefined: any of the first three. */
const kinds = {
  steady: 'steady',
  officeHours: 'officeHours',
  bursty: 'bursty',
  loop: 'officeHours',
  longIdle: 'idle',
  topUps: undefined,
  dailyLimit: undefined,
  weeklyLimit: undefined,
  monthlyLimit: undefined,
  missingDays: undefined,
  lag: undefined,
  corrections: undefined,
  restarts: undefined,
  counterResets: undefined,
  keyReplaced: undefined,
} as const satisfies Record<string, Pattern | undefined>;

const RESETS = { day: 'daily', week: 'weekly', month: 'monthly' } as const;

export type LifeKind = keyof typeof kinds;
export const lifeKinds = Object.keys(kinds) as LifeKind[];

/** A month or more of an account, with what really happened and what a window would have kept of it. */
export interface Life {
  readonly kind: LifeKind;
  /** `management` sees the account's totals only, `ordinary` its own counters, and maybe the totals. */
  readonly key: 'management' | 'ordinary';
  readonly limitResets: Resets;
  readonly ledger: Ledger;
  readonly samples: readonly Sample[];
  /** Of which moment a sample tells, by its `atMs`: the provider may be late. */
  readonly asOfMs: ReadonlyMap<number, number>;
  /** When the key's counters began anew, or another key was taken. */
  readonly beganMs: readonly number[];
  readonly startMs: number;
  /** When the watching ends; the ledger goes on. */
  readonly endMs: number;
}

/** The same life for the same kind, seed and length. @param afterDays how long the ledger goes on unwatched */
export function liveLife(kind: LifeKind, seed: number, days = 31, afterDays = 0): Life {
  const random = new SeededRandom(seed * 101 + lifeKinds.indexOf(kind));
  // Some moment of a year: months, weeks and years begin in the middle of lives.
  const startMs = Date.UTC(2026, 0, 1) + Math.floor(random.between(0, 365 * DAY_MS));
  const endMs = startMs + days * DAY_MS;
  const pattern = kinds[kind] ?? random.oneOf(['steady', 'officeHours', 'bursty']);
  const key = random.fraction() < 0.5 && !kind.endsWith('Limit') ? 'management' : 'ordinary';

  const untilMs = endMs + afterDays * DAY_MS;
  // Counters had a past before anybody watched.
  const before = startMs - 40 * DAY_MS;
  const spent = expensesOf(pattern, random, before, untilMs);
  const dayMicros = total(spent) / ((untilMs - before) / DAY_MS);
  const entries: LedgerEntry[] = spent.map((expense) => ({ ...expense, of: 'key' }));
  const add = (of: LedgerEntry['of'], expenses: readonly Expense[]) => {
    for (const expense of expenses) entries.push({ ...expense, of });
  };
  if (kind === 'loop') {
    for (let atMs = startMs; atMs < untilMs; atMs += random.between(5, 20) * DAY_MS)
      add('key', loopAt(random, atMs, dayMicros));
  }
  // Another key of the same account, or keys of one's own elsewhere.
  if (key === 'ordinary' && random.fraction() < 0.3)
    add('others', expensesOf('bursty', random, before, untilMs));
  if (key === 'ordinary' && random.fraction() < 0.3)
    add('ownKeys', expensesOf('bursty', random, before, untilMs));
  entries.sort((one, other) => one.atMs - other.atMs);
  if (kind === 'corrections') correct(entries, random, startMs);

  const ledger = ledgerOf(entries);
  const lagMs = kind === 'lag' ? 60_000 : random.fraction() < 0.5 ? 0 : random.between(0, 60_000);
  const moment = (from: number, to: number): number =>
    Math.floor(startMs + (endMs - startMs) * random.between(from, to));
  const watching: Watching = {
    startMs,
    endMs,
    lagMs,
    random,
    ledger,
    sees: { account: key === 'management' || random.fraction() < 0.5, key: key === 'ordinary' },
    limit: limitOf(kind, dayMicros, random),
    bought: boughtOf(ledger, dayMicros, random, before, untilMs, kind === 'topUps'),
    offMs: offTimes(kind, random, startMs, endMs),
    resetsMs: kind === 'counterResets' ? [moment(0.1, 0.4), moment(0.6, 0.9)] : [],
    replacedMs: kind === 'keyReplaced' ? moment(0, 1) : Infinity,
  };
  return {
    kind,
    key,
    limitResets: { kind: watching.limit ? RESETS[watching.limit.period] : 'never' },
    ledger,
    ...sampleLife(watching),
    beganMs: [...watching.resetsMs, watching.replacedMs].filter(Number.isFinite),
    startMs,
    endMs,
  };
}

function total(expenses: readonly Expense[]): number {
  return expenses.reduce((sum, { micros }) => sum + micros, 0);
}

/** Now and then some of what was counted today is taken back, today. */
function correct(entries: LedgerEntry[], random: SeededRandom, startMs: number): void {
  let today = 0;
  let dayMs = 0;
  for (const entry of [...entries]) {
    if (entry.of !== 'key' || entry.atMs < startMs) continue;
    const startOfDay = entry.atMs - (entry.atMs % DAY_MS);
    if (startOfDay !== dayMs) today = 0;
    dayMs = startOfDay;
    today += entry.micros;
    if (random.fraction() > 0.02) continue;
    const micros = -Math.floor(today * random.between(0.05, 0.9));
    const atMs = Math.min(entry.atMs + Math.floor(random.between(0, HOUR_MS)), startOfDay + DAY_MS - 1);
    entries.push({ atMs, micros, of: 'key' });
    today += micros;
  }
  entries.sort((one, other) => one.atMs - other.atMs);
}

function limitOf(kind: LifeKind, dayMicros: number, random: SeededRandom): Watching['limit'] {
  const limit = (period: Period, days: number) => ({
    period,
    micros: Math.round((dayMicros * days * random.between(0.5, 2)) / 1e4) * 1e4,
  });
  if (kind === 'dailyLimit') return limit('day', 1);
  if (kind === 'weeklyLimit') return limit('week', 7);
  return kind === 'monthlyLimit' ? limit('month', 30) : undefined;
}

const PURCHASES = [5, 10, 20, 25, 50, 100] as const;

/**
 * What was bought, by time. Everybody has a habit: to buy so much when so little is left, some hours later. `isWild`: of
 * any size, at any time, and now and then some of it goes again.
 */
function boughtOf(
  ledger: Ledger,
  dayMicros: number,
  random: SeededRandom,
  fromMs: number,
  untilMs: number,
  isWild: boolean,
): readonly Expense[] {
  const usual = random.oneOf(PURCHASES);
  const lowMicros = dayMicros * random.between(0.1, 1.5);
  const bought: Expense[] = [];
  let credits = 0;
  const buy = (atMs: number, micros: number): void => {
    bought.push({ atMs: Math.floor(atMs), micros });
    credits += micros;
  };
  for (let atMs = fromMs; atMs < untilMs; atMs += HOUR_MS) {
    const left = credits - ledger.spentUntil('account', atMs);
    if (random.fraction() < (left < lowMicros ? 0.2 : isWild ? 0.01 : 0)) {
      const dollars = isWild ? random.oneOf([1, 5, 10, 25, 100, 1000]) : usual;
      const missing = Math.max(0, Math.ceil(-left / 1e6 / dollars));
      buy(atMs + random.between(0, HOUR_MS), (1 + missing) * dollars * 1e6);
    } else if (isWild && random.fraction() < 0.002) {
      // Refunded, or expired.
      buy(atMs, -1e6);
    }
  }
  return bought;
}

/** When the machine was off: whole days, or minutes to hours for a restart. */
function offTimes(
  kind: LifeKind,
  random: SeededRandom,
  startMs: number,
  endMs: number,
): readonly [number, number][] {
  const times: [number, number][] = [];
  const [leastGap, mostGap] = kind === 'missingDays' ? [2 * DAY_MS, 9 * DAY_MS] : [4 * HOUR_MS, 40 * HOUR_MS];
  if (kind !== 'missingDays' && kind !== 'restarts') return times;
  for (let atMs = startMs; ;) {
    atMs += random.between(leastGap, mostGap);
    if (atMs >= endMs) return times;
    const offMs =
      kind === 'missingDays' ? random.between(0.5, 4) * DAY_MS : logNormal(random, 5, 2) * MINUTE_MS;
    times.push([atMs, atMs + offMs]);
    atMs += offMs;
  }
}
