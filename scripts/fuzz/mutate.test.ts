import { expect, test } from 'vitest';
import { createRandom } from '../../packages/simulator/src/random.ts';
import { changeJson } from './changeJson.ts';
import { dictionaryOf } from './dictionary.ts';
import { minimise } from './minimise.ts';
import { createMutator } from './mutate.ts';

const INPUT = '{"version":1,"accounts":[{"id":"a"}]}';

function inputs(seed: number): readonly string[] {
  const words = dictionaryOf([INPUT]).map((word) => Buffer.from(word).toString('latin1'));
  const mutate = createMutator(createRandom(seed, 'test'), words);
  return Array.from({ length: 2000 }, () => mutate(INPUT, '[true]'));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('the same seed gives the same inputs, another one others', () => {
  expect(inputs(1)).toEqual(inputs(1));
  expect(inputs(1)).not.toEqual(inputs(2));
});

test('inputs are bytes, at most 20 kB of them, and often still JSON', () => {
  const all = inputs(3);
  for (const input of all) expect(input).toMatch(/^[\u0000-\u00ff]{0,20000}$/);
  const parsed = all.filter((input) => isJson(input));
  expect(parsed.length).toBeGreaterThan(200);
});

test('a list of JSON has no length that could be changed', () => {
  // The list, its only element, and the second change, which gives it another name.
  const choices = [0, 0, 0, 1];
  const changed = changeJson(
    '[true]',
    () => choices.shift() ?? 0,
    () => 'length',
  );
  expect(changed).toBe('[true]');
});

test('a finding loses all that it does not need', async () => {
  const needs = (text: string): Promise<boolean> => Promise.resolve(text.includes('a') && text.includes('z'));
  expect(await minimise('bbbbabbbbbbbbbbbbzbb', needs, () => false)).toBe('az');
});
