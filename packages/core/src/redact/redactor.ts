/** Any run of this many characters of a known secret is blanked, wherever it stands. */
const WINDOW = 6;
const MASK = '[redacted]';
/** Deep or endless error chains are cut here. */
const MAX_DEPTH = 8;
const MAX_LENGTH = 20_000;

/**
 * What gives a secret away even where the secret is not one of ours. None looks at the same characters again from each of
 * many beginnings: a text of others' must not take the editor's time.
 */
const PATTERNS: readonly [RegExp, string][] = [
  [/\bsk-[A-Za-z0-9_-]{6,}/g, MASK],
  [/\b(Bearer|Basic)\s+[^\s"',;]+/gi, `$1 ${MASK}`],
  [
    /((?:authorization|x-api-key|api[-_]?key|token|secret|password)["']?\s*[:=]\s*["']?)[^\s"',;}]+/gi,
    `$1${MASK}`,
  ],
  [/(:\/\/)[^\s/@"']+@/g, `$1${MASK}@`],
  [/(\bhttps?:\/\/(?:(?!\bhttps?:\/\/)[^\s?"'#])+\?)[^\s"']+/gi, `$1${MASK}`],
];

/**
 * Makes any value safe to write down. Every line that is logged, copied or reported passes here.
 * Knows the keys in use, and blanks every run of six characters of them, also URL-encoded, base64 and JSON-escaped.
 */
export class Redactor {
  readonly #windows = new Set<string>();

  /** From now on no piece of `secret` gets through. Cheap to call again with the same one. */
  remember(secret: string): void {
    for (const form of formsOf(secret)) {
      for (let at = 0; at + WINDOW <= form.length; at += 1) this.#windows.add(form.slice(at, at + WINDOW));
    }
  }

  /** A text for a log: strings as they are, errors with message, stack, cause and aggregated errors, the rest as JSON. */
  redact(value: unknown): string {
    const text = describe(value).slice(0, MAX_LENGTH);
    return PATTERNS.reduce((safe, [pattern, mask]) => safe.replace(pattern, mask), this.#blankKnown(text));
  }

  #blankKnown(text: string): string {
    let safe = '';
    let blankTo = 0;
    for (let at = 0; at < text.length; at += 1) {
      const isBlank = at < blankTo;
      if (this.#windows.has(text.slice(at, at + WINDOW))) {
        blankTo = at + WINDOW;
        if (!isBlank) safe += MASK;
      } else if (!isBlank) safe += text.charAt(at);
    }
    return safe;
  }
}

function formsOf(secret: string): readonly string[] {
  const forms = [secret, JSON.stringify(secret).slice(1, -1)];
  try {
    forms.push(encodeURIComponent(secret));
    // Base64 of a longer text that holds the secret at any of three alignments; the outermost characters mix with neighbours.
    for (const padding of ['', 'x', 'xx']) {
      const encoded = btoa(padding + secret);
      forms.push(encoded.slice(4).replace(/=+$/, ''), padding === '' ? encoded.slice(0, 8) : '');
    }
  } catch {
    // Not Latin-1, or half a surrogate pair: such a key is refused before it is ever used.
  }
  return forms;
}

/** A log line must not be what breaks: getters, proxies and `toString` of other people's objects may throw. */
function describe(value: unknown, depth = 0, seen = new Set<unknown>()): string {
  try {
    if (typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null) return String(value);
    if (depth > MAX_DEPTH || seen.has(value)) return '…';
    seen.add(value);
    const next = (inner: unknown): string => describe(inner, depth + 1, seen);
    if (Array.isArray(value)) return `[${value.map(next).join(', ')}]`;
    const named = (name: string): string => `${name}: ${next((value as Record<string, unknown>)[name])}`;
    if (!(value instanceof Error)) return `{${Object.keys(value).map(named).join(', ')}}`;
    // The stack begins with name and message; the message comes again, for the errors whose stack says something else.
    const names = Object.getOwnPropertyNames(value).filter((name) => name !== 'stack');
    return [value.stack, ...names.map(named)].join('\n');
  } catch {
    return '[unreadable]';
  }
}
