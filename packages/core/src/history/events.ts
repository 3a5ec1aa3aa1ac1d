import type { Money } from '../model/money.ts';
import { counterOf, type Meter } from './meter.ts';
import { isReset } from './pieces.ts';
import type { Sample } from './sample.ts';

/** Something that happened to the account's money and was not spend. `atMs`: the sample in which it was first seen. */
export type HistoryEvent = { readonly atMs: number } & (
  | { readonly kind: 'topUp'; readonly amount: Money }
  /** Credits went: refunded, expired or moved away. Which of these, no provider tells. */
  | { readonly kind: 'creditsFell'; readonly amount: Money }
  /** The provider took back some of what it had counted. */
  | { readonly kind: 'correction'; readonly meter: Meter; readonly amount: Money }
  /** A counter began anew. */
  | { readonly kind: 'counterReset'; readonly meter: Meter; readonly from: Money; readonly to: Money }
  | { readonly kind: 'limitRaised' | 'limitLowered'; readonly from: Money; readonly to: Money }
  /** Another day, week or month of the key's limit began; `left` is what may be spent in it. */
  | { readonly kind: 'limitReset'; readonly left: Money }
);

const METERS: readonly Meter[] = ['account', 'key', 'ownKeys'];

type Figure = 'balance' | 'credits' | 'limit' | 'limitLeft' | Meter;

/** By time. What changed with the series or the currency is no event: it is of another thing. */
export function eventsOf(samples: readonly Sample[]): readonly HistoryEvent[] {
  const events: HistoryEvent[] = [];
  let seen: Partial<Record<Figure, bigint>> = {};
  let last: Sample | undefined;
  for (const sample of samples) {
    if (last && (last.series !== sample.series || last.currency !== sample.currency)) seen = {};
    last = sample;
    // What it was when it was last seen: a sample may lack a figure.
    const now: Partial<Record<Figure, bigint | undefined>> = {
      balance: sample.balance,
      credits: sample.credits,
      limit: sample.limit,
      limitLeft: sample.limitLeft,
    };
    for (const meter of METERS) now[meter] = counterOf(sample, meter);
    events.push(...eventsBetween(seen, now, sample));
    for (const [figure, micros] of Object.entries(now)) {
      if (micros !== undefined) seen[figure as Figure] = micros;
    }
  }
  return events;
}

function eventsBetween(
  seen: Partial<Record<Figure, bigint>>,
  now: Partial<Record<Figure, bigint | undefined>>,
  { atMs, currency }: Sample,
): readonly HistoryEvent[] {
  const events: HistoryEvent[] = [];
  const money = (amountMicros: bigint): Money => ({ amountMicros, currency });
  const rise = (figure: Figure): bigint => {
    const [before, after] = [seen[figure], now[figure]];
    return before === undefined || after === undefined ? 0n : after - before;
  };
  const hasCredits = now.credits !== undefined || seen.credits !== undefined;
  // Without a figure of what was bought, a balance that rises is one.
  const bought = hasCredits ? rise('credits') : rise('balance');
  if (bought > 0n) events.push({ kind: 'topUp', atMs, amount: money(bought) });
  if (bought < 0n && hasCredits) events.push({ kind: 'creditsFell', atMs, amount: money(-bought) });

  for (const meter of METERS) {
    const [before, after] = [seen[meter], now[meter]];
    if (before === undefined || after === undefined || after >= before) continue;
    events.push(
      isReset(before, after)
        ? { kind: 'counterReset', atMs, meter, from: money(before), to: money(after) }
        : { kind: 'correction', atMs, meter, amount: money(before - after) },
    );
  }

  const raised = rise('limit');
  if (raised !== 0n) {
    const to = now.limit ?? 0n;
    const kind = raised > 0n ? 'limitRaised' : 'limitLowered';
    events.push({ kind, atMs, from: money(to - raised), to: money(to) });
  }
  // More is left than another limit or a correction accounts for.
  const corrected = rise('key') < 0n ? -rise('key') : 0n;
  if (rise('limitLeft') > raised + corrected && now.limitLeft !== undefined)
    events.push({ kind: 'limitReset', atMs, left: money(now.limitLeft) });
  return events;
}
