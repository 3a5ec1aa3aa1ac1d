import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTime } from './inTime.ts';

const never = new Promise<never>(() => {});

test('work that ends in time is as if nobody had watched it', async () => {
  await expect(inTime(Promise.resolve(7), 1000)).resolves.toBe(7);
  await expect(inTime(Promise.reject(new Error('its own')), 1000)).rejects.toThrow('its own');
});

test('work that does not end is an error, and nothing more is waited for', async () => {
  await expect(inTime(never, 20)).rejects.toThrow('Not done after 0.02 s');
});

test('what fails after its time is nobody’s unhandled rejection', async () => {
  const late = delay(20).then(() => Promise.reject(new Error('too late to matter')));
  await expect(inTime(late, 5)).rejects.toThrow('Not done');
  await expect(late).rejects.toThrow('too late to matter');
});
