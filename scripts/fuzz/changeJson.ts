/** Names and values of JSON changed so that it stays JSON. Anything else comes back as it is. */
export function changeJson(text: string, below: (limit: number) => number, word: () => string): string {
  const root = parse(text);
  const holders = holdersIn(root);
  // Those outside are fewer and say more.
  const holder = holders[below(below(holders.length) + 1)];
  const names = Object.keys(holder ?? {});
  const name = names[below(names.length)];
  if (holder === undefined || name === undefined) return text;
  const value: unknown = Reflect.get(holder, name);
  const newName = word().replaceAll('"', '');
  const put = (as: string, what: unknown): void => {
    // A list has no such name in JSON, and newer versions of Node throw where it is not a number.
    if (Array.isArray(holder) && as === 'length') return;
    // Defined, not assigned: `__proto__` is a name like any other here.
    Reflect.defineProperty(holder, as, { value: what, writable: true, enumerable: true, configurable: true });
  };
  const changes: readonly (() => void)[] = [
    () => put(name, parse(word()) ?? word()),
    () => put(newName, parse(word()) ?? word()),
    () => void Reflect.deleteProperty(holder, name),
    () => put(name, [value]),
    () => put(name, { [newName]: value }),
    () => put(names[below(names.length)] ?? name, value),
  ];
  changes[below(changes.length)]?.();
  return JSON.stringify(root);
}

/** Every object and list in a value, however deep. */
function holdersIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(holdersIn)];
}

/** Not the product's own: what is under test must not be what tests. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
