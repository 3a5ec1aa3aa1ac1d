import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText } from '../testing/anyText.ts';
import { cleanKey, isUsableKey } from './cleanKey.ts';

const KEY = 'sk-or-v1-simulated-ordinary';

describe('[trust 8] what comes along with a copied key is taken off', () => {
  test.each([
    ['a header', `Authorization: Bearer ${KEY}`],
    ['a line for a shell', `export OPENROUTER_API_KEY="${KEY}"`],
    ['nothing', KEY],
    ['spaces', `  ${KEY}  `],
    ['CRLF', `${KEY}\r\n`],
    ['a newline in front', `\n${KEY}`],
    ['a tab', `\t${KEY}\t`],
    ['Bearer', `Bearer ${KEY}`],
    ['bearer in lower case', `bearer   ${KEY}`],
    ['double quotes', `"${KEY}"`],
    ['single quotes', `'${KEY}'`],
    ['backticks', `\`${KEY}\``],
    ['smart quotes', `\u201c${KEY}\u201d`],
    ['quotes and a comma, as in JSON', `"${KEY}",`],
    ['Bearer in quotes', `"Bearer ${KEY}"`],
    ['a byte order mark', `\ufeff${KEY}`],
    ['zero-width spaces', `\u200b${KEY}\u200b`],
    ['a zero-width space inside', KEY.replace('simulated', 'simu\u200blated')],
    ['a soft hyphen inside', KEY.replace('simulated', 'simu\u00adlated')],
    ['a line of a .env file', `OPENROUTER_API_KEY=${KEY}`],
    ['a no-break space', `\u00a0${KEY}\u00a0`],
  ])('%s', (_what, pasted) => {
    expect(cleanKey(pasted)).toEqual({ kind: 'key', key: KEY });
  });
});

test('keys of other shapes are taken: only the provider can judge', () => {
  for (const key of ['partner-supplied-key-of-32-characters', 'eyJhbGciOi.eyJzdWIiOiIx.c2lnbmF0dXJl']) {
    expect(cleanKey(key)).toEqual({ kind: 'key', key });
  }
});

describe('refused', () => {
  test.each([
    ['empty', '', 'empty'],
    ['only spaces', ' \n\t ', 'empty'],
    ['only quotes', '""', 'empty'],
    ['[trust 9] a newline inside', 'sk-or-v1-simu\nlated', 'innerSpace'],
    ['[trust 9] a carriage return inside', 'sk-or-v1-simu\rlated', 'innerSpace'],
    ['[trust 9] NUL inside', 'sk-or-v1-simu\u0000lated', 'badCharacter'],
    ['[trust 9] NUL at the end', 'sk-or-v1-simulated\u0000', 'badCharacter'],
    ['a space inside', 'sk-or-v1-simulated ordinary', 'innerSpace'],
    ['letters outside ASCII', 'sk-or-v1-simul\u00e4ted', 'badCharacter'],
    ['a Cyrillic look-alike', 'sk-\u043er-v1-simulated', 'badCharacter'],
    ['an emoji', 'sk-or-v1-simulated\ud83d\ude00', 'badCharacter'],
    ['half a surrogate pair', 'sk-or-v1-simulated\ud83d', 'badCharacter'],
    ['too short', 'sk-or', 'tooShort'],
    ['an address', 'https://openrouter.ai/settings/keys', 'address'],
    ['a key of Anthropic\u2019s', 'sk-ant-api03-simulated', 'otherProvider'],
    ['a token of GitHub\u2019s', 'ghp_simulatedsimulated', 'otherProvider'],
    ['the scheme alone', 'Bearer', 'tooShort'],
    ['513 characters', 'k'.repeat(513), 'tooLong'],
    ['[trust 10] a megabyte', 'k'.repeat(1_000_000), 'tooLong'],
    ['[trust 10] a megabyte of spaces', ' '.repeat(1_000_000), 'tooLong'],
  ])('%s', (_what, pasted, why) => {
    expect(cleanKey(pasted)).toEqual({ kind: 'refused', why });
  });

  test('512 characters are still a key', () => {
    expect(cleanKey('k'.repeat(512)).kind).toBe('key');
  });

  test('[trust 8] says why, and repeats nothing of what was pasted', () => {
    expect(JSON.stringify(cleanKey('canary\nsecret'))).toBe('{"kind":"refused","why":"innerSpace"}');
  });
});

test('[trust 9] whatever is pasted: a key that is taken can stand in a header, and is clean already', () => {
  const pasted = fc.oneof(
    anyText(1200),
    fc.string({ unit: fc.constantFrom(...'ab"\' \n\r\u0000\ufeff=;,Bearer'), maxLength: 40 }),
  );
  fc.assert(
    fc.property(pasted, (text) => {
      const cleaned = cleanKey(text);
      if (cleaned.kind === 'refused') return;
      expect(cleaned.key).toMatch(/^[\x21-\x7e]{8,512}$/);
      expect(isUsableKey(cleaned.key)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test.each(['', 'a b', 'a\nb', 'a\u0000b', 'key\n', '\u200bkey', 'k'.repeat(513), 'k\u00e4y'])(
  '[trust 9] %j may not be put into a header',
  (key) => {
    expect(isUsableKey(key)).toBe(false);
  },
);
