import { expect, test } from 'vitest';
import { usageRequests } from './usageRequests.ts';

test('what is asked about the balance is not counted, and pages of one list are', () => {
  const paths = ['/key', '/credits', '/keys', '/keys?offset=100', '/activity'];
  expect(usageRequests(paths.map((path) => ({ path: `/api/v1${path}` })))).toEqual({
    '/activity': 1,
    '/keys': 2,
  });
});
