import { isUsableKey } from '../keys/cleanKey.ts';
import type { Failure, KeySlot, UnexpectedReason } from '../model/failure.ts';
import { type Clock, type HttpAnswer, type HttpTransport, TransportError } from '../ports.ts';
import { isAllowedUrl } from './origin.ts';
import { readText } from './readText.ts';
import { retryAfterMs } from './retryAfter.ts';

/** For the whole exchange: connecting, headers and the last byte of the body. */
export const DEADLINE_MS = 15_000;

export interface GuardedRequest {
  readonly url: string;
  /** The provider's own origins: the key goes to no other. */
  readonly origins: readonly string[];
  readonly auth: AuthScheme;
  readonly key: string;
  readonly slot: KeySlot;
  /** Ends the exchange early: the window closes, the key was removed. */
  readonly signal?: AbortSignal;
}

/** How a provider wants its key. The header is written here and nowhere else. */
export interface AuthScheme {
  readonly header: string;
  /** Put before the key with a space; empty for a bare key. */
  readonly scheme: string;
}

export type JsonAnswer =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'aborted' };

/**
 * One GET with a key, with every guard on: own origins only, HTTPS only, certificate checks on, no redirects, 15 s in
 * all, 1 MiB at most. Never throws and never returns a text of the platform's or of the body's, only typed failures.
 */
export async function guardedGet(
  { transport, clock }: { readonly transport: HttpTransport; readonly clock: Clock },
  request: GuardedRequest,
): Promise<JsonAnswer> {
  if (!isAllowedUrl(request.url, request.origins)) return failed(unexpected('refusedUrl'));
  if (transport.certificateChecksAreOff()) return failed({ kind: 'tls', reason: 'checksOff' });
  // A key with a line break in it would be printed by the platform's own error; it never gets that far.
  if (!isUsableKey(request.key)) return failed({ kind: 'invalidKey', slot: request.slot });
  if (request.signal?.aborted) return { kind: 'aborted' };

  const controller = new AbortController();
  return new Promise((resolve) => {
    const finish = (answer: JsonAnswer): void => {
      timer.dispose();
      request.signal?.removeEventListener('abort', onAbort);
      // Closes the socket where the answer was not read to its end; nothing happens where it was.
      controller.abort();
      resolve(answer);
    };
    const onAbort = (): void => finish({ kind: 'aborted' });
    const timer = clock.after(DEADLINE_MS, () => finish(failed({ kind: 'timeout' })));
    request.signal?.addEventListener('abort', onAbort, { once: true });
    exchange(transport, clock, request, controller.signal).then(finish, (error: unknown) =>
      finish(failed(failureOfError(error))),
    );
  });
}

async function exchange(
  transport: HttpTransport,
  clock: Clock,
  request: GuardedRequest,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const { header, scheme } = request.auth;
  const answer = await transport.get({
    url: request.url,
    headers: {
      accept: 'application/json',
      [header]: scheme === '' ? request.key : `${scheme} ${request.key}`,
    },
    signal,
  });
  if (answer.status === 'redirect' || (answer.status >= 300 && answer.status < 400)) {
    return failed(unexpected('redirect'));
  }
  const text = await readText(answer.body);
  if (text === undefined) return failed(unexpected('tooLarge', answer.status));
  const json = parseJson(text);
  if (answer.status !== 200)
    return failed(failureOfStatus(answer, answer.status, json, request.slot, clock.wallMs()));
  if (json === undefined) return failed(unexpected('notJson', 200));
  return { kind: 'json', json };
}

/** @returns undefined for what is not JSON (JSON itself has no undefined). The parser's message would quote the body. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureOfStatus(
  answer: HttpAnswer,
  status: number,
  body: unknown,
  slot: KeySlot,
  wallMs: number,
): Failure {
  if (status === 401) return { kind: 'invalidKey', slot };
  if (status === 403) return { kind: 'wrongKeyKind' };
  if (status === 407) return { kind: 'network', reason: 'proxy' };
  const wait = retryAfterMs(answer.header('retry-after'), body, wallMs);
  if (status === 429) return { kind: 'rateLimited', retryAfterMs: wait };
  if (status === 408 || status >= 500) return { kind: 'providerDown', status, retryAfterMs: wait };
  return unexpected('status', status);
}

/** Only the reason of our own error is looked at: the platform's text may hold anything. */
function failureOfError(error: unknown): Failure {
  const reason = error instanceof TransportError ? error.reason : 'unreachable';
  if (reason === 'certificate') return { kind: 'tls', reason };
  if (reason === 'encoding') return unexpected(reason);
  return { kind: 'network', reason: reason === 'proxy' ? reason : 'unreachable' };
}

function unexpected(reason: UnexpectedReason, status?: number): Failure {
  return { kind: 'unexpectedAnswer', reason, status };
}

function failed(failure: Failure): JsonAnswer {
  return { kind: 'failed', failure };
}
