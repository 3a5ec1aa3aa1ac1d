import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '../testing/anyText.ts';
import { anySample, aSample, NOON_MS } from '../testing/samples.ts';
import { exportJson } from './exportJson.ts';

const json = (...args: Parameters<typeof exportJson>): unknown =>
  JSON.parse([...exportJson(...args)].join(''));

test('says what its amounts are, and leaves out what is not known', () => {
  const sample = aSample(NOON_MS, 7n, { balance: -(10n ** 18n) });
  const euros = aSample(NOON_MS + 1, 0n, { currency: 'EUR', series: 'b', balance: undefined });
  expect(json([{ label: 'Work "1"', samples: [sample, euros] }])).toEqual({
    version: 1,
    unit: 'millionths of the currency',
    basis: 'as reported by the provider',
    accounts: [
      {
        account: 'Work "1"',
        currency: 'USD',
        samples: [
          {
            time: '2026-11-24T12:00:00.000Z',
            key: 1,
            balance: '-1000000000000000000',
            creditsBought: '1000000000',
            accountSpent: '7',
          },
        ],
      },
      {
        account: 'Work "1"',
        currency: 'EUR',
        samples: [
          { time: '2026-11-24T12:00:00.001Z', key: 2, creditsBought: '1000000000', accountSpent: '0' },
        ],
      },
    ],
  });
});

test('no account, and one without samples, is JSON too', () => {
  expect(json([])).toMatchObject({ accounts: [] });
  expect(json([{ label: 'x', samples: [] }])).toMatchObject({ accounts: [] });
});

test('any label and any samples are JSON, with every sample in it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyText(), fc.array(anySample, { maxLength: 5 })), { maxLength: 3 }),
      (all) => {
        const accounts = all.map(([label, samples]) => ({ label, samples }));
        const exported = json(accounts) as { accounts: { samples: unknown[] }[] };
        const count = exported.accounts.reduce((sum, { samples }) => sum + samples.length, 0);
        expect(count).toBe(all.reduce((sum, [, samples]) => sum + samples.length, 0));
      },
    ),
    { numRuns: 200 },
  );
});
