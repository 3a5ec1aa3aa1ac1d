import { describe, expect, it } from 'vitest';
import type { LoggedRequest } from '../../packages/simulator/src/index.ts';
import { countRequests } from './requestCount.ts';
import { type WindowsRow, windowsCells, windowsProblems } from './windowsRow.ts';

const request = (path: string, method = 'GET'): LoggedRequest => ({
  atMs: 0,
  scheme: 'https',
  method,
  path,
  host: 'openrouter.ai',
  keyCame: true,
  headerNames: [],
});

const once = [request('/api/v1/key'), request('/api/v1/credits')];

const row = (change: Partial<WindowsRow> = {}): WindowsRow => ({
  host: '1.139',
  windows: 1,
  openingMs: 20_000,
  openingRefreshes: 1,
  ...countRequests([...once, ...once]),
  spreadMs: 0,
  ...change,
});

describe('the count of requests', () => {
  it('tells refreshes from requests, and leaves out the preflights of a browser', () => {
    const log = [request('/api/v1/key', 'OPTIONS'), ...once, request('/api/v1/key')];
    expect(countRequests(log)).toEqual({
      refreshes: 2,
      requests: 3,
      byPath: { '/api/v1/credits': 1, '/api/v1/key': 2 },
    });
  });
});

describe('several windows', () => {
  it('are fine when they ask as often as one and show the same within a second', () => {
    const more = row({ windows: 8, openingMs: 130_000, openingRefreshes: 3, spreadMs: 1_000 });
    // Of another host nothing is compared.
    const other = row({ host: '1.75', refreshes: 3 });
    expect(windowsProblems([row(), row({ windows: 2 }), more, other])).toEqual([]);
  });

  it('are told apart by their refreshes and by a single request of any path', () => {
    const doubled = row({ windows: 2, ...countRequests([...once, ...once, ...once, ...once]) });
    const oneMore = row({ windows: 4, ...countRequests([...once, ...once, request('/api/v1/credits')]) });
    expect(windowsProblems([row(), doubled, oneMore])).toEqual([
      '1.139: 2 windows asked 4 times (4 × /api/v1/credits, 4 × /api/v1/key); 1 asked 2 times (2 × /api/v1/credits, 2 × /api/v1/key)',
      '1.139: 4 windows asked 2 times (3 × /api/v1/credits, 2 × /api/v1/key); 1 asked 2 times (2 × /api/v1/credits, 2 × /api/v1/key)',
    ]);
  });

  it('must not ask one by one when they open together', () => {
    expect(windowsProblems([row({ windows: 8, openingMs: 61_000, openingRefreshes: 3 })])).toEqual([
      '1.139: 8 windows that opened together refreshed 3 times, not 2',
    ]);
  });

  it('must agree within a second', () => {
    const words = '1.139: 2 windows showed a new figure 1001 ms apart; 1000 ms are allowed';
    expect(windowsProblems([row({ windows: 2, spreadMs: 1_001 })])).toEqual([words]);
    expect(windowsProblems([row({ spreadMs: NaN })])).toHaveLength(1);
  });

  it('stand in a table, one row each', () => {
    const byPath = '2 × /api/v1/credits, 2 × /api/v1/key';
    expect(windowsCells(row())).toEqual(['1.139', '1', '2', '4', byPath, '1 in 20 s', '0 ms']);
  });
});
