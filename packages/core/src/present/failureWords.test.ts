import { describe, expect, test } from 'vitest';
import type { Failure } from '../model/failure.ts';
import { failures } from '../testing/watches.ts';
import { failureSentence, failureWords, slotWords, waitWords } from './failureWords.ts';

describe('every failure', () => {
  test.each(failures)('%o: what is the matter and what to do, in plain sentences', (failure) => {
    const { what, todo } = failureWords(failure, 'OpenRouter');
    for (const words of [what, todo]) {
      expect(words).toMatch(/^[A-Z][^\n]*\.$/);
      expect(words).not.toMatch(/undefined|NaN|null|\(\s|\s\)|\$\(|\||command:| {2}/);
    }
    expect(failureSentence(failure, 'OpenRouter')).toBe(`${what} ${todo}`);
  });

  test('no two read alike, so that a person can tell them apart', () => {
    const sentences = failures.map((failure) => failureSentence(failure, 'OpenRouter'));
    // The two kinds of "try later" with and without a time differ only in that time.
    expect(new Set(sentences).size).toBeGreaterThanOrEqual(sentences.length - 2);
  });
});

test.each<Failure>([
  { kind: 'rateLimited', retryAfterMs: 30_000 },
  { kind: 'rateLimited', retryAfterMs: 999_999_999_000 },
  { kind: 'rateLimited' },
])('[trust 34] %o: when is said once, by the plan ("next in …")', (failure) => {
  expect(failureWords(failure, 'OpenRouter').todo).toBe('It is tried again by itself.');
});

test('[trust 24] nothing speaks of switching certificate checks off', () => {
  for (const failure of failures) {
    const sentence = failureSentence(failure, 'OpenRouter');
    expect(sentence).not.toMatch(/proxyStrictSSL|set .*=0|switch off/i);
  }
});

test('names the key that was rejected', () => {
  expect(failureWords({ kind: 'invalidKey', slot: 'management' }, 'X').what).toContain('management key');
  expect(slotWords('ordinary')).toBe('API key');
});

test('[trust 34] to a person who asks while the provider wants to be left alone: when', () => {
  expect(waitWords(30_000, 'OpenRouter')).toBe('OpenRouter asks for fewer requests. The next is in 1 min.');
});
