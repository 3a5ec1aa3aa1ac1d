import { guardedGet, type JsonAnswer } from '../http/guardedRequest.ts';
import type { Failure, KeySlot } from '../model/failure.ts';
import { headlineOf, type Reading } from '../model/reading.ts';
import type { Clock, HttpTransport } from '../ports.ts';
import type { Provider, ProviderAnswer, ProviderRequest } from './provider.ts';

/** The keys of one account. At least one is there. */
export type Keys = Partial<Readonly<Record<KeySlot, string>>>;

export type AccountOutcome =
  | {
      readonly kind: 'read';
      readonly reading: Reading;
      /** Why the reading lacks something that the key may well see. */
      readonly shortfall?: Failure;
      /** The optional requests that were answered 403 this time. */
      readonly forbidden: readonly string[];
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'aborted' };

interface Asking {
  readonly transport: HttpTransport;
  readonly clock: Clock;
  readonly provider: Provider;
  readonly keys: Keys;
  /** Names of optional requests that are known to be forbidden to these keys, so are not sent. */
  readonly knownForbidden?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

/** Asks a provider all that it takes to know one account, one request after the other. Never throws. */
export async function readAccount(asking: Asking): Promise<AccountOutcome> {
  const answers = new Map<string, ProviderAnswer>();
  const forbidden: string[] = [];
  for (const request of asking.provider.requests) {
    if (asking.knownForbidden?.has(request.name)) {
      answers.set(request.name, { kind: 'forbidden' });
      continue;
    }
    const slot = request.slots.find((one) => asking.keys[one] !== undefined);
    if (slot === undefined) continue;
    const answer = await ask(asking, request, slot);
    if (answer.kind === 'aborted') return answer;
    if (answer.kind === 'json') {
      answers.set(request.name, { ...answer, slot });
    } else if (request.need === 'required' || answer.failure.kind === 'invalidKey') {
      return answer;
    } else if (answer.failure.kind === 'wrongKeyKind') {
      forbidden.push(request.name);
      answers.set(request.name, { kind: 'forbidden' });
    } else {
      answers.set(request.name, answer);
    }
  }
  return conclude(asking.provider, answers, forbidden);
}

function conclude(
  provider: Provider,
  answers: ReadonlyMap<string, ProviderAnswer>,
  forbidden: readonly string[],
): AccountOutcome {
  const mapped = provider.map(answers);
  if (!mapped) return { kind: 'failed', failure: { kind: 'unexpectedAnswer', reason: 'shape', status: 200 } };
  // A reading without one figure that can be shown is a failure, not a reading.
  if (headlineOf(mapped.reading).kind === 'unknown') {
    const isForbidden = [...answers.values()].some((answer) => answer.kind === 'forbidden');
    const without: Failure = isForbidden
      ? { kind: 'wrongKeyKind' }
      : { kind: 'unexpectedAnswer', reason: 'shape', status: 200 };
    return { kind: 'failed', failure: mapped.shortfall ?? without };
  }
  return { kind: 'read', ...mapped, forbidden };
}

async function ask(asking: Asking, request: ProviderRequest, slot: KeySlot): Promise<JsonAnswer> {
  const get = (url: string): Promise<JsonAnswer> =>
    guardedGet(asking, {
      url,
      origins: asking.provider.origins,
      auth: asking.provider.auth,
      key: asking.keys[slot] ?? '',
      slot,
      ...(asking.signal ? { signal: asking.signal } : {}),
    });
  const answer = await get(request.url);
  const isGone =
    answer.kind === 'failed' && answer.failure.kind === 'unexpectedAnswer' && answer.failure.status === 404;
  return isGone && request.insteadOn404 !== undefined ? get(request.insteadOn404) : answer;
}

/**
 * Asks only the first request, which works with every key: is the key good, and of which kind is it?
 * For the configure flow, before anything is saved.
 */
export async function checkKey(
  asking: Omit<Asking, 'keys' | 'knownForbidden'> & { readonly key: string },
): Promise<
  { readonly kind: 'good'; readonly keyKind: Reading['keyKind'] } | Exclude<AccountOutcome, { kind: 'read' }>
> {
  const [first] = asking.provider.requests;
  const withKey = { ...asking, keys: { ordinary: asking.key } };
  if (!first) return { kind: 'failed', failure: { kind: 'unexpectedAnswer', reason: 'refusedUrl' } };
  const answer = await ask(withKey, first, 'ordinary');
  if (answer.kind !== 'json') return answer;
  const mapped = asking.provider.map(new Map([[first.name, { ...answer, slot: 'ordinary' }]]));
  if (!mapped) return { kind: 'failed', failure: { kind: 'unexpectedAnswer', reason: 'shape', status: 200 } };
  return { kind: 'good', keyKind: mapped.reading.keyKind };
}
