import type { AuthScheme } from '../http/guardedRequest.ts';
import type { Failed, Failure, KeySlot } from '../model/failure.ts';
import type { Reading } from '../model/reading.ts';

/**
 * A provider: data, and one function that turns its answers into a reading. It sends nothing itself and never sees a
 * key; `readAccount` asks, the guarded request writes the header. See docs/providers.md for adding one.
 */
export interface Provider {
  /** Stable for ever: it is in settings names and in our files. */
  readonly id: string;
  readonly name: string;
  /** The only origins that a key of this provider is ever sent to, e.g. `https://openrouter.ai`. */
  readonly origins: readonly string[];
  readonly auth: AuthScheme;
  /** Asked in this order, one after the other. The first decides whether the key is good. */
  readonly requests: readonly [ProviderRequest, ...ProviderRequest[]];
  /** @returns undefined when the answers do not have the documented shape. */
  map(answers: ProviderAnswers): Mapped | undefined;
  /**
   * Who pays for what the key of this first answer does: one text for all keys of one account there, undefined where the
   * answer does not say. It names a person: two are compared while a key is set up, none is ever kept or logged.
   */
  readonly ownerOf?: (answer: unknown) => string | undefined;
  readonly keys: ProviderKeys;
  readonly links: ProviderLinks;
}

export interface ProviderRequest {
  /** The name that `map` finds the answer under. */
  readonly name: string;
  readonly url: string;
  /** An old name of the same resource, asked only when the first answers 404. */
  readonly insteadOn404?: string;
  /** Which saved key to use: the first of these that there is. */
  readonly slots: readonly [KeySlot, ...KeySlot[]];
  /** `required`: without it there is no reading. `optional`: the reading says what it lacks. */
  readonly need: 'required' | 'optional';
}

export type ProviderAnswers = ReadonlyMap<string, ProviderAnswer>;

export type ProviderAnswer =
  | { readonly kind: 'json'; readonly json: unknown; readonly slot: KeySlot }
  /** 403 now or within the last day: this key may not see it. */
  | { readonly kind: 'forbidden' }
  | Failed;

export interface Mapped {
  readonly reading: Reading;
  /** Why the reading lacks something that this account's key may well see. */
  readonly shortfall?: Failure | undefined;
}

export interface ProviderKeys {
  /** Offered in the configure flow where the host has an environment; never read otherwise. */
  readonly environmentVariable: string;
  /** What a usual key begins with. Others are accepted: only the provider can tell. */
  readonly usualPrefix: string;
  /** What each kind of key shows, in a few words, for the configure flow. */
  readonly shows: Readonly<Record<KeySlot, string>>;
}

export interface ProviderLinks {
  readonly topUp: string;
  readonly activity: string;
  readonly keys: string;
  readonly managementKeys: string;
}
