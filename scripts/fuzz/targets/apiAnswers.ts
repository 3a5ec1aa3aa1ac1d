import assert from 'node:assert/strict';
import { openrouter } from '../../../packages/core/src/providers/openrouter/openrouter.ts';
import { checkKey, readAccount } from '../../../packages/core/src/providers/readAccount.ts';
import { FakeClock } from '../../../packages/core/src/testing/fakeClock.ts';
import {
  assertIsCodes,
  assertPrototypeUntouched,
  assertShows,
} from '../../../packages/core/src/testing/invariants.ts';
import { assertIsFromAnswers } from '../../../packages/core/src/testing/readingOracle.ts';
import { answers, ScriptedTransport } from '../../../packages/core/src/testing/scriptedTransport.ts';
import { NOW_MS } from '../../../packages/core/src/testing/watches.ts';
import { SEPARATOR } from '../parts.ts';

const KEYS = { ordinary: 'sk-or-v1-simulated-ordinary' };

/**
 * One refresh: the status of `/key` and of `/credits`, Retry-After, then both bodies. A failure of codes and numbers, or
 * a reading whose every figure stood in an answer, and which can be shown.
 */
export async function apiAnswers(bytes: Uint8Array): Promise<void> {
  const parts = partsOf(bytes);
  const [keyStatus = '', creditsStatus = '', retryAfter = ''] = parts.map((part) =>
    new TextDecoder().decode(part),
  );
  const [, , , keyBody = new Uint8Array(), creditsBody = new Uint8Array()] = parts;
  const headers = { 'retry-after': retryAfter };
  const transport = new ScriptedTransport()
    .on('/api/v1/key', answers(statusOf(keyStatus), keyBody, headers))
    .on('/api/v1/auth/key', answers(200, keyBody))
    .on('/api/v1/credits', answers(statusOf(creditsStatus), creditsBody, headers));
  const asking = { transport, clock: new FakeClock(), provider: openrouter };
  const outcome = await readAccount({ ...asking, keys: KEYS });
  const checked = await checkKey({ ...asking, key: KEYS.ordinary });
  assert.equal(asking.clock.pending + transport.open, 0, 'a timer or a socket is left');
  assertPrototypeUntouched();
  for (const one of [outcome, checked]) {
    if (one.kind !== 'failed') continue;
    assertIsCodes(one.failure);
    // Every answer comes here: only something thrown would look like a broken network.
    assert.notDeepEqual(one.failure, { kind: 'network', reason: 'unreachable' }, 'an answer that threw');
  }
  if (outcome.kind !== 'read') return;
  assert.equal(checked.kind, 'good', 'an answer that is good and not good');
  if (outcome.shortfall) assertIsCodes(outcome.shortfall);
  assertIsFromAnswers(outcome.reading, keyBody, creditsBody);
  assertShows({ lastGood: { reading: outcome.reading, atMs: NOW_MS } });
}

/** The last part takes what is left, separators and all. */
function partsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(SEPARATOR.charCodeAt(0)); at >= 0 && parts.length < 4;) {
    parts.push(bytes.subarray(from, at));
    from = at + 1;
    at = bytes.indexOf(SEPARATOR.charCodeAt(0), from);
  }
  return [...parts, bytes.subarray(from)];
}

function statusOf(text: string): number | 'redirect' {
  return /^[2-5]\d\d$/.test(text) ? Number(text) : 'redirect';
}
