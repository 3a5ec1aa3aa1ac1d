import type { BalanceChart, ShownRange } from '@opencredits/core';
import { describe, expect, it } from 'vitest';
import { balanceEndMs, balancePoints, labelsThatFit, pointBands } from './balanceShape.ts';

const range: ShownRange = { fromMs: 0, toMs: 100, bucket: 'day', before: null };
const chart = (cone: BalanceChart['cone']): BalanceChart => ({
  of: 'balance',
  lines: [],
  thresholds: [],
  topUps: [],
  cone,
});
const from = { atMs: 90, micros: 5 };

describe('balanceEndMs', () => {
  it('goes on to where the cone ends, but no further than three fifths of the past', () => {
    expect(balanceEndMs(chart(null), range, 100)).toBe(100);
    expect(balanceEndMs(chart({ from, earliestMs: 110, medianMs: 120, latestMs: 130 }), range, 100)).toBe(
      130,
    );
    expect(balanceEndMs(chart({ from, earliestMs: 110, medianMs: 120, latestMs: 900 }), range, 100)).toBe(
      160,
    );
    expect(balanceEndMs(chart({ from, earliestMs: 110, medianMs: 120, latestMs: null }), range, 100)).toBe(
      150,
    );
  });

  it('shows little of a time to come in which nothing ends, and none of it in a range that is over', () => {
    expect(balanceEndMs(chart({ from, earliestMs: 800, medianMs: 850, latestMs: 900 }), range, 100)).toBe(
      115,
    );
    expect(balanceEndMs(chart({ from, earliestMs: 110, medianMs: 120, latestMs: 130 }), range, 500)).toBe(
      100,
    );
  });
});

it('marks a top-up at the first point that has its money', () => {
  const lines = [
    [
      { atMs: 10, micros: 5 },
      { atMs: 20, micros: 105 },
    ],
  ];
  expect(balancePoints({ lines, topUps: [{ atMs: 15, micros: 100 }] }).map(({ topUp }) => topUp)).toEqual([
    undefined,
    100,
  ]);
  expect(balancePoints({ lines: [], topUps: [{ atMs: 15, micros: 100 }] })).toEqual([]);
});

it('gives each point the width up to the middle between it and the next', () => {
  expect(pointBands([10, 20, 60], 0, 70)).toEqual([
    { x: 0, width: 15 },
    { x: 15, width: 25 },
    { x: 40, width: 30 },
  ]);
});

it('leaves out labels that would lie over another, the newest stay', () => {
  expect(labelsThatFit([0, 30, 60].map((x) => ({ x, width: 40 })))).toEqual([true, false, true]);
});
