import type { HistoryEvent } from '../history/events.ts';
import type { Meter } from '../history/meter.ts';
import type { Money } from '../model/money.ts';
import { amountWords, type AmountStyle, isOver, negative } from '../present/headlineWords.ts';
import { plainText } from '../present/plainText.ts';
import type { AlertEvent } from './dashboardInputs.ts';
import { microsOf } from './microsOf.ts';
import type { EventRow, ShownRange } from './state.ts';

const MOST_EVENTS = 500;
const MOST_CHARACTERS = 200;

/** What happened in a range besides spending, the newest first, 500 at most. Amounts are of the account's currency. */
export function eventRows(
  events: readonly HistoryEvent[],
  alerts: readonly AlertEvent[],
  range: ShownRange,
  currency: string,
  style: AmountStyle,
): readonly EventRow[] {
  const isIn = ({ atMs }: { readonly atMs: number }): boolean => atMs >= range.fromMs && atMs < range.toMs;
  const rows = [
    ...events.filter(isIn).flatMap((event) => {
      const { amount, ...row } = rowOf(event, style);
      // What was in another currency is not to be read as this one's.
      return amount && amount.currency !== currency
        ? []
        : [{ ...row, atMs: event.atMs, amount: microsOf(amount?.amountMicros) }];
    }),
    ...alerts.filter(isIn).map(({ atMs, text }): EventRow => ({
      atMs,
      kind: 'alert',
      words: plainText(text, MOST_CHARACTERS),
      amount: null,
    })),
  ];
  return rows.sort((a, b) => b.atMs - a.atMs).slice(0, MOST_EVENTS);
}

const WHOSE: Readonly<Record<Meter, string>> = {
  account: 'the account',
  key: 'this key',
  ownKeys: 'other providers (BYOK)',
};

function rowOf(
  event: HistoryEvent,
  style: AmountStyle,
): Pick<EventRow, 'kind' | 'words'> & { readonly amount: Money | undefined } {
  switch (event.kind) {
    case 'topUp':
      return { kind: 'topUp', words: 'Topped up', amount: event.amount };
    case 'creditsFell':
      return {
        kind: 'creditsFell',
        words: 'Credits fell: refunded, expired or moved away',
        amount: event.amount,
      };
    case 'correction':
      return {
        kind: 'correction',
        words: `Taken back from what was counted for ${WHOSE[event.meter]}`,
        amount: event.amount,
      };
    case 'counterReset':
      return {
        kind: 'reset',
        words: `The counter of ${WHOSE[event.meter]} began anew, and stood at ${amountWords(event.to, style)}`,
        amount: event.to,
      };
    case 'limitRaised':
    case 'limitLowered': {
      const way = event.kind === 'limitRaised' ? 'raised' : 'lowered';
      const [from, to] = [event.from, event.to].map((money) => amountWords(money, style, true));
      return { kind: 'limit', words: `Key limit ${way} from ${from} to ${to}`, amount: event.to };
    }
    case 'limitReset':
      return {
        kind: 'reset',
        words: `The key limit began anew: ${leftWords(event.left, style)}`,
        amount: event.left,
      };
  }
}

function leftWords(left: Money, style: AmountStyle): string {
  return isOver(left)
    ? `${amountWords(negative(left), style)} over it already`
    : `${amountWords(left, style)} may be spent`;
}
