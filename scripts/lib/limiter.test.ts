import { describe, expect, it } from 'vitest';
import { limiter } from './limiter.ts';

describe('limiter', () => {
  it('runs as many as it may, in the order in which they came', async () => {
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const task = (value: number) => async () => {
      begun.push(value);
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return value;
    };
    expect(await Promise.all([1, 2, 3, 4, 5].map(task).map(limiter(2)))).toEqual([1, 2, 3, 4, 5]);
    expect(begun).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it('gives the place of a task that fails to the next', async () => {
    const inTurn = limiter(1);
    const results = await Promise.allSettled([
      inTurn(() => Promise.reject(new Error('no'))),
      inTurn(() => Promise.resolve('yes')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});
