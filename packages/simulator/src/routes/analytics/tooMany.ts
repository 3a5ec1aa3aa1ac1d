import type { Account } from '../../account/account.ts';
import { jsonAnswer, type Answer } from '../answer.ts';

const mostPerMinute = 64;
const minuteMs = 60_000;

/** Counts a request to `/analytics`; the 65th of a simulated minute, and those after it, are refused. */
export function tooMany(account: Account, nowMs: number): Answer | undefined {
  const startMs = Math.floor(nowMs / minuteMs) * minuteMs;
  const before = account.analytics.startMs === startMs ? account.analytics.requests : 0;
  account.analytics = { startMs, requests: before + 1 };
  if (before < mostPerMinute) return undefined;
  const seconds = Math.ceil((startMs + minuteMs - nowMs) / 1000);
  return jsonAnswer(
    { error: { message: 'Rate limit exceeded', code: 429, metadata: { retry_after_seconds: seconds } } },
    429,
    {
      'retry-after': String(seconds),
      'x-ratelimit-limit': String(mostPerMinute),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(startMs + minuteMs),
    },
  );
}
