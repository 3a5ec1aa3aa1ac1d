import { isUsableKey } from '../keys/cleanKey.ts';
import { type Failed, failed, type Failure, type KeySlot, unexpected } from '../model/failure.ts';
import { type Clock, type HttpTransport, TransportError } from '../ports.ts';
import { parseJson } from '../util/parseJson.ts';
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
  /** JSON to POST; without it a GET is sent. */
  readonly body?: string | undefined;
  /** The most that is read of the answer, where more than 1 MiB must be expected. */
  readonly mostBytes?: number | undefined;
  /** Ends the exchange early: the window closes, the key was removed. */
  readonly signal?: AbortSignal | undefined;
}

/** How a provider wants its key. The header is written here and nowhere else. */
export interface AuthScheme {
  readonly header: string;
  /** Put before the key with a space; empty for a bare key. */
  readonly scheme: string;
}

export type JsonAnswer =
  { readonly kind: 'json'; readonly json: unknown } | Failed | { readonly kind: 'aborted' };

interface Ports {
  readonly transport: HttpTransport;
  readonly clock: Clock;
}

/**
 * One request with a key, with every guard on: own origins only, HTTPS only, certificate checks on, no redirects, 15 s
 * in all, 1 MiB at most or what the request allows. Never throws and never returns a text of the platform's or of the body's, only typed failures.
 */
export async function guardedSend(ports: Ports, request: GuardedRequest): Promise<JsonAnswer> {
  const { url, origins, key, slot, signal } = request;
  if (!isAllowedUrl(url, origins)) return failed(unexpected('refusedUrl'));
  if (ports.transport.certificateChecksAreOff()) return failed({ kind: 'tls', reason: 'checksOff' });
  // A key with a line break in it would be printed by the platform's own error; it never gets that far.
  if (!isUsableKey(key)) return failed({ kind: 'invalidKey', slot });
  if (signal?.aborted) return { kind: 'aborted' };

  const controller = new AbortController();
  return new Promise((resolve) => {
    const finish = (answer: JsonAnswer): void => {
      timer.dispose();
      signal?.removeEventListener('abort', onAbort);
      // Closes the socket where the answer was not read to its end; nothing happens where it was.
      controller.abort();
      resolve(answer);
    };
    const onAbort = (): void => finish({ kind: 'aborted' });
    const timer = ports.clock.after(DEADLINE_MS, () => finish(failed({ kind: 'timeout' })));
    signal?.addEventListener('abort', onAbort, { once: true });
    exchange(ports, request, controller.signal).then(finish, (error: unknown) =>
      finish(failed(failureOfError(error))),
    );
  });
}

async function exchange(
  { transport, clock }: Ports,
  { url, auth, key, slot, body, mostBytes }: GuardedRequest,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const headers = {
    accept: 'application/json',
    [auth.header]: `${auth.scheme} ${key}`.trimStart(),
    ...(body && { 'content-type': 'application/json' }),
  };
  const answer = await transport.send({ url, headers, body, signal });
  const { status } = answer;
  if (status === 'redirect' || (status >= 300 && status < 400)) return failed(unexpected('redirect'));
  const text = await readText(answer.body, mostBytes);
  if (text === undefined) return failed(unexpected('tooLarge', status));
  const json = parseJson(text);
  if (status === 200) return json === undefined ? failed(unexpected('notJson', 200)) : { kind: 'json', json };
  // OpenRouter itself refuses in JSON; a page that says 401 or 403 is somebody's in between and says nothing of the key.
  if ((status === 401 || status === 403) && text && json === undefined)
    return failed(unexpected('notJson', status));
  const waitMs = retryAfterMs(answer.header('retry-after'), json, clock.wallMs());
  return failed(failureOfStatus(status, slot, waitMs));
}

function failureOfStatus(status: number, slot: KeySlot, waitMs: number | undefined): Failure {
  if (status === 401) return { kind: 'invalidKey', slot };
  if (status === 403) return { kind: 'wrongKeyKind' };
  if (status === 407) return { kind: 'network', reason: 'proxy' };
  if (status === 429) return { kind: 'rateLimited', retryAfterMs: waitMs };
  if (status === 408 || status >= 500) return { kind: 'providerDown', status, retryAfterMs: waitMs };
  return unexpected('status', status);
}

/** Only the reason of our own error is looked at: the platform's text may hold anything. */
function failureOfError(error: unknown): Failure {
  const reason = error instanceof TransportError ? error.reason : 'unreachable';
  if (reason === 'certificate') return { kind: 'tls', reason };
  if (reason === 'encoding') return unexpected(reason);
  return { kind: 'network', reason: reason === 'proxy' ? reason : 'unreachable' };
}
