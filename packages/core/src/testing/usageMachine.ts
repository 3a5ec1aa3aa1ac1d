import { DAY_MS } from '../model/periods.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import type { Usage } from '../usage/usage.ts';
import { createUsageBook, type UsageBook } from '../usage/usageBook.ts';
import { Machine, saveKey, Window } from './machine.ts';
import { answers, type Script } from './scriptedTransport.ts';
import { settle } from './settle.ts';

export const MANAGEMENT_KEY = 'sk-or-v1-simulated-management';

/** One request that somebody made at OpenRouter. */
export interface Spent {
  readonly at: string;
  readonly usd: number;
  readonly model?: string;
  readonly provider?: string;
  readonly key?: string;
}

interface Query {
  readonly dimensions?: readonly string[];
  readonly granularity: 'day' | 'hour';
  readonly time_range: { readonly start: string; readonly end: string };
}

const EVER = { fromMs: 0, toMs: 1e14 };

/** A computer with a management key, and an OpenRouter that tells what was spent by its own clock. */
export class UsageMachine extends Machine {
  spent: readonly Spent[] = [];
  /** How far its clock is behind this machine's. */
  providerBehindMs = 0;
  /** As many rows as it gives in one answer. */
  mostRows = 10_000;
  workspaces: readonly object[] = [{ id: 'w1', name: 'Default' }];
  keys: readonly object[] = [{ hash: 'h1', name: 'Laptop', label: 'sk-or-v1-abc...123', disabled: false }];

  constructor() {
    super();
    this.transport
      .on('/api/v1/activity', (request) => answers(200, { data: this.#activity() })(request))
      .on('/api/v1/analytics/query', (request) =>
        answers(200, this.#query(JSON.parse(request.body ?? '') as Query))(request),
      )
      .on('/api/v1/workspaces', (request) =>
        answers(200, {
          data: this.workspaces.slice(offsetOf(request.url)),
          total_count: this.workspaces.length,
        })(request),
      )
      .on('/api/v1/keys', (request) => {
        const offset = offsetOf(request.url);
        return answers(200, { data: this.keys.slice(offset, offset + 100) })(request);
      });
  }

  /** A window that has asked about the balance, with those requests forgotten. */
  async usageWindow(): Promise<UsageWindow> {
    const window = new UsageWindow(this);
    await window.book.load();
    if (window.book.accounts.length === 0) await saveManagementKey(window);
    await window.monitor.start();
    await settle();
    this.transport.forget();
    return window;
  }

  /** What was asked since the last time, in short: the path, and of analytics what was asked for. */
  asked(): readonly string[] {
    const asked = this.transport.requests
      .filter(({ url }) => !/\/(key|credits)$/.test(url))
      .map(({ url, body }) => {
        if (body === undefined) return new URL(url).pathname.replace('/api/v1/', '');
        const { dimensions = [], granularity, time_range: time } = JSON.parse(body) as Query;
        const hours = (Date.parse(time.end) - Date.parse(time.start)) / 3_600_000;
        const length = granularity === 'day' ? `${hours / 24} days` : `${hours} hours`;
        return [length, ...dimensions].join(' ');
      });
    this.transport.forget();
    return asked;
  }

  fail(path: string, script: Script): void {
    this.transport.on(`/api/v1/${path}`, script);
  }

  get #nowMs(): number {
    return this.clock.wallMs() - this.providerBehindMs;
  }

  #activity(): readonly object[] {
    const todayMs = Math.floor(this.#nowMs / DAY_MS) * DAY_MS;
    return this.spent
      .filter(({ at }) => Date.parse(at) < todayMs && Date.parse(at) >= todayMs - 30 * DAY_MS)
      .map(({ at, usd, model = 'a/one', provider = 'A' }) => ({
        date: `${at.slice(0, 10)} 00:00:00`,
        model,
        provider_name: provider,
        usage: usd,
        byok_usage_inference: 0,
        requests: 1,
        prompt_tokens: 10,
        completion_tokens: 20,
        reasoning_tokens: 0,
      }));
  }

  #query({ dimensions = [], granularity, time_range: { start, end } }: Query): object {
    const rows = this.spent
      .filter(({ at }) => at >= start && at < end && Date.parse(at) <= this.#nowMs)
      .map(({ at, usd, model = 'a/one', provider = 'A', key = 'Laptop' }) => ({
        [`date__${granularity}`]: granularity === 'day' ? at.slice(0, 10) : `${at.slice(0, 13)}:00:00.000Z`,
        ...Object.fromEntries(
          dimensions.map((name) => [name, name === 'model' ? model : name === 'provider' ? provider : key]),
        ),
        credits_usage: usd,
        total_usage: usd,
        request_count: '1',
        tokens_prompt: '10',
        tokens_completion: '20',
        reasoning_tokens: null,
      }));
    return {
      data: {
        data: rows.slice(0, this.mostRows),
        metadata: { query_time_ms: 1, row_count: rows.length, truncated: rows.length > this.mostRows },
      },
    };
  }
}

export class UsageWindow extends Window {
  readonly usage: UsageBook;
  /** How often this window heard that something has changed. */
  told = 0;

  constructor(machine: UsageMachine) {
    super(machine, { polling: false });
    this.usage = createUsageBook({ ...portsOf(machine), book: this.book });
    this.usage.onDidChange(() => (this.told += 1));
  }

  /** As when the dashboard is drawn. */
  async refresh(watching: Watching = this.watch): Promise<void> {
    await this.usage.refresh(watching);
    await settle();
  }

  async read(range = EVER): Promise<Usage | undefined> {
    return this.usage.read(this.watch, range);
  }

  /** What each known day cost, in dollars, with a star where that may still change. */
  async days(): Promise<Readonly<Record<string, string>>> {
    const { days = [] } = (await this.read()) ?? {};
    return Object.fromEntries(
      days.map(({ startMs, rows, isFinal }) => [
        dayName(startMs),
        `${rows.reduce((sum, row) => sum + Number(row.spentMicros), 0) / 1e6}${isFinal ? '' : '*'}`,
      ]),
    );
  }

  /** The same by key. */
  async keyDays(): Promise<Readonly<Record<string, string>>> {
    const { keyDays = [] } = (await this.read()) ?? {};
    return Object.fromEntries(
      keyDays.map(({ startMs, keys, isFinal }) => [
        dayName(startMs),
        `${keys.map(({ name, spentMicros }) => `${name} ${Number(spentMicros) / 1e6}`).join(', ')}${isFinal ? '' : '*'}`,
      ]),
    );
  }

  override close(): void {
    this.usage.dispose();
    super.close();
  }
}

export async function saveManagementKey({ book }: Window, key = MANAGEMENT_KEY): Promise<void> {
  await saveKey(book, 'management', key);
}

export function dayName(startMs: number): string {
  return new Date(startMs).toISOString().slice(0, 10);
}

function portsOf({
  clock,
  log,
  files,
  transport,
}: Machine): Pick<Machine, 'clock' | 'log' | 'files' | 'transport'> {
  return { clock, log, files, transport };
}

function offsetOf(url: string): number {
  return Number(/[?&]offset=(\d+)/.exec(url)?.[1] ?? 0);
}
