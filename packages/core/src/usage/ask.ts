import { guardedSend } from '../http/guardedRequest.ts';
import { type Failed, failed, unexpected } from '../model/failure.ts';
import type { Clock, HttpTransport } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import type { UsageRequest } from '../providers/usageSource.ts';

/** Why there is no answer: it failed, nobody wants it any more, or so much was asked that the rest must wait. */
export type Unanswered = Failed | { readonly kind: 'aborted' } | { readonly kind: 'late' };

/** Asks the provider one thing. Never rejects. */
export type Ask = <T>(
  request: UsageRequest<T>,
) => Promise<{ readonly kind: 'value'; readonly value: T } | Unanswered>;

/** A month of an organisation's, with a row for each day, model and endpoint, is several MiB long. */
const MOST_BYTES = 16 * 1_048_576;

export interface Asking {
  readonly transport: HttpTransport;
  readonly clock: Clock;
  readonly provider: Provider;
  readonly key: string;
  readonly signal: AbortSignal;
}

/** @param untilMs after which nothing more is asked, by the monotonic clock */
export function asker(asking: Asking, untilMs: number): Ask {
  const { clock, provider, key, signal } = asking;
  return async ({ url, body, map }) => {
    if (clock.monotonicMs() >= untilMs) return { kind: 'late' };
    const slot = 'management';
    const answer = await guardedSend(asking, {
      ...provider,
      url,
      body,
      key,
      slot,
      signal,
      mostBytes: MOST_BYTES,
    });
    if (answer.kind !== 'json') return answer;
    const value = map(answer.json);
    return value === undefined ? failed(unexpected('shape', 200)) : { kind: 'value', value };
  };
}
