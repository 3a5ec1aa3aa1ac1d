import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText } from '../testing/anyText.ts';
import { plainText } from './plainText.ts';

const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

describe('plainText', () => {
  test.each([
    ['OpenRouter', 'OpenRouter'],
    ['  two \t words \n', 'two words'],
    ['https://evil.example', 'https://evil.example'],
    ['prod|$999', 'prod|$999'],
    ['a\nb\r\nc\u2028d', 'a b c d'],
    ['$5.20 (left)', '$5.20 (left)'],
    ['\u65e5\u672c\u8a9e', '\u65e5\u672c\u8a9e'],
  ])('%j stays or becomes %j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  test.each([
    ['a spinning icon', '$(sync~spin) x', 'x'],
    ['an icon that is not closed', 'x $(sync', 'x'],
    ['an icon inside an icon', 'a $(b $(c) d) e', 'a d) e'],
    ['bidi override and isolates', '\u202egnp.exe\u202c \u2066x\u2069', 'gnp.exe x'],
    ['zero-width characters and a byte order mark', 'p\u200br\u200do\ufeffd', 'prod'],
    ['NUL, escape and DEL', 'p\u0000r\u001bo\u007fd', 'prod'],
    ['tag characters that carry hidden text', 'a\u{e0041}\u{e007f}b', 'ab'],
    ['variation selectors', 'a\ufe0fb\u{e0100}c', 'abc'],
    ['fillers that look like nothing', 'a\u3164b\u115fc', 'abc'],
  ])('[trust 56] takes out %s', (_what, text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  test.each(['$$(a)(sync~spin)', '$$(x)(alert)', '$$$(a)(b)(c)', '$\u200b(sync~spin)', '$(a$(b)c)'])(
    '[trust 56] %j does not put an icon together out of its parts',
    (text) => {
      expect(plainText(text)).not.toContain('$(');
    },
  );

  test('[trust 56] cuts by what a reader takes for a character', () => {
    const family = '\u{1f468}\u{1f3fd}';
    expect(plainText(family.repeat(500), 5)).toBe(`${family.repeat(4)}\u2026`);
    expect(plainText('x'.repeat(10_000))).toBe(`${'x'.repeat(59)}\u2026`);
    expect(plainText('x'.repeat(60))).toBe('x'.repeat(60));
  });

  test('[trust 55] one line whatever comes in: no controls, no bidi, nothing unseen, no icon, bounded', () => {
    const pieces = [
      '$',
      '$',
      '(',
      ')',
      '$(a)',
      '\n',
      '\u202e',
      '\u200b',
      '\u0000',
      '\ufeff',
      'a',
      '\u{1f600}',
      '\ud83d',
      ' ',
    ];
    const texts = fc.oneof(anyText(), fc.string({ unit: fc.constantFrom(...pieces), maxLength: 100 }));
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 80 }), (text, most) => {
        const plain = plainText(text, most);
        expect(plain).not.toMatch(UNSEEN);
        expect(plain).not.toContain('$(');
        expect([...new Intl.Segmenter('en').segment(plain)].length).toBeLessThanOrEqual(most);
        expect(plain.length).toBeLessThanOrEqual(most * 40);
      }),
      { numRuns: 2000 },
    );
  });

  test('[trust 56] ten million characters take no longer than their first few', () => {
    expect(plainText('a$('.repeat(3_000_000)).length).toBeLessThanOrEqual(60);
  });
});
