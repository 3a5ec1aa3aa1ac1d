import { expect, it } from 'vitest';
import { judge } from './judge.ts';
import type { FloorReport, FloorScenario } from './report.ts';

const scenario: FloorScenario = { entry: '', storage: '', secrets: {}, settings: {}, endsAt: 'paint' };
const good: FloorReport = {
  nodeVersion: 'v16.20.2',
  builtinsBeforePaint: ['fs', 'path'],
  builtinsLater: ['https'],
  painted: 'OpenRouter: Set up',
  exports: ['activate', 'deactivate'],
  api: 'undefined',
  fetchWasUsed: false,
  requestedHosts: [],
  exceptions: [],
  leftovers: [],
  undisposed: [],
  unknownApi: ['window.showQuickPick'],
};

it('is content with a clean start and stop', () => {
  expect(judge(scenario, good)).toEqual([]);
  expect(judge({ ...scenario, endsAt: 'request' }, { ...good, requestedHosts: ['openrouter.ai'] })).toEqual(
    [],
  );
});

it('wants nothing of a window that closes at once', () => {
  const { painted: _painted, ...unpainted } = good;
  expect(judge({ ...scenario, endsAt: 'once' }, unpainted)).toEqual([]);
  expect(judge({ ...scenario, endsAt: 'once' }, good)).toEqual(['it started after its end']);
});

it.each<[Partial<FloorReport>, string]>([
  [{ nodeVersion: 'v20.1.0' }, 'not on 16'],
  [{ exceptions: ['Error: x'] }, 'nobody caught: Error: x'],
  [{ painted: '' }, 'nothing was shown'],
  [{ builtinsBeforePaint: ['https'] }, 'https was required before the first paint'],
  [{ fetchWasUsed: true }, 'global fetch'],
  [{ api: 'object' }, 'gave other extensions'],
  [{ exports: ['activate', 'secret'] }, 'exports secret'],
  [{ requestedHosts: ['evil.example'] }, 'asked evil.example'],
  [{ requestedHosts: ['openrouter.ai'] }, 'without a key'],
  [{ leftovers: ['TCPSocketWrap'] }, 'left after deactivate: TCPSocketWrap'],
  [{ undisposed: ['command x'] }, 'never disposed: command x'],
])('objects to %o', (change, problem) => {
  expect(judge(scenario, { ...good, ...change })).toContainEqual(expect.stringContaining(problem));
});
