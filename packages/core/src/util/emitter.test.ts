import { expect, test } from 'vitest';
import { Emitter } from './emitter.ts';

test('tells listeners in the order in which they came, until they leave', () => {
  const told: string[] = [];
  const emitter = new Emitter<number>({ error: () => undefined });
  const first = emitter.event((value) => told.push(`first ${value}`));
  emitter.event((value) => told.push(`second ${value}`));
  emitter.fire(1);
  first.dispose();
  first.dispose();
  emitter.fire(2);
  expect(told).toEqual(['first 1', 'second 1', 'second 2']);
});

test('[trust 46] one that throws is reported; the others are told, and whoever fired goes on', () => {
  const told: string[] = [];
  const errors: unknown[] = [];
  const emitter = new Emitter<void>({ error: (_message, error) => errors.push(error) });
  const mistake = new Error('mistake');
  emitter.event(() => {
    throw mistake;
  });
  emitter.event(() => told.push('second'));
  emitter.fire();
  expect(told).toEqual(['second']);
  expect(errors).toEqual([mistake]);
});

test('a listener that joins or leaves while the others are told changes nothing for this round', () => {
  const told: string[] = [];
  const emitter = new Emitter<void>({ error: () => undefined });
  emitter.event(() => {
    told.push('first');
    emitter.event(() => told.push('late'));
  });
  emitter.fire();
  expect(told).toEqual(['first']);
});

test('[trust 44] after dispose nobody is told', () => {
  const told: string[] = [];
  const emitter = new Emitter<void>({ error: () => undefined });
  emitter.event(() => told.push('late'));
  emitter.dispose();
  emitter.fire();
  expect(told).toEqual([]);
});
