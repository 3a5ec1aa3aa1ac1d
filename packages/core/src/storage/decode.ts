/**
 * Checks for what comes back from our own files: a decoder gives its value, or throws {@link DecodeError}.
 * Written by hand: it is 1 KB where the smallest well-kept library would be 9 KB of a 40 KB budget (docs/adr/0004).
 */
export type Decoder<T> = (value: unknown) => T;

export class DecodeError extends Error {}

function refuse(): never {
  throw new DecodeError('not in the stored shape');
}

export function when<T>(test: (value: unknown) => value is T): Decoder<T> {
  return (value) => (test(value) ? value : refuse());
}

export const aBoolean = when((value): value is boolean => typeof value === 'boolean');
export const aNumber = when((value): value is number => typeof value === 'number' && Number.isFinite(value));
export const aText = when((value): value is string => typeof value === 'string' && value.length <= 200);

export function oneOf<const T extends string>(...allowed: readonly T[]): Decoder<T> {
  return when((value): value is T => (allowed as readonly unknown[]).includes(value));
}

export function orUnknown<T>(decode: Decoder<T>): Decoder<T | 'unknown'> {
  return (value) => (value === 'unknown' ? value : decode(value));
}

export function listOf<T>(decode: Decoder<T>): Decoder<readonly T[]> {
  return (value) => (Array.isArray(value) ? value.map(decode) : refuse());
}

/** Names are free, save those that mean something to JavaScript itself. */
export function recordOf<T>(decode: Decoder<T>): Decoder<Readonly<Record<string, T>>> {
  return (value) =>
    Object.fromEntries(
      Object.entries(anObject(value))
        .filter(([name]) => !(name in Object.prototype))
        .map(([name, inner]) => [name, decode(inner)]),
    );
}

const anObject = when(
  (value): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** Gives the named fields and no others; those of `optional` may be missing. */
export function objectOf<T extends object>(
  fields: { readonly [K in keyof T as undefined extends T[K] ? never : K]: Decoder<T[K]> },
  optional: {
    readonly [K in keyof T as undefined extends T[K] ? K : never]?: Decoder<NonNullable<T[K]>>;
  } = {},
): Decoder<T> {
  const decoders = Object.entries({ ...fields, ...optional }) as [string, Decoder<unknown>][];
  return (value) => {
    const source = anObject(value);
    return Object.fromEntries(
      decoders
        .filter(([name]) => source[name] !== undefined || !optional || !(name in optional))
        .map(([name, decode]) => [name, decode(source[name])]),
    ) as T;
  };
}

/** A union told apart by `kind`: the fields beside it, by kind. */
export function byKind<T extends { readonly kind: string }>(variants: {
  readonly [K in T['kind']]: Decoder<object> | undefined;
}): Decoder<T> {
  return (value) => {
    const { kind } = anObject(value);
    if (typeof kind !== 'string' || !Object.hasOwn(variants, kind)) return refuse();
    return { kind, ...variants[kind as T['kind']]?.(value) } as T;
  };
}
