import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText } from '../testing/anyText.ts';
import { anySample, aSample, NOON_MS } from '../testing/samples.ts';
import { exportCsv } from './exportCsv.ts';
import { figureNames } from './exportRows.ts';
import { eventKinds } from './figures.ts';

const csv = (...args: Parameters<typeof exportCsv>): string => [...exportCsv(...args)].join('');

/** RFC 4180, as strictly as it is written. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  const cellOf = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let row: string[] = [];
  while (cellOf.lastIndex < text.length) {
    const match = cellOf.exec(text);
    if (!match) throw new Error('not RFC 4180');
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

test('a header with units, and a line for each sample', () => {
  const sample = aSample(NOON_MS, 1n, { balance: -400_001n, limit: 10n ** 18n, limitLeft: 0n });
  expect(csv([{ label: 'Work', samples: [sample] }])).toBe(
    [
      'account,time (UTC),key (number),currency (ISO 4217),balance (units of currency),creditsBought (units of currency),accountSpent (units of currency),keyLimitLeft (units of currency),keyLimit (units of currency),keySpent (units of currency),keySpentToday (units of currency),keySpentThisWeek (units of currency),keySpentThisMonth (units of currency),ownKeysSpent (units of currency),ownKeysSpentToday (units of currency),ownKeysSpentThisWeek (units of currency),ownKeysSpentThisMonth (units of currency)',
      '"Work",2026-11-24T12:00:00.000Z,1,USD,-0.400001,1000.000000,0.000001,0.000000,1000000000000.000000,,,,,,,,',
      '',
    ].join('\r\n'),
  );
});

test('every figure has a name', () => {
  expect(figureNames).toHaveLength(eventKinds.length);
});

test('keys are numbered in each account, and their ids are not told', () => {
  const samples = ['x', 'y', 'x'].map((series, at) =>
    aSample(NOON_MS + at, 0n, { series: `secret-${series}` }),
  );
  const text = csv([
    { label: 'one', samples },
    { label: 'two', samples: samples.slice(1) },
  ]);
  expect(parseCsv(text).map((row) => row[2])).toEqual(['key (number)', '1', '2', '1', '1', '2']);
  expect(text).not.toContain('secret');
});

describe('[trust 59] a label that a spreadsheet would run', () => {
  test.each([
    '=HYPERLINK("https://evil.example","x")',
    '+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\u0000=1',
    '\tx',
    '\rx',
    '  =1',
    '"=1',
    '\uff1d1',
    '\uff0b1',
    '\uff0d1',
    '\uff201',
  ])('%j has an apostrophe before it', (label) => {
    const [, row] = parseCsv(csv([{ label, samples: [aSample(NOON_MS)] }]));
    expect(row?.[0]).toBe(`'${label}`);
  });

  test.each(['Work', 'a=b', 'me@example.com', 'a, "b"\r\nc', 'Büro 🧾', ''])('%j is as it was', (label) => {
    const [, row] = parseCsv(csv([{ label, samples: [aSample(NOON_MS)] }]));
    expect(row?.[0]).toBe(label);
  });

  test('any label, any figures: one cell of the table, whose amounts are the micros', () => {
    fc.assert(
      fc.property(anyText(), anySample, (label, sample) => {
        const rows = parseCsv(csv([{ label, samples: [sample] }]));
        expect(rows.map((row) => row.length)).toEqual([17, 17]);
        const [account = '', time = '', , currency, ...amounts] = rows[1] ?? [];
        expect(account === label || account === `'${label}`).toBe(true);
        expect(account).not.toMatch(/^[=+\-@\t\r]/);
        expect(Date.parse(time)).toBe(sample.atMs);
        expect(currency).toBe(sample.currency);
        const [balance] = amounts;
        expect(balance && BigInt(balance.replace('.', ''))).toBe(sample.balance ?? '');
        for (const amount of amounts) expect(amount).toMatch(/^(-?\d+\.\d{6})?$/);
      }),
      { numRuns: 300 },
    );
  });
});

test('a long history comes in pieces', () => {
  const samples = Array.from({ length: 2500 }, (_, at) => aSample(NOON_MS + at));
  const pieces = [...exportCsv([{ label: 'x', samples }])];
  expect(pieces).toHaveLength(3);
  expect(parseCsv(pieces.join(''))).toHaveLength(2501);
});
