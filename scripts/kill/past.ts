import { createAlerts } from '../../packages/core/src/alerts/alerts.ts';
import type { AlertFacts } from '../../packages/core/src/alerts/alertFacts.ts';
import { createHistory } from '../../packages/core/src/history/history.ts';
import type { Sample } from '../../packages/core/src/history/sample.ts';
import { DAY_MS } from '../../packages/core/src/model/periods.ts';
import type { SeededRandom } from '../../packages/core/src/testing/year/seededRandom.ts';
import type { KillPorts } from './ports.ts';
import type { Said, Step } from './state.ts';

/** Whose past is kept for years, and whose is forgotten now and then. */
export const LASTING = 'lasting';
export const BRIEF = 'brief';
export const FIRST_MS = Date.UTC(2026, 0, 1);

/** From one answer to the next: several on a day, and after fifty of them days are rolled up, too. */
const PAUSES_MS = [DAY_MS / 288, DAY_MS / 24, DAY_MS / 4, DAY_MS, 12 * DAY_MS] as const;
const BUDGET = 10_000_000n;

/** What a killed host does to the past of its accounts. */
export interface Past {
  /** What comes first in the life of a host, though nothing has happened since the last one. */
  start(): Promise<void>;
  /** Does something. */
  go(): Promise<void>;
}

/** @param startMs where the time of the host before has ended: it is made up, and passes from answer to answer */
export function createPast(
  ports: KillPorts,
  random: SeededRandom,
  startMs: number,
  say: (said: Pick<Said, 'step' | 'notice'> & { readonly what: 'begins' | 'ends' }) => void,
): Past {
  let nowMs = startMs;
  const history = createHistory({ ...ports, isKept: () => true }, ports.random.id());
  const alerts = createAlerts({ ...ports, clock: { wallMs: () => nowMs } });

  const take = async ({ kind, accountId }: Step): Promise<string | undefined> => {
    switch (kind) {
      case 'append':
        await history.append(accountId, sampleAt(nowMs));
        return undefined;
      case 'maintain':
        await history.maintain(nowMs);
        return undefined;
      case 'forget':
        await history.forget(accountId);
        await alerts.forget(accountId);
        return undefined;
      case 'judge': {
        const notice = await alerts.judge(accountId, factsAt(nowMs), true);
        return notice && `${accountId} ${dayOf(nowMs)} ${notice.rule} ${notice.level}`;
      }
    }
  };

  const does = async (kind: Step['kind'], accountId: string): Promise<void> => {
    const step = { kind, accountId, atMs: nowMs };
    say({ what: 'begins', step });
    say({ what: 'ends', step, notice: await take(step) });
  };

  return {
    async start() {
      await does('judge', LASTING);
      await does('judge', BRIEF);
    },
    async go() {
      const chance = random.fraction();
      if (chance < 0.2) return does('maintain', LASTING);
      if (chance < 0.25) return does('forget', BRIEF);
      nowMs += random.oneOf(PAUSES_MS);
      const accountId = chance < 0.75 ? LASTING : BRIEF;
      await does('append', accountId);
      await does('judge', accountId);
    },
  };
}

/** An account spends all the time, so that a moment tells what must be found of it. */
export function sampleAt(atMs: number): Sample {
  return { atMs, series: 'a', currency: 'USD', usage: BigInt(atMs) };
}

/** The budget of every day is reached after two thirds of it. */
function factsAt(atMs: number): Omit<AlertFacts, 'nowMs'> {
  const spent = (BUDGET * 3n * BigInt(atMs % DAY_MS)) / (2n * BigInt(DAY_MS));
  return {
    asOfMs: atMs,
    series: 'a',
    currency: 'USD',
    balance: 'unknown',
    credits: 'unknown',
    keyLimit: { kind: 'none' },
    spend: { day: { amountMicros: spent, currency: 'USD' }, week: 'unknown', month: 'unknown' },
    budgets: { day: { amountMicros: BUDGET, currency: 'USD' } },
    thresholds: { low: 0, critical: 0, runwayDays: 0 },
    runwayDays: 'unknown',
    recent: [],
    habit: 'unknown',
    keyExpiresAtMs: 'unknown',
    keyRejected: 'unknown',
  };
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
