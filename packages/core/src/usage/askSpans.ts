import { DAY_MS } from '../model/periods.ts';
import type { TimeRange, UsageRequest, UsageTable } from '../providers/usageSource.ts';
import type { Ask, Unanswered } from './ask.ts';

/** What came of asking about some days. */
export interface Answered<Row> {
  readonly days: readonly number[];
  readonly table: UsageTable<Row>;
}

export interface Spans<Row> {
  readonly answered: readonly Answered<Row>[];
  /** Of how many days at once all was told. */
  readonly spanDays: number;
  /** Some days are left for another time. */
  readonly isUnfinished: boolean;
  readonly ended?: Unanswered | undefined;
}

/** Of one part in one attempt. */
const MOST_REQUESTS = 8;

/**
 * Asks about days, the newest first, in as few spans as it takes: one of which the provider leaves out rows, or which is
 * too much for it, is halved; one after a span with few rows is doubled.
 * @param days when each began, the newest first
 */
export async function askSpans<Row>(
  ask: Ask,
  requestOf: (range: TimeRange) => UsageRequest<UsageTable<Row>>,
  days: readonly number[],
  startSpanDays: number,
): Promise<Spans<Row>> {
  const answered: Answered<Row>[] = [];
  let spanDays = startSpanDays;
  /** How many rows are too many; none where it was not their number. */
  let mostRows = Infinity;
  let left = days;
  for (let requests = 0; requests < MOST_REQUESTS; requests += 1) {
    const [newest] = left;
    if (newest === undefined) break;
    const asked = left.filter((day) => day > newest - spanDays * DAY_MS);
    const oldest = asked.at(-1) ?? newest;
    const answer = await ask(requestOf({ fromMs: oldest, toMs: newest + DAY_MS }));
    if (asked.length > 1 && isTooMuch(answer)) {
      mostRows = answer.kind === 'value' ? rowsIn(answer.value) : 0;
      spanDays = Math.max(1, Math.floor(((newest - oldest) / DAY_MS + 1) / 2));
      continue;
    }
    if (answer.kind !== 'value') return { answered, spanDays, isUnfinished: true, ended: answer };
    answered.push({ days: asked, table: answer.value });
    left = left.slice(asked.length);
    // One busy week must not make a year of days that are asked for by themselves.
    if (left.length > 0 && rowsIn(answer.value) * 2 <= mostRows) spanDays *= 2;
  }
  return { answered, spanDays, isUnfinished: left.length > 0 };
}

function rowsIn({ rows }: UsageTable<unknown>): number {
  return [...rows.values()].reduce((sum, { length }) => sum + length, 0);
}

function isTooMuch(
  answer: { readonly kind: 'value'; readonly value: UsageTable<unknown> } | Unanswered,
): boolean {
  if (answer.kind === 'value') return answer.value.isCut;
  if (answer.kind !== 'failed') return false;
  const { failure } = answer;
  return (
    failure.kind === 'timeout' ||
    (failure.kind === 'providerDown' && failure.status === 408) ||
    (failure.kind === 'unexpectedAnswer' && failure.reason === 'tooLarge')
  );
}
