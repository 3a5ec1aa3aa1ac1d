/** A figure that a provider may or may not give. Unknown is its own variant: it is never 0, "" or null. */
export type Known<T> = { readonly kind: 'known'; readonly value: T } | { readonly kind: 'unknown' };

export const unknown: Known<never> = { kind: 'unknown' };

export function known<T>(value: T): Known<T> {
  return { kind: 'known', value };
}

/** Wraps what a lenient parser found: `undefined` and `null` mean that the provider did not say. */
export function knownOr<T>(value: T | null | undefined): Known<T> {
  return value === undefined || value === null ? unknown : known(value);
}
