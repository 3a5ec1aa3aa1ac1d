import { guardedSend, type JsonAnswer } from '../http/guardedRequest.ts';
import { type Failed, failed, type Failure, type KeySlot, unexpected } from '../model/failure.ts';
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
      readonly shortfall?: Failure | undefined;
      /** The optional requests that were answered 403 this time. */
      readonly forbidden: readonly string[];
    }
  | Failed
  | { readonly kind: 'aborted' };

interface Asking {
  readonly transport: HttpTransport;
  readonly clock: Clock;
  readonly provider: Provider;
  readonly keys: Keys;
  /** Names of optional requests that are known to be forbidden to these keys, so are not sent. */
  readonly knownForbidden?: ReadonlySet<string>;
  readonly signal?: AbortSignal | undefined;
}

/** Asks a provider all that it takes to know one account, one request after the other. Never throws. */
export async function readAccount(asking: Asking): Promise<AccountOutcome> {
  const { provider, keys, knownForbidden } = asking;
  const answers = new Map<string, ProviderAnswer>();
  const forbidden: string[] = [];
  for (const request of provider.requests) {
    const { name } = request;
    const slot = request.slots.find((one) => keys[one] !== undefined);
    if (knownForbidden?.has(name)) {
      answers.set(name, { kind: 'forbidden' });
    } else if (slot) {
      const answer = await ask(asking, request, slot);
      if (answer.kind === 'json') answers.set(name, { ...answer, slot });
      else if (
        answer.kind === 'aborted' ||
        request.need === 'required' ||
        answer.failure.kind === 'invalidKey'
      ) {
        return answer;
      } else if (answer.failure.kind === 'wrongKeyKind') {
        forbidden.push(name);
        answers.set(name, { kind: 'forbidden' });
      } else answers.set(name, answer);
    }
  }
  const mapped = provider.map(answers);
  if (!mapped) return failed(unexpected('shape', 200));
  if (headlineOf(mapped.reading).kind !== 'unknown') return { kind: 'read', ...mapped, forbidden };
  // A reading without one figure that can be shown is a failure, not a reading.
  const isForbidden = [...answers.values()].some((answer) => answer.kind === 'forbidden');
  return failed(mapped.shortfall ?? (isForbidden ? { kind: 'wrongKeyKind' } : unexpected('shape', 200)));
}

async function ask(asking: Asking, request: ProviderRequest, slot: KeySlot): Promise<JsonAnswer> {
  const { provider, keys, signal } = asking;
  const get = (url: string): Promise<JsonAnswer> =>
    guardedSend(asking, { ...provider, url, key: keys[slot] ?? '', slot, signal });
  const answer = await get(request.url);
  const isGone =
    answer.kind === 'failed' && answer.failure.kind === 'unexpectedAnswer' && answer.failure.status === 404;
  return isGone && request.insteadOn404 !== undefined ? get(request.insteadOn404) : answer;
}

export interface GoodKey {
  readonly kind: 'good';
  readonly keyKind: Reading['keyKind'];
  /** As {@link Provider.ownerOf} gives it. */
  readonly owner: string | undefined;
}

/**
 * Asks only the first request, which works with every key: is the key good, of which kind is it, and whose?
 * For the configure flow, before anything is saved.
 */
export async function checkKey(
  asking: Omit<Asking, 'keys' | 'knownForbidden'> & { readonly key: string },
): Promise<GoodKey | Exclude<AccountOutcome, { kind: 'read' }>> {
  const { provider, key } = asking;
  const [first] = provider.requests;
  const slot = 'ordinary';
  const answer = await ask({ ...asking, keys: { [slot]: key } }, first, slot);
  if (answer.kind !== 'json') return answer;
  const mapped = provider.map(new Map([[first.name, { ...answer, slot }]]));
  if (!mapped) return failed(unexpected('shape', 200));
  return { kind: 'good', keyKind: mapped.reading.keyKind, owner: provider.ownerOf?.(answer.json) };
}
