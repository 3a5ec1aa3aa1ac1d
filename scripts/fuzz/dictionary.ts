/** Words that programs stumble over, whatever they read: between spaces, with JSON's escapes. */
const HOSTILE = String.raw`
null true false 0 -0 -1 1e308 -1e308 1e400 0.5 0.0000001 9007199254740993 1000000000000 99999999999999999999 999999999999
5n -5n "5n" "12.30" "" "\u0020" "NaN" "Infinity" "EUR" "unknown" "version" [] {} [1] {"a":1} {"__proto__":{"polluted":1}}
{"toString":1,"valueOf":1,"toJSON":1,"then":1,"length":-1} "__proto__" "constructor" "prototype" "toString" "length"
200 204 302 401 403 404 408 429 500 2026-11-24T12:00:00Z Tue,\u002024\u0020Nov\u00202026\u002012:02:00\u0020GMT
\u001e \u0000 \r\n \u0020 \u2028 \u202e \u200b \ufeff \ud83d\ude00 \u0301 \ud83d $ $( $(sync~spin) | ${'`'} ** <img> \\u0000
[x](command:y) &#124; &lt; {headline} https:// a.a.a. ? @ Bearer\u0020 sk-or-v1- " ' , ; =`
  .trim()
  .split(/\s+/)
  .map(unescaped);

/** The hostile words, and every name and value that stands in the seeds: as many draws of the one as of the other. */
export function dictionaryOf(seeds: readonly string[]): readonly string[] {
  const own = seeds.flatMap((seed) => seed.match(/"[^"\\]{1,40}"|[\w.-]{3,30}/g) ?? []);
  const words = [...new Set(own)];
  return [...words, ...words.flatMap((_, at) => HOSTILE[at % HOSTILE.length] ?? []), ...HOSTILE];
}

function unescaped(word: string): string {
  return JSON.parse(`"${word.replaceAll('"', '\\"')}"`) as string;
}
