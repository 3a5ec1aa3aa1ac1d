import type { DashboardInputs } from '../dashboard/dashboardInputs.ts';
import { dashboardState } from '../dashboard/dashboardState.ts';
import type { DashboardState } from '../dashboard/state.ts';
import { type DashboardView, DEFAULT_VIEW } from '../dashboard/view.ts';
import type { Sample } from '../history/sample.ts';
import { insightOf } from '../insight/insight.ts';
import type { Failure } from '../model/failure.ts';
import { DAY_MS, periodStartMs } from '../model/periods.ts';
import type { Reading } from '../model/reading.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import { askedAt } from './namedUsage.ts';
import { organisation, type Organisation, type OrganisationSize } from './organisation.ts';
import { aBalance, aLimit, usd } from './readings.ts';
import { MINUTE_MS, NOW_MS, read, trouble, watching } from './watches.ts';

/** What a dashboard may come to look like, for tests and galleries. All at `NOW_MS`, a Tuesday at noon, UTC. */
export const dashboardNames = [
  'starting',
  'empty',
  'firstDay',
  'ordinaryKey',
  'managementKey',
  'twentyAccounts',
  'fiveYears',
  'threeHundredModels',
  'tenThousandKeys',
  'failed',
  'stale',
  'hostileNames',
  'hiddenAmounts',
  'overdrawn',
  'keyLimitOnly',
  'freeTier',
] as const;
export type DashboardName = (typeof dashboardNames)[number];

/** @param view what differs from the default */
export function dashboardNamed(name: DashboardName, view: Partial<DashboardView> = {}): DashboardState {
  return dashboardState(dashboardInputs(name), { ...DEFAULT_VIEW, ...view });
}

const MODELS = [
  'anthropic/claude-sonnet-4.5',
  'openai/gpt-5',
  'google/gemini-2.5-pro',
  'x-ai/grok-code-fast-1',
  'deepseek/deepseek-chat-v3.1',
  'qwen/qwen3-coder',
  'moonshotai/kimi-k2',
  'z-ai/glm-4.6',
  'mistralai/devstral-medium',
  'meta-llama/llama-4-maverick:free',
];
const PROVIDERS = ['Anthropic', 'OpenAI', 'Google', 'xAI', 'DeepInfra'];
const KEYS = ['Laptop', 'CI', 'Agents', 'Evaluation', 'Notebook', 'Kai', 'Experiments', 'Old laptop'];

const SIZE: OrganisationSize = {
  nowMs: NOW_MS,
  days: 70,
  models: MODELS,
  providers: PROVIDERS,
  keys: KEYS,
  dayMicros: 2_400_000,
};

/** What makes other programs read text as something else, or not at all. */
export const HOSTILE_NAMES = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '=HYPERLINK("https://evil.example","x")',
  '[click](command:workbench.action.quit) $(sync~spin)',
  '\u202egnp.exe\u202c',
  'a\u200bb\u0000c\r\nd\te',
  '__proto__',
  '',
  '\u200b\u200c',
  'W'.repeat(5000),
  'א'.repeat(90),
  '{{constructor.constructor("alert(1)")()}}',
];

/** The same object each time: some take a second to make. */
export function dashboardInputs(name: DashboardName): DashboardInputs {
  const inputs = made.get(name) ?? inputsNamed(name);
  made.set(name, inputs);
  return inputs;
}

const made = new Map<DashboardName, DashboardInputs>();

function inputsNamed(name: DashboardName): DashboardInputs {
  switch (name) {
    case 'starting':
      return inputsOf([], { watch: { kind: 'starting' } });
    case 'empty':
      return inputsOf([], { watch: { kind: 'noAccount', setupDismissed: false } });
    case 'firstDay':
      return ofOrganisation({ days: 0 }, MANAGED, { usage: undefined });
    case 'ordinaryKey':
      return inputsOf(keySamples(70), { watch: one(read(keyReading(70)), ORDINARY) });
    case 'managementKey':
      return ofOrganisation({}, MANAGED);
    case 'twentyAccounts':
      return withNineteenMore(ofOrganisation({}, MANAGED));
    case 'fiveYears':
      return ofOrganisation({ days: 1826 }, MANAGED);
    case 'threeHundredModels':
      return ofOrganisation({ models: many(300, (at) => `maker-${at % 40}/model-${at}`) }, MANAGED);
    case 'tenThousandKeys':
      return ofOrganisation({ keys: many(10_000, (at) => `key ${at}`), days: 40 }, MANAGED);
    case 'failed':
      return inputsOf([], { watch: one({ trouble: trouble(REJECTED) }, ORDINARY) });
    case 'stale':
      return stale();
    case 'hostileNames':
      return ofOrganisation(
        { models: HOSTILE_NAMES, providers: HOSTILE_NAMES, keys: HOSTILE_NAMES },
        { account: { ...MANAGED.account, label: HOSTILE_NAMES.join(' ') } },
        { alerts: HOSTILE_NAMES.map((text, at) => ({ atMs: NOW_MS - at * MINUTE_MS, text })) },
      );
    case 'hiddenAmounts':
      return { ...ofOrganisation({}, MANAGED), hideAmounts: true };
    case 'overdrawn':
      return inputsOf([], { watch: one(read({ balance: aBalance('-0.40') }), MANAGED) });
    case 'keyLimitOnly':
      return inputsOf(keySamples(30, 20_000_000n), {
        watch: one(read({ ...keyReading(30), keyLimit: aLimit('6.25', '20') }), ORDINARY),
      });
    case 'freeTier':
      return inputsOf([], {
        watch: one(read({ freeTier: { kind: 'yes', requestsLeftToday: 37 } }), ORDINARY),
      });
  }
}

const ACCOUNT = { id: '0'.repeat(31) + '1', providerId: 'openrouter' };
const ORDINARY: Partial<Watching> = {
  account: { ...ACCOUNT, keys: [{ slot: 'ordinary', source: 'pasted', revision: '1' }] },
};
const MANAGED = {
  account: {
    ...ACCOUNT,
    label: 'Work',
    keys: [
      { slot: 'ordinary', source: 'pasted', revision: '1' },
      { slot: 'management', source: 'pasted', revision: '2' },
    ],
  },
} as const satisfies Partial<Watching>;
const REJECTED: Failure = { kind: 'invalidKey', slot: 'ordinary' };

function one(state: Watching['state'], over: Partial<Watching>): DashboardInputs['watch'] {
  const nextAtMs = NOW_MS + 4 * MINUTE_MS;
  return { kind: 'watching', accounts: [watching(state, { nextAtMs, ...over })] };
}

function inputsOf(samples: readonly Sample[], over: Partial<DashboardInputs>): DashboardInputs {
  const insight = samples.length > 0 ? insightOf(samples, { kind: 'never' }, NOW_MS) : undefined;
  return {
    nowMs: NOW_MS,
    locale: 'en',
    timeZone: 'Europe/Berlin',
    hideAmounts: false,
    thresholds: { low: 10, critical: 2 },
    budgets: { day: 5, month: 60 },
    intervalMs: 5 * MINUTE_MS,
    watch: { kind: 'starting' },
    insightOf: ({ account }) => (account.id === ACCOUNT.id ? insight : undefined),
    samples,
    usage: undefined,
    alerts: [],
    ...over,
  };
}

/** The whole account is seen, and what its management key tells of it. */
function ofOrganisation(
  size: Partial<OrganisationSize>,
  over: Partial<Watching>,
  inputs: Partial<DashboardInputs> = {},
): DashboardInputs {
  const { samples, usage } = organisation({ ...SIZE, ...size });
  return inputsOf(samples, {
    usage,
    watch: one(read(accountReading(samples)), over),
    alerts: [{ atMs: NOW_MS - 3 * DAY_MS, text: 'Work: credit is low: $9.80 left.' }],
    ...inputs,
  });
}

function accountReading(samples: Organisation['samples']): Partial<Reading> {
  const { balance = 0n, credits = 0n, usage = 0n } = samples.at(-1) ?? {};
  const money = (amountMicros: bigint) => ({ amountMicros, currency: 'USD' });
  return {
    balance: { kind: 'known', amount: money(balance), credits: money(credits), usage: money(usage) },
    // Other keys spend most of it.
    spend: { today: usd('0.31'), week: usd('0.80'), month: usd('6.10'), lifetime: usd('9.75') },
  };
}

/** A key that may see its own counters only, of a machine that was off for a long weekend. */
function keySamples(days: number, limit?: bigint): readonly Sample[] {
  const away = (atMs: number): boolean => {
    const ageDays = (NOW_MS - atMs) / DAY_MS;
    return ageDays > 8 && ageDays < 10.5;
  };
  /** What had been spent when the period began, by the last sample before. */
  const began = { day: 0n, week: 0n, month: 0n };
  let before: Sample | undefined;
  return organisation({ ...SIZE, days })
    .samples.filter(({ atMs }) => !away(atMs))
    .map((sample) => {
      const { atMs, series, currency, usage = 0n } = sample;
      for (const period of ['day', 'week', 'month'] as const) {
        if (before && before.atMs < periodStartMs(period, atMs)) began[period] = before.usage ?? 0n;
      }
      before = sample;
      const month = usage - began.month;
      return {
        atMs,
        series,
        currency,
        key: { lifetime: usage, day: usage - began.day, week: usage - began.week, month },
        ...(limit !== undefined && { limit, limitLeft: limit - month }),
      };
    });
}

function keyReading(days: number): Partial<Reading> {
  const { key } = keySamples(days).at(-1) ?? {};
  const money = (amountMicros = 0n) => ({ amountMicros, currency: 'USD' });
  return {
    spend: {
      today: money(key?.day),
      week: money(key?.week),
      month: money(key?.month),
      lifetime: money(key?.lifetime),
    },
    keyExpiresAtMs: NOW_MS + 9 * DAY_MS,
  };
}

/** The laptop was shut for two days, and there is no network yet; the breakdown was cut off, too. */
function stale(): DashboardInputs {
  const ageMs = 2 * DAY_MS;
  const inputs = ofOrganisation({}, MANAGED);
  const samples = inputs.samples.filter(({ atMs }) => atMs <= NOW_MS - ageMs);
  const failure: Failure = { kind: 'network', reason: 'unreachable' };
  const { usage } = inputs;
  return inputsOf(samples, {
    watch: one({ ...read(accountReading(samples), ageMs), trouble: trouble(failure) }, MANAGED),
    usage: usage && {
      ...usage,
      days: usage.days.filter(({ startMs }) => startMs < NOW_MS - ageMs),
      keyDays: usage.keyDays.filter(({ startMs }) => startMs < NOW_MS - ageMs),
      hours: usage.hours.filter(({ startMs }) => startMs < NOW_MS - ageMs),
      askedAtMs: askedAt(NOW_MS - ageMs),
      isTruncated: true,
      failures: { days: failure, keyDays: failure, hours: failure, keys: failure },
    },
  });
}

function withNineteenMore(inputs: DashboardInputs): DashboardInputs {
  if (inputs.watch.kind !== 'watching') return inputs;
  const [first, ...others] = inputs.watch.accounts;
  const more = many(19, (at): Watching => {
    const account = { ...ACCOUNT, id: String(at + 2).padStart(32, '0'), label: `Team ${at + 2}`, keys: [] };
    if (at === 4) return watching({ trouble: trouble(REJECTED) }, { account });
    if (at === 7) return watching({}, { account, activity: 'first' });
    const state = at % 3 === 0 ? read() : read({ balance: aBalance(`${at * 3}.50`) }, at * MINUTE_MS);
    return watching(state, { account });
  });
  return { ...inputs, watch: { kind: 'watching', accounts: [first, ...others, ...more] } };
}

function many<T>(count: number, of: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => of(at));
}
