import type { Counters, Sample } from './sample.ts';

/**
 * The figures of a sample in one row, so that they need not be named one by one where all are treated alike. Their order is
 * that of our files: a new one is put behind the others.
 */
export type Figures = readonly (bigint | undefined)[];

/**
 * How a figure moves when something else has happened than spending, by its place in the row. `newPeriod`: it falls, as
 * the counter of a day, week or month does by itself.
 */
export type Event = 'rise' | 'fall' | 'change' | 'newPeriod';

const COUNTERS = ['fall', 'newPeriod', 'newPeriod', 'newPeriod'] as const;
export const eventKinds: readonly Event[] = [
  // The balance, the credits, the account's counter; what is left of the limit, the limit.
  ...(['rise', 'change', 'fall', 'rise', 'change'] as const),
  ...COUNTERS,
  ...COUNTERS,
];

// Written out, by place: this is done for every sample that is read, and spreading takes three times as long.
export function figuresOf({ balance, credits, usage, limitLeft, limit, key, ownKeys }: Sample): Figures {
  return [
    balance,
    credits,
    usage,
    limitLeft,
    limit,
    key?.lifetime,
    key?.day,
    key?.week,
    key?.month,
    ownKeys?.lifetime,
    ownKeys?.day,
    ownKeys?.week,
    ownKeys?.month,
  ];
}

/** What {@link figuresOf} was made from. A row may be shorter; counters without that of everything are none. */
export function withFigures(sample: Pick<Sample, 'atMs' | 'series' | 'currency'>, row: Figures): Sample {
  return {
    atMs: sample.atMs,
    series: sample.series,
    currency: sample.currency,
    balance: row[0],
    credits: row[1],
    usage: row[2],
    limitLeft: row[3],
    limit: row[4],
    key: countersAt(row, 5),
    ownKeys: countersAt(row, 9),
  };
}

function countersAt(row: Figures, at: number): Counters | undefined {
  const lifetime = row[at];
  return lifetime === undefined
    ? undefined
    : { lifetime, day: row[at + 1], week: row[at + 2], month: row[at + 3] };
}
