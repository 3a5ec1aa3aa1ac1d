import { expect, test } from 'vitest';
import { runawayTrial } from './runawayTrial.ts';
import { kinds } from './spendingLife.ts';
import { thresholdTrial } from './thresholdTrial.ts';

test.each(kinds)('%s: the rules and the oracle agree on every crossing of two months', (kind) => {
  const score = thresholdTrial(kind, 60, 7);
  expect(score.crossings).toBeGreaterThan(10);
  expect(score).toMatchObject({ missed: 0, again: 0 });
});

test('loops in a life of bursts are told in time, and nothing else', () => {
  const { ours, naive } = runawayTrial('bursty', 30, 3);
  expect(ours.minutes.filter((minutes) => minutes <= 10).length).toBeGreaterThan(ours.minutes.length / 2);
  expect(ours.falseAlarms).toBeLessThan(2);
  expect(naive.falseAlarms).toBeGreaterThan(ours.falseAlarms);
});
