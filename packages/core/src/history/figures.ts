import type { Counters, Sample } from './sample.ts';

/**
 * The figures of a sample in one row, so that they need not be named one by one where all are treated alike. Their order is
 * that of our files: a new one is put behind the others.
 */
export type Figures = readonly (bigint | undefined)[];

/** How a figure moves when something else has happened than spending, by its place in the row. */
export type Event = 'rise' | 'fall' | 'change';

const COUNTERS = ['fall', 'fall', 'fall', 'fall'] as const;
export const eventKinds: readonly Event[] = [
  // The balance, the credits, the account's counter; what is left of the limit, the limit.
  ...(['rise', 'change', 'fall', 'rise', 'change'] as const),
  ...COUNTERS,
  ...COUNTERS,
];

export function figuresOf({ balance, credits, usage, limitLeft, limit, key, ownKeys }: Sample): Figures {
  return [balance, credits, usage, limitLeft, limit, ...countersRow(key), ...countersRow(ownKeys)];
}

/** What {@link figuresOf} was made from. A row may be shorter; counters without that of everything are none. */
export function withFigures(sample: Pick<Sample, 'atMs' | 'series' | 'currency'>, row: Figures): Sample {
  const [balance, credits, usage, limitLeft, limit, ...counters] = row;
  return {
    ...sample,
    balance,
    credits,
    usage,
    limitLeft,
    limit,
    key: countersOf(counters),
    ownKeys: countersOf(counters.slice(4)),
  };
}

function countersRow(counters: Counters | undefined): Figures {
  return [counters?.lifetime, counters?.day, counters?.week, counters?.month];
}

function countersOf([lifetime, day, week, month]: Figures): Counters | undefined {
  return lifetime === undefined ? undefined : { lifetime, day, week, month };
}
