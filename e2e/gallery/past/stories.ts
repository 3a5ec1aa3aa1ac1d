import type { AccountChange, PersonaName } from '../../../packages/simulator/src/index.ts';
import { DAY_MS, dayStartMs, type DaysSpend, spendSince } from './daysSpend.ts';

/** An account with a past. */
export interface Story {
  /** Names its pictures. */
  readonly name: string;
  readonly persona: PersonaName;
  /** How the account stands now, so that it fits the past. */
  change(nowMs: number): AccountChange;
  readonly spend: DaysSpend;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the tooltip says once the window has looked at the past. */
  readonly told: RegExp;
}

const seen = (...amounts: readonly number[]): DaysSpend => amounts.map((spent) => ({ spent }));

/** A day of nothing, two that nobody watched, and a big one: all within the picture's two weeks. */
const twentyDays: DaysSpend = [
  ...seen(1.32, 2.15, 0.94, 0, 1.87),
  { spent: 1.2, isWatched: false },
  { spent: 0.8, isWatched: false },
  ...seen(1.4, 6.83, 1.12, 0.05, 2.31, 1.66, 0.72, 1.95, 1.1, 2.4, 0.6, 1.75, 1.3),
];
const fiveDays = seen(2.4, 5.15, 1.2, 4.7, 3.35);

export const managed: Story = {
  name: 'managed',
  persona: 'management',
  change: () => ({ totalCreditsUsd: 100, totalUsageUsd: 81.37 }),
  spend: twentyDays,
  settings: { 'opencredits.budgets.daily': 2, 'opencredits.budgets.monthly': 40 },
  told: /of \$2 budget[^]*Runway\s+\d/,
};

export const limited: Story = {
  name: 'limited',
  persona: 'limitDaily',
  change: (nowMs) => ({
    limitUsd: 10,
    limitReset: 'daily',
    usage: {
      total: 61,
      daily: fiveDays[0]?.spent ?? 0,
      weekly: spendSince(
        fiveDays,
        nowMs,
        dayStartMs(nowMs) - ((new Date(nowMs).getUTCDay() + 6) % 7) * DAY_MS,
        nowMs,
      ),
      monthly: spendSince(
        fiveDays,
        nowMs,
        dayStartMs(nowMs) - (new Date(nowMs).getUTCDate() - 1) * DAY_MS,
        nowMs,
      ),
    },
  }),
  spend: fiveDays,
  told: /Runway\s+(past|\d|up to)/,
};
