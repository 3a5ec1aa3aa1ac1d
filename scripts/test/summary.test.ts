import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../lib/paths.ts';
import { summary } from './summary.ts';
import { unitResult } from './unitTests.ts';

it('ends with the counts of all parts, and names what failed and what was skipped', () => {
  const text = summary(
    [
      { name: 'check', passed: 3, failed: ['lint'], skipped: [], durationMs: 1200 },
      {
        name: 'journeys',
        passed: 4,
        failed: [],
        skipped: [{ name: 'web', reason: 'no browser' }],
        durationMs: 60_000,
      },
    ],
    61_200,
  );
  expect(text.split('\n').at(-1)).toBe('7 passed, 1 failed, 1 skipped');
  expect(text).toContain('✗ check: lint');
  expect(text).toContain('– journeys: web (skipped: no browser)');
  expect(text).toMatch(/^journeys +4 +0 +1 +60\.0 s$/m);
});

it('counts tests, and a file that could not be loaded as a failure', () => {
  const file = (status: string, tests: readonly (readonly [string, string])[], message = '') => ({
    name: join(root, 'a.test.ts'),
    status,
    message,
    assertionResults: tests.map(([fullName, testStatus]) => ({ fullName, status: testStatus })),
  });
  const result = unitResult({
    testResults: [
      file('failed', [
        ['works', 'passed'],
        ['breaks', 'failed'],
        ['waits', 'todo'],
      ]),
      file('failed', [], 'SyntaxError: x\n  at y'),
    ],
  });
  expect(result).toEqual({
    passed: 1,
    failed: ['a.test.ts: breaks', 'a.test.ts: SyntaxError: x'],
    skipped: [{ name: 'a.test.ts: waits', reason: 'marked as todo in the test file' }],
  });
});
