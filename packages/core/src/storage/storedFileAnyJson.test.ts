import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '../testing/anyText.ts';
import { openFile } from '../testing/openFile.ts';
import { isBigint, isText, listOf, objectOf, orMissing, recordOf } from './check.ts';

interface Content {
  readonly amountMicros: bigint;
  readonly names: readonly string[];
  readonly byName: Readonly<Record<string, string>>;
  readonly note?: string | undefined;
}

const isContent = objectOf<Content>({
  amountMicros: isBigint,
  names: listOf(isText),
  byName: recordOf(isText),
  note: orMissing(isText),
});

test('[trust 48] any JSON of nearly our shape: refused and kept, or accepted and the same again', async () => {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom({ toString: 1 }, { valueOf: 1 }, [[2]], '5n', '-0n', `${'9'.repeat(21)}n`),
  );
  const mostly = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: odd });
  const name = fc.constantFrom('a', '__proto__', 'constructor', 'toString', 'toJSON', 'then', 'length');
  const near = fc.record(
    {
      version: mostly(fc.constant(1)),
      amountMicros: fc.oneof(
        fc.bigInt().map((amount) => `${amount}n`),
        odd,
      ),
      names: mostly(fc.array(anyText(), { maxLength: 3 })),
      byName: mostly(fc.dictionary(name, anyText())),
      note: mostly(anyText()),
      unknown: odd,
    },
    { requiredKeys: ['amountMicros', 'names', 'byName'] },
  );
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(near, async (content) => {
      if (await openFile(isContent, JSON.stringify(content))) accepted += 1;
    }),
    { numRuns: 300 },
  );
  // Were all refused, nothing would have been tried.
  expect(accepted).toBeGreaterThan(0);
});
