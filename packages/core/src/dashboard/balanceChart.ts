import { FRESH_MS } from '../forecast/pace.ts';
import type { Runway } from '../forecast/runway.ts';
import type { HistoryEvent } from '../history/events.ts';
import { FULL_MS, HOUR_MS, HOURLY_MS } from '../history/rollUp.ts';
import type { Sample } from '../history/sample.ts';
import { parseMoney } from '../model/money.ts';
import { DAY_MS } from '../model/periods.ts';
import type { Thresholds } from '../present/severity.ts';
import { microsOf, moneyMicros } from './microsOf.ts';
import type { BalanceChart, ShownRange, TimedMicros } from './state.ts';
import { thinLines } from './thinLines.ts';

export interface BalanceFacts {
  readonly nowMs: number;
  readonly currency: string;
  readonly thresholds: Thresholds;
  readonly intervalMs: number;
  /** By time, the last before the range too. */
  readonly samples: readonly Sample[];
  readonly events: readonly HistoryEvent[];
  readonly runway: Runway | undefined;
}

type Of = BalanceChart['of'];

/**
 * What was left over a range: of the account's balance where that is known, else of the key's limit. Which of them, the
 * newest key decides: what one saw that has been replaced is not what is left.
 */
export function balanceChart(facts: BalanceFacts, range: ShownRange): BalanceChart {
  const samples = facts.samples.filter(
    ({ atMs, currency }) => currency === facts.currency && atMs < range.toMs && atMs <= facts.nowMs,
  );
  const { series } = samples.at(-1) ?? {};
  const of = whatOf(samples.filter((sample) => sample.series === series)) ?? whatOf(samples) ?? 'none';
  const lines = linesOf(samples, of, facts, range.fromMs);
  return {
    of,
    lines: thinLines(lines),
    // They are of the balance: a key's limit is often small on purpose.
    thresholds: of === 'balance' ? thresholdsOf(facts) : [],
    topUps: of === 'balance' ? topUpsOf(facts, range) : [],
    cone: coneOf(facts.runway, of, range.toMs > facts.nowMs ? lines.at(-1)?.at(-1) : undefined),
  };
}

function whatOf(samples: readonly Sample[]): Of | undefined {
  if (samples.some(({ balance }) => balance !== undefined)) return 'balance';
  return samples.some(({ limitLeft }) => limitLeft !== undefined) ? 'keyLimit' : undefined;
}

/** Steps, in pieces between gaps, other keys and figures that are too large. The first goes on from before the range. */
function linesOf(
  samples: readonly Sample[],
  of: Of,
  facts: BalanceFacts,
  fromMs: number,
): readonly (readonly TimedMicros[])[] {
  const lines: TimedMicros[][] = [];
  let before: (TimedMicros & { readonly series: string }) | undefined;
  for (const { atMs, series, balance, limitLeft } of samples) {
    const figure = of === 'balance' ? balance : limitLeft;
    if (figure === undefined) continue;
    const micros = microsOf(figure);
    const goesOn =
      before?.series === series &&
      (before.micros === micros || atMs - before.atMs <= longestStepMs(facts, atMs));
    if (micros !== null && atMs >= fromMs) {
      const isFirst = lines.length === 0;
      const line = goesOn && !isFirst ? lines.at(-1) : undefined;
      const point = { atMs, micros };
      if (line) line.push(point);
      else {
        const held =
          goesOn && isFirst && before && atMs > fromMs ? [{ atMs: fromMs, micros: before.micros }] : [];
        lines.push([...held, point]);
      }
    }
    before = micros === null ? undefined : { atMs, micros, series };
  }
  return lines;
}

/**
 * Two samples further apart than this that differ have a gap between them. While all are kept there is one an hour at
 * least; of older days the first and the last of each hour or day.
 */
function longestStepMs({ nowMs, intervalMs }: BalanceFacts, atMs: number): number {
  const ageMs = nowMs - atMs;
  const keptMs = ageMs < FULL_MS ? FRESH_MS : ageMs < HOURLY_MS ? 2 * HOUR_MS : 2 * DAY_MS;
  return Math.max(keptMs, intervalMs * 1.25);
}

function thresholdsOf({ thresholds, currency }: BalanceFacts): BalanceChart['thresholds'] {
  return (['low', 'critical'] as const).flatMap((kind) => {
    const micros = moneyMicros(parseMoney(thresholds[kind], currency), currency);
    return micros !== null && micros > 0 ? [{ kind, micros }] : [];
  });
}

function topUpsOf({ events, currency }: BalanceFacts, { fromMs, toMs }: ShownRange): readonly TimedMicros[] {
  return events.flatMap((event) => {
    const isShown = event.kind === 'topUp' && event.atMs >= fromMs && event.atMs < toMs;
    const micros = isShown ? moneyMicros(event.amount, currency) : null;
    return micros === null ? [] : [{ atMs: event.atMs, micros }];
  });
}

/** Only of the cap whose line is drawn: a cone that begins beside its line would be of nothing. */
function coneOf(runway: Runway | undefined, of: Of, from: TimedMicros | undefined): BalanceChart['cone'] {
  if (runway?.kind !== 'range' || runway.cap !== of || !from) return null;
  const { earliestMs, medianMs, latestMs = null } = runway;
  return { from, earliestMs, medianMs, latestMs };
}
