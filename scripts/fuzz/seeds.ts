import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openrouter } from '../../packages/core/src/providers/openrouter/openrouter.ts';
import type { PageMessage } from '../../packages/core/src/dashboard/protocol.ts';
import { DEFAULT_VIEW } from '../../packages/core/src/dashboard/view.ts';
import type { Sample } from '../../packages/core/src/history/sample.ts';
import { shardText } from '../../packages/core/src/history/shardText.ts';
import { KEY, Machine, OTHER_KEY, saveKey } from '../../packages/core/src/testing/machine.ts';
import { aSample, NOON_MS, rawFiles } from '../../packages/core/src/testing/samples.ts';
import { hostileLabel, hostileReset, hostileScope } from '../../packages/simulator/src/hostileText.ts';
import { root } from '../lib/paths.ts';
import { joinParts } from './parts.ts';
import type { TargetName } from './targets.ts';

const fixturesFolder = join(root, 'packages', 'core', 'src', 'providers', 'openrouter', 'fixtures');

const counters = { lifetime: 7n, day: 5n, week: 6n, month: undefined };
const historySamples: readonly Sample[] = [
  aSample(NOON_MS, 1n),
  aSample(NOON_MS + 60_000, 2n, { key: counters, ownKeys: counters, limit: 10n, limitLeft: -1n }),
];

const pageMessages: readonly PageMessage[] = [
  { kind: 'ready', view: DEFAULT_VIEW },
  { kind: 'ready' },
  {
    kind: 'view',
    view: { ...DEFAULT_VIEW, range: { name: 'custom', fromDay: '2026-02-28', toDay: '2026-03-01' } },
  },
  { kind: 'refresh' },
  { kind: 'open', link: 'topUp' },
  { kind: 'run', action: 'configure' },
  { kind: 'export', format: 'csv' },
  { kind: 'exportChart', name: 'Balance', svg: '<svg xmlns="http://www.w3.org/2000/svg"></svg>' },
];

/** What each target's first inputs are: things that it reads in everyday life, and in tests. */
export async function seedsOf(name: TargetName): Promise<readonly string[]> {
  const hostile = [hostileLabel, hostileReset, hostileScope];
  switch (name) {
    case 'apiAnswers':
      return answerPairs();
    case 'storedReading':
      return storedReadings();
    case 'recordFile':
      return writtenFiles(/^account\.[0-9a-f]{32}\.json$/);
    case 'accountsFile':
      return writtenFiles(/^accounts\.json$/);
    case 'historyFile':
      return [...rawFiles(historySamples).values(), shardText(historySamples).replace('1}', '2}')];
    case 'pastedKey':
      return [KEY, `Bearer ${KEY}`, `OPENROUTER_API_KEY="${KEY}"`, `\u201c${KEY}\u201d,\r\n`, '', ...hostile];
    case 'shownText':
      return ['OpenRouter: {headline}', ...hostile];
    case 'usageAnswers':
      return ['activity.', 'analytics.', 'keys.', 'workspaces'].flatMap((beginning) =>
        fixtures(beginning).map(({ text }) => text),
      );
    case 'pageMessage':
      return pageMessages.map((message) => JSON.stringify(message));
    case 'loggedText':
      return [
        `Authorization: Bearer ${KEY}\n    at fetch (https://user:${KEY}@openrouter.ai/x?key=${KEY})`,
        `{"apiKey":"${KEY}","list":[1,{"x-api-key":"${btoa(KEY)}"}]}`,
        ...hostile,
      ].map((text) => joinParts(KEY, text));
  }
}

function fixtures(beginning: string): readonly { readonly name: string; readonly text: string }[] {
  return readdirSync(fixturesFolder)
    .filter((name) => name.startsWith(beginning))
    .map((name) => ({ name, text: readFileSync(join(fixturesFolder, name), 'utf8') }));
}

function fixture(name: string): string {
  return readFileSync(join(fixturesFolder, name), 'utf8');
}

/** Each answer beside an ordinary one: each of `/key`, each of `/credits`, each error for either. */
function answerPairs(): readonly string[] {
  const [key, credits] = [fixture('key.ordinary.json'), fixture('credits.funded.json')];
  return [
    ...fixtures('key.').map(({ text }) => joinParts('200', '200', '', text, credits)),
    ...fixtures('credits.').map(({ text }) => joinParts('200', '200', '', key, text)),
    ...fixtures('error.').flatMap(({ name, text }) => {
      const status = /\d{3}/.exec(name)?.[0] ?? '502';
      return [
        joinParts(status, '200', '30', text, credits),
        joinParts('200', status, 'Tue, 24 Nov 2026 12:02:00 GMT', key, text),
      ];
    }),
  ];
}

function storedReadings(): readonly string[] {
  return fixtures('key.').map(({ text }) => {
    const answer = (body: string) =>
      ({ kind: 'json', json: JSON.parse(body) as unknown, slot: 'ordinary' }) as const;
    const answers = new Map([
      ['key', answer(text)],
      ['credits', answer(fixture('credits.funded.json'))],
    ]);
    const content = {
      version: 1,
      reading: openrouter.map(answers)?.reading,
      atMs: Date.parse('2026-11-24T12:00:00Z'),
    };
    return JSON.stringify(content, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
  });
}

/** The file as two windows leave it: one with a key, one with another. */
async function writtenFiles(name: RegExp): Promise<readonly string[]> {
  const texts: string[] = [];
  const machine = new Machine();
  const window = await machine.windowWithKey();
  const keep = (): void => {
    for (const [one, text] of machine.files.texts) if (name.test(one)) texts.push(text);
  };
  keep();
  await saveKey(window.book, 'management', OTHER_KEY, 'environment');
  window.close();
  const other = await machine.window();
  keep();
  other.close();
  return texts;
}
