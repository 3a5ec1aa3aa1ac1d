import { randomBytes } from 'node:crypto';
import { dashboardState } from '../../packages/core/src/dashboard/dashboardState.ts';
import { neededRange } from '../../packages/core/src/dashboard/shownRange.ts';
import { DEFAULT_VIEW, type RangeName } from '../../packages/core/src/dashboard/view.ts';
import { createHistory } from '../../packages/core/src/history/history.ts';
import { type Insight, insightOf } from '../../packages/core/src/insight/insight.ts';
import type { Watching } from '../../packages/core/src/monitor/accountMonitor.ts';
import { Machine } from '../../packages/core/src/testing/machine.ts';
import { aBalance } from '../../packages/core/src/testing/readings.ts';
import { NOON_MS } from '../../packages/core/src/testing/samples.ts';
import { read, watching } from '../../packages/core/src/testing/watches.ts';
import { createUsageBook } from '../../packages/core/src/usage/usageBook.ts';
import { createFileStore } from '../../packages/extension/src/env/node/fileStore.ts';
import { accountWith, series } from './usedAccount.ts';

/** The half of an open dashboard that is in the extension host, as far as it costs something: files, and the state. */
export interface DashboardHost {
  /** Does what the choice of a range does. */
  show(accountId: string, range: RangeName): Promise<Shown>;
  close(): void;
}

export interface Shown {
  /** For the account's usage and samples. */
  readonly readMs: number;
  /** For the state, and for writing it as the JSON that goes to the page. */
  readonly makeMs: number;
  readonly stateBytes: number;
}

/** @param folder with the files of these accounts, which the extension's own file store reads */
export function openDashboardHost(folder: string, accountIds: readonly string[]): DashboardHost {
  const machine = new Machine();
  const { clock, log, transport } = machine;
  const files = createFileStore({ fsPath: folder } as never, () => randomBytes(16).toString('hex'));
  const book = machine.book();
  const usage = createUsageBook({ clock, log, transport, files, book });
  const history = createHistory({ files, log, isKept: () => true }, 'bench');
  const all = accountIds.map((id) =>
    watching(read({ balance: aBalance('61.20') }), { account: accountWith(id), series }),
  );
  const [first, ...others] = all;
  if (!first) throw new Error('no account');
  /** Worked out by the start, and not by the dashboard. */
  const insights = new Map<Watching, Insight>();

  return {
    async show(accountId, rangeName) {
      const one = all.find(({ account }) => account.id === accountId) ?? first;
      const view = { ...DEFAULT_VIEW, accountId, range: { name: rangeName } };
      const range = neededRange(view, NOON_MS);
      const startMs = performance.now();
      const { before, samples } = await history.read(accountId, range);
      const used = await usage.read(one, range);
      const readMs = performance.now() - startMs;
      if (!used) throw new Error('no usage was read');
      for (const each of all)
        if (!insights.has(each))
          insights.set(each, insightOf(samples.slice(-3000), { kind: 'never' }, NOON_MS));
      const readyMs = performance.now();
      const state = dashboardState(
        {
          nowMs: NOON_MS,
          locale: 'en',
          timeZone: 'Europe/Berlin',
          hideAmounts: false,
          thresholds: { low: 10, critical: 2 },
          budgets: {},
          intervalMs: 300_000,
          watch: { kind: 'watching', accounts: [first, ...others] },
          insightOf: (each) => insights.get(each),
          samples: before ? [before, ...samples] : samples,
          usage: used,
          alerts: [],
        },
        view,
      );
      const text = JSON.stringify(state);
      return { readMs, makeMs: performance.now() - readyMs, stateBytes: Buffer.byteLength(text) };
    },
    close() {
      usage.dispose();
      book.dispose();
    },
  };
}
