import type { AlertFacts, SpendPoint } from '../../packages/core/src/alerts/alertFacts.ts';
import { type Habit, habitOf } from '../../packages/core/src/alerts/habit.ts';
import type { SeededRandom } from '../../packages/core/src/testing/year/seededRandom.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './spendingLife.ts';

const INTERVAL_MS = 5 * MINUTE_MS;
const SPENDING_INTERVAL_MS = MINUTE_MS;
const QUIET_MS = 10 * MINUTE_MS;
/** A provider's counter is up to so much behind. */
const LAG_MS = MINUTE_MS;
const RECENT_MS = 75 * MINUTE_MS;
const HABIT_HOURS = 30 * 24;

/** What a monitor at its usual interval sees of a ledger, and remembers of it. */
export interface Watcher {
  readonly nextMs: number;
  readonly recent: readonly SpendPoint[];
  readonly habit: Habit | 'unknown';
  look(ledgerAt: (atMs: number) => number, random: SeededRandom): void;
  /** No window is open: nothing is asked. */
  sleep(random: SeededRandom): void;
  fork(): Watcher;
}

interface Memory {
  nextMs: number;
  seen: number;
  spentMs: number;
  recent: SpendPoint[];
  /** Spend by hour, newest last. */
  hours: bigint[];
  hour: number;
  habit: Habit | 'unknown';
}

export function watcher(fromMs: number): Watcher {
  return watching({
    nextMs: fromMs,
    seen: 0,
    spentMs: -Infinity,
    recent: [],
    hours: [],
    hour: -1,
    habit: 'unknown',
  });
}

function watching(memory: Memory): Watcher {
  return {
    get nextMs() {
      return memory.nextMs;
    },
    get recent() {
      return memory.recent;
    },
    get habit() {
      return memory.habit;
    },
    look(ledgerAt, random) {
      const nowMs = memory.nextMs;
      const seen = Math.max(memory.seen, Math.floor(ledgerAt(nowMs - random.between(0, LAG_MS))));
      const spent = memory.recent.length > 0 ? seen - memory.seen : 0;
      const gapMs = nowMs - (memory.recent.at(-1)?.atMs ?? nowMs);
      if (spent > 0) memory.spentMs = nowMs;
      const hour = Math.floor(nowMs / HOUR_MS);
      if (hour !== memory.hour) {
        memory.habit = habitOf(memory.hours);
        memory.hours = [...memory.hours.slice(-HABIT_HOURS), 0n];
        memory.hour = hour;
      }
      // What was spent while nobody looked is of no hour in particular.
      if (gapMs < HOUR_MS / 2) memory.hours.push((memory.hours.pop() ?? 0n) + BigInt(spent));
      memory.seen = seen;
      while ((memory.recent[0]?.atMs ?? nowMs) < nowMs - RECENT_MS) memory.recent.shift();
      memory.recent.push({ atMs: nowMs, micros: BigInt(seen) });
      const isSpending = nowMs - memory.spentMs < QUIET_MS;
      memory.nextMs =
        nowMs + (isSpending ? SPENDING_INTERVAL_MS : INTERVAL_MS) * (1 + 0.1 * random.fraction());
    },
    sleep(random) {
      memory.nextMs += INTERVAL_MS * (1 + 0.1 * random.fraction());
    },
    fork: () => watching({ ...memory, hours: [...memory.hours], recent: [...memory.recent] }),
  };
}

/** The facts of which only spend is known. */
export function factsOf({ recent, habit }: Watcher, nowMs: number): AlertFacts {
  return {
    nowMs,
    asOfMs: nowMs,
    series: 'a',
    currency: 'USD',
    balance: 'unknown',
    credits: 'unknown',
    keyLimit: { kind: 'unknown' },
    spend: { day: 'unknown', week: 'unknown', month: 'unknown' },
    budgets: {},
    thresholds: { low: 5, critical: 1, runwayDays: 3 },
    runwayDays: 'unknown',
    recent,
    habit,
    keyExpiresAtMs: 'unknown',
    keyRejected: 'unknown',
  };
}

/**
 * What others ship: the last five minutes cost more than three times as much as five minutes of yesterday did at the
 * mean.
 */
export class NaiveRule {
  readonly #days = new Map<number, number>();
  #seen: number | undefined;
  #isOn = false;

  /** @returns whether it alarms now, and had not before */
  judge(recent: readonly SpendPoint[]): boolean {
    const was = this.#isOn;
    this.#isOn = this.#isAbove(recent);
    return this.#isOn && !was;
  }

  fork(): NaiveRule {
    const copy = new NaiveRule();
    for (const [day, spent] of this.#days) copy.#days.set(day, spent);
    copy.#seen = this.#seen;
    return copy;
  }

  #isAbove(recent: readonly SpendPoint[]): boolean {
    const last = recent.at(-1);
    if (!last) return false;
    const day = Math.floor(last.atMs / DAY_MS);
    const seen = Number(last.micros);
    this.#days.set(day, (this.#days.get(day) ?? 0) + seen - (this.#seen ?? seen));
    this.#seen = seen;
    const yesterday = this.#days.get(day - 1);
    const first = recent.find(({ atMs }) => atMs >= last.atMs - 5.5 * MINUTE_MS);
    if (yesterday === undefined || !first) return false;
    const spent = Number(last.micros - first.micros);
    return spent > 0 && spent > 3 * ((yesterday * 5 * MINUTE_MS) / DAY_MS);
  }
}
