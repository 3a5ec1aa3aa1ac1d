/**
 * Characters that a reader does not see or that reorder what he sees: bidi controls, zero-width characters, soft
 * hyphens, byte order marks, variation selectors, tags. Attacks hide code in them, so no file of ours has one raw.
 */
const invisible =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]|[\u{e0000}-\u{e01ef}]/u;

/** Shapes of real secrets: OpenRouter's keys, and the `sk-…` keys of other providers. */
const keyShapes: readonly RegExp[] = [
  /sk-or-v1-[0-9a-f]{32,}/i,
  /sk-(?:ant|proj|svcacct|admin|or)-[A-Za-z0-9_-]*[A-Za-z0-9]{24,}/,
  /\bsk-(?=[A-Za-z]*[0-9])[A-Za-z0-9]{32,}/,
];

/** The first invisible character as `U+200B in line 3`, or undefined. */
export function findInvisible(text: string): string | undefined {
  const match = invisible.exec(text);
  if (!match) return undefined;
  const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} in line ${lineOf(text, match.index)}`;
}

/** Where a key-shaped string stands, without repeating it: `line 3`, or undefined. */
export function findKeyShape(text: string): string | undefined {
  for (const shape of keyShapes) {
    const match = shape.exec(text);
    if (match) return `line ${lineOf(text, match.index)}`;
  }
  return undefined;
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
