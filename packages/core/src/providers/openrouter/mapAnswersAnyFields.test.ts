import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '../../testing/anyText.ts';
import { fixture } from '../../testing/fixture.ts';
import { assertPrototypeUntouched, assertShows } from '../../testing/invariants.ts';
import { assertIsFromAnswers } from '../../testing/readingOracle.ts';
import { NOW_MS } from '../../testing/watches.ts';
import type { ProviderAnswer } from '../provider.ts';
import { openrouter } from './openrouter.ts';

const dataOf = (name: string): Record<string, unknown> =>
  (JSON.parse(fixture(name)) as { data: Record<string, unknown> }).data;

/** The documented fields, some missing, some of any other value. */
function fieldsOf(name: string): fc.Arbitrary<object> {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, 0, -0, 1e308, '', ' ', '0', '12.30', '1e-9', 'NaN', '\u0660', [], {}),
    fc.jsonValue({ maxDepth: 2 }),
    anyText(20),
  );
  const fields = Object.entries(dataOf(name)).map(([field, usual]) => [
    field,
    fc.oneof(fc.constant(usual), value),
  ]);
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] });
}

test('[trust 28–30] whatever stands in the fields: each figure was there, unknown is not 0, and all of it can be shown', () => {
  const bodies = fc.record({ key: fieldsOf('key.budget.json'), credits: fieldsOf('credits.funded.json') });
  const slots = fc.constantFrom('ordinary' as const, 'management' as const);
  fc.assert(
    fc.property(bodies, slots, ({ key, credits }, slot) => {
      const [keyBody, creditsBody] = [key, credits].map((data) => JSON.stringify({ data }));
      const answer = (body = ''): ProviderAnswer => ({
        kind: 'json',
        json: JSON.parse(body) as unknown,
        slot,
      });
      const mapped = openrouter.map(
        new Map([
          ['key', answer(keyBody)],
          ['credits', answer(creditsBody)],
        ]),
      );
      expect(mapped).toBeDefined();
      if (!mapped) return;
      assertIsFromAnswers(mapped.reading, Buffer.from(keyBody ?? ''), Buffer.from(creditsBody ?? ''));
      assertShows({ lastGood: { reading: mapped.reading, atMs: NOW_MS } });
      assertPrototypeUntouched();
    }),
    { numRuns: 100 },
  );
});
