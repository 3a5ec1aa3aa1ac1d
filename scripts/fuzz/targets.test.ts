import { describe, expect, test } from 'vitest';
import { findingsOf } from './findings.ts';
import { seedsOf } from './seeds.ts';
import { targetNames, targets } from './targets.ts';

describe.each(targetNames)('%s withstands', (name) => {
  const assertWithstands = async (bytes: Uint8Array): Promise<void> =>
    expect(Promise.resolve(bytes).then(targets[name])).resolves.toBeUndefined();

  test('what it is fuzzed from', async () => {
    for (const seed of await seedsOf(name)) await assertWithstands(Buffer.from(seed));
  });

  test.each(findingsOf(name))('what was found: $name', async ({ bytes }) => assertWithstands(bytes));
});
