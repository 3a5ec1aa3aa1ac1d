import fc from 'fast-check';
import { plainText } from '@opencredits/core';
import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../testing/renderMarkdown.ts';
import { markdownText } from './markdownText.ts';

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** What a reader sees of a piece of HTML. */
function seen(html: string): string {
  return html.replace(/&(?:#(\d+)|(\w+));/g, (entity, code: string | undefined, name: string) =>
    code === undefined ? (NAMED[name] ?? entity) : String.fromCodePoint(Number(code)),
  );
}

/** The cells of the one row of `| a | text | 5 |`; fails where the table is anything else. */
function cellsAround(text: string): readonly string[] {
  const html = renderMarkdown(`| | | |\n|:--|--:|:--|\n| a | ${markdownText(text)} | 5 |`);
  const row =
    /^<table>\s*<thead>\s*<tr>(?:\s*<th[^<>]*><\/th>){3}\s*<\/tr>\s*<\/thead>\s*<tbody>\s*<tr>((?:\s*<td[^<>]*>[^<>]*<\/td>)*)\s*<\/tr>\s*<\/tbody>\s*<\/table>\s*$/.exec(
      html,
    );
  expect(row, `not one plain row: ${html}`).not.toBeNull();
  return [...(row?.[1] ?? '').matchAll(/<td[^<>]*>([^<>]*)<\/td>/g)].map(([, cell]) => cell ?? '');
}

const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';

describe('somebody else’s text in the tooltip is text', () => {
  test.each<[string, string, string?]>([
    ['[trust 53] a command link', '[Top up](command:workbench.action.quit?%5B%5D)'],
    ['[trust 53] a command link by reference', '[x][y]\n\n[y]: command:a'],
    ['[trust 54] a bare address', 'https://elsewhere.example/a_b?c=d&e=f'],
    ['[trust 54] www.', 'www.elsewhere.example'],
    ['[trust 54] an e-mail address', 'someone@elsewhere.example'],
    ['[trust 54] an address in angle brackets', '<https://elsewhere.example>'],
    [
      '[trust 54] ftp and mailto',
      'ftp://elsewhere.example mailto:a@elsewhere.example xmpp:a@elsewhere.example',
    ],
    ['[trust 55] a pipe', 'prod|$999', 'prod|$999'],
    ['[trust 55] an escaped pipe', 'prod\\|$999 \\\\| x'],
    ['[trust 55] a line break and a row', 'a\n| x | y | 999 |', 'a | x | y | 999 |'],
    ['[trust 55] a carriage return and a paragraph separator', 'a\r\rb\u2028\u2029c'],
    ['[trust 55] backticks', '`code` ``` a'],
    ['[trust 55] the end of a table', '</table><h1>x</h1>'],
    ['[trust 55] an image', '![](https://elsewhere.example/t.png)'],
    ['[trust 55] an HTML image', '<img src=https://elsewhere.example/t.png onerror=alert(1)>'],
    ['[trust 55] a script and a comment', '<script>alert(1)</script><!-- x'],
    ['[trust 55] emphasis, strike, headings, lists', '**a** _b_ ~~c~~ # d - e 1. f > g --- ==='],
    ['[trust 55] entities', '&lt;b&gt; &#60;i&#62; &amp;'],
    ['[trust 56] an icon', '$(sync~spin) ok', 'ok'],
    ['[trust 56] an icon in an icon', '$($(x)sync) ok'],
    ['[trust 56] a bidi override and isolate', '\u202eevil\u202c \u2066in\u2069', 'evil in'],
    ['[trust 56] zero-width', 'z\u200bw\u200d\ufeff', 'zw'],
    ['[trust 56] control characters', 'a\u0000\u001b[31m'],
  ])('%s', (_what, text, words) => {
    const [before, cell = '', after] = cellsAround(text);
    expect([before, after]).toEqual(['a', '5']);
    if (words !== undefined) expect(seen(cell)).toBe(words);
    // On its own, as a note is shown, it is one plain paragraph too.
    expect(renderMarkdown(markdownText(text))).toMatch(/^(?:<p>[^<>]*<\/p>\s*)?$/);
  });

  test.each([
    ['[trust 56] 500 emoji', '\u{1f600}'.repeat(500)],
    ['[trust 56] 500 families', family.repeat(500)],
    ['[trust 56] 10,000 characters', 'x'.repeat(10_000)],
    ['[trust 56] 10,000 pipes', '|'.repeat(10_000)],
  ])('%s are cut', (_what, text) => {
    const [, cell = ''] = cellsAround(text);
    const segments = [...new Intl.Segmenter('en').segment(seen(cell))];
    expect(segments.length).toBeLessThanOrEqual(60);
    expect(seen(cell)).toMatch(/…$/);
  });

  test('whatever it is, it is one cell of one row, and no element', () => {
    const nasty = fc.constantFrom(
      ...[
        '|',
        '\\',
        '\n',
        '<',
        '>',
        '&',
        '[x](command:y)',
        '![](https://t)',
        'https://a.b',
        'www.a.b',
        'a@b.c',
      ],
      ...[
        '`',
        '```',
        '*',
        '_',
        '~~',
        '$(x)',
        '</table>',
        '<img>',
        '&#124;',
        '&lt;',
        '\r',
        '\u2028',
        '\t',
        '-',
        ':--',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.oneof(nasty, fc.string({ maxLength: 4 }))).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const [before, cell = '', after, ...more] = cellsAround(any);
        expect([before, after, more]).toEqual(['a', '5', []]);
        // And it reads as what it is.
        expect(seen(cell)).toBe(plainText(any));
      }),
      { numRuns: 1000 },
    );
  });
});
