import { expect, test } from 'vitest';
import { createApi } from '../testing/api.ts';

const nowMs = Date.parse('2026-11-24T12:34:56Z');

test('workspaces come by offset and limit, with how many there are; ordinary keys get 403', () => {
  const { ask, data } = createApi(nowMs);
  const names = (query: string): unknown[] =>
    data(`/workspaces${query}`, 'organisation').map((workspace) => workspace['name']);
  expect(names('')).toEqual(['Platform', 'Research', 'Customer support']);
  expect(names('?offset=1&limit=1')).toEqual(['Research']);
  expect(names('?offset=3')).toEqual([]);
  expect(JSON.parse(ask('/workspaces?limit=1', 'organisation').body)).toMatchObject({ total_count: 3 });
  expect(data('/workspaces', 'managementEmpty').length).toBe(1);
  expect(ask('/workspaces', 'ordinary403').status).toBe(403);
  for (const query of ['limit=0', 'limit=101', 'limit=x', 'offset=-1'])
    expect(ask(`/workspaces?${query}`, 'organisation').status).toBe(400);
});

test('the keys of a company are in its workspaces: a plain /keys has those of the first alone, 100 at most', () => {
  const { control, data } = createApi(nowMs);
  const workspaces = data('/workspaces', 'organisation');
  const plain = data('/keys?include_disabled=true', 'organisation');
  expect(plain.length).toBe(100);
  expect(new Set(plain.map((key) => key['workspace_id']))).toEqual(new Set([workspaces[0]?.['id']]));
  const names = workspaces.flatMap(({ id }) =>
    [0, 100].flatMap((offset) =>
      data(`/keys?workspace_id=${String(id)}&offset=${offset}&include_disabled=true`, 'organisation').map(
        (key) => key['name'],
      ),
    ),
  );
  const listed = control.ledgerKeys('organisation').map(({ name }) => name);
  expect(names.length).toBe(listed.length);
  expect(new Set(names)).toEqual(new Set(listed));
});
