import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '../testing/anyText.ts';
import { FakeClock } from '../testing/fakeClock.ts';
import { assertIsCodes } from '../testing/invariants.ts';
import { answers, ScriptedTransport } from '../testing/scriptedTransport.ts';
import { guardedSend } from './guardedRequest.ts';

test('[trust 28] whatever comes back: JSON, or a failure of codes and numbers, and nothing left open', async () => {
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => Buffer.from(text)),
  );
  const statuses = fc.oneof(
    fc.constantFrom(200, 401, 403, 408, 429, 503, 'redirect' as const),
    fc.integer({ min: 200, max: 599 }),
  );
  await fc.assert(
    fc.asyncProperty(
      statuses,
      bodies,
      fc.oneof(anyText(), fc.nat().map(String)),
      async (status, body, wait) => {
        const transport = new ScriptedTransport().on('/key', answers(status, body, { 'retry-after': wait }));
        const clock = new FakeClock();
        const answer = await guardedSend(
          { transport, clock },
          {
            url: 'https://openrouter.ai/key',
            origins: ['https://openrouter.ai'],
            auth: { header: 'authorization', scheme: 'Bearer' },
            key: 'sk-or-v1-simulated-ordinary',
            slot: 'ordinary',
          },
        );
        expect(clock.pending + transport.open).toBe(0);
        if (answer.kind === 'failed') assertIsCodes(answer.failure);
        else expect(answer).toEqual({ kind: 'json', json: JSON.parse(new TextDecoder().decode(body)) });
      },
    ),
    { numRuns: 200 },
  );
});
