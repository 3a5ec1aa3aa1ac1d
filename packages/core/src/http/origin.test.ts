import { expect, test } from 'vitest';
import { isAllowedUrl } from './origin.ts';

const ORIGINS = ['https://openrouter.ai'];

test.each([
  'https://openrouter.ai/api/v1/key',
  'https://openrouter.ai/api/v1/activity?date=2026-11-23',
  'https://openrouter.ai/',
])('%s may be asked', (url) => {
  expect(isAllowedUrl(url, ORIGINS)).toBe(true);
});

test.each([
  ['plain http', 'http://openrouter.ai/api/v1/key'],
  ['user info', 'https://user:pass@openrouter.ai/api/v1/key'],
  ['a user without a password', 'https://user@openrouter.ai/api/v1/key'],
  ['an empty user', 'https://@openrouter.ai/api/v1/key'],
  ['the host as user of another', 'https://openrouter.ai@evil.example/api/v1/key'],
  ['a fragment', 'https://openrouter.ai/api/v1/key#x'],
  ['an empty fragment', 'https://openrouter.ai/api/v1/key#'],
  ['another host', 'https://evil.example/api/v1/key'],
  ['a subdomain', 'https://eu.openrouter.ai/api/v1/key'],
  ['a longer host', 'https://openrouter.ai.evil.example/api/v1/key'],
  ['a Cyrillic o', 'https://\u043epenrouter.ai/api/v1/key'],
  ['the same in punycode', 'https://xn--penrouter-0nj.ai/api/v1/key'],
  ['full-width letters that fold to ours', 'https://\uff4fpenrouter.ai/api/v1/key'],
  ['a trailing dot', 'https://openrouter.ai./api/v1/key'],
  ['an odd port', 'https://openrouter.ai:8443/api/v1/key'],
  ['the usual port, written out', 'https://openrouter.ai:443/api/v1/key'],
  ['capitals', 'https://OpenRouter.ai/api/v1/key'],
  ['a backslash', 'https://openrouter.ai\\@evil.example/'],
  ['a tab in the host', 'https://openrouter\t.ai/'],
  ['a newline', 'https://openrouter.ai/\nx'],
  ['a space in front', ' https://openrouter.ai/'],
  ['dots in the path', 'https://openrouter.ai/api/../x'],
  ['an address', 'https://127.0.0.1/'],
  ['another scheme', 'ftp://openrouter.ai/'],
  ['a data URL', 'data:text/plain,https://openrouter.ai/'],
  ['a blob of the same origin', 'blob:https://openrouter.ai/x'],
  ['no URL', 'openrouter.ai'],
  ['nothing', ''],
])('[trust 22] %s is refused', (_what, url) => {
  expect(isAllowedUrl(url, ORIGINS)).toBe(false);
});

test('[trust 22] without origins nothing may be asked', () => {
  expect(isAllowedUrl('https://openrouter.ai/', [])).toBe(false);
});
