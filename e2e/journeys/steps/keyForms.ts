/**
 * Every text by which a key could be recognised where it must not be: as it is, percent-encoded, escaped as in JSON, in
 * base64 wherever in a longer text it began, and pieces of its random part.
 */
export function keyForms(key: string): readonly string[] {
  const hexOf = (char: string): string => char.charCodeAt(0).toString(16).padStart(2, '0');
  const each = (write: (hex: string) => string): string =>
    [...key].map((char) => (/[0-9A-Za-z]/.test(char) ? char : write(hexOf(char)))).join('');
  const forms = [
    key,
    encodeURIComponent(key),
    each((hex) => `%${hex.toUpperCase()}`),
    each((hex) => `%${hex}`),
    JSON.stringify(key).slice(1, -1),
    each((hex) => `\\u00${hex}`),
    Buffer.from(key).toString('hex'),
    Buffer.from(key, 'utf16le').toString('latin1'),
    ...[0, 1, 2].flatMap((before) => base64Forms(key, before)),
    ...pieces(key),
  ];
  return [...new Set(forms)];
}

/** The key in base64 behind so many other bytes, without what depends on its neighbours; in both alphabets. */
function base64Forms(key: string, before: number): readonly string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(key)]);
  const whole = bytes.toString('base64').replace(/=+$/, '');
  const tail = bytes.length % 3 === 0 ? 0 : 1;
  const text = whole.slice(Math.ceil((before * 8) / 6), whole.length - tail);
  return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
}

/**
 * Six characters in a row of what stands behind the prefix. The simulator's keys are made of words, which others write,
 * too: a piece counts where it crosses from one word into the next one.
 */
function pieces(key: string): readonly string[] {
  const random = key.replace(/^sk-or-v1-/, '');
  return Array.from({ length: Math.max(0, random.length - 5) }, (_, at) => random.slice(at, at + 6)).filter(
    (piece) => /^[a-z]{2,4}[A-Z][a-z]{1,3}$/.test(piece) || /^[a-z]{2,3}-[a-zA-Z]{2,3}$/.test(piece),
  );
}
