import assert from 'node:assert/strict';
import { plainText } from '../../../packages/core/src/present/plainText.ts';
import { fillTemplate } from '../../../packages/core/src/present/template.ts';
import { markdownText } from '../../../packages/extension/src/ui/markdownText.ts';

const NOT_PLAIN = /\$\(|[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
const REFERENCE = /&#(\d+);/g;

/** Somebody else's text: one short plain line, the same in Markdown, where nothing of it means anything. */
export function shownText(bytes: Uint8Array): void {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const plain = plainText(text);
  assert.doesNotMatch(plain, NOT_PLAIN, 'not one plain line');
  assert.ok([...new Intl.Segmenter('en').segment(plain)].length <= 60, 'too long');
  const markdown = markdownText(text);
  assert.doesNotMatch(markdown.replace(REFERENCE, ''), /[\\`*_{}[\]()#+\-!~|<>&$:@./'"=^\n]/, 'Markdown');
  const read = markdown.replace(REFERENCE, (_, code: string) => String.fromCodePoint(Number(code)));
  assert.equal(read, plain, 'Markdown reads differently');
  const none = { balance: '', limit: '', today: '', week: '', rate: '', runway: '' };
  const values = { ...none, account: text, headline: text, month: text };
  for (const format of [text, '{account} {headline}', `{month}(${text}`, `$${text}({account}`])
    assert.doesNotMatch(fillTemplate(format, values), NOT_PLAIN, 'a format that is not one plain line');
}
