import type { AlertNotice } from '../alerts/alertFacts.ts';
import { type Alerts, createAlerts } from '../alerts/alerts.ts';
import { createHistory, type History } from '../history/history.ts';
import { createLookout, type Lookout, type LookoutSettings } from '../insight/lookout.ts';
import { EVER } from './historyFolder.ts';
import { type Machine, Window } from './machine.ts';
import { answers } from './scriptedTransport.ts';
import { settle } from './settle.ts';

/** A window with everything that knows of the past, as the extension puts it together. */
export class LookoutWindow extends Window {
  readonly history: History;
  readonly alerts: Alerts;
  readonly lookout: Lookout;
  /** What a person was told, in order. */
  readonly told: AlertNotice[] = [];

  static async open(
    machine: Machine,
    id: string,
    wishes: Partial<LookoutSettings> = {},
  ): Promise<LookoutWindow> {
    const window = new LookoutWindow(machine, id, wishes);
    await window.monitor.start();
    await settle();
    window.lookout.look();
    await settle();
    return window;
  }

  private constructor(machine: Machine, id: string, wishes: Partial<LookoutSettings>) {
    super(machine, {});
    const all: LookoutSettings = {
      history: true,
      alerts: true,
      thresholds: { low: 5, critical: 1, runwayDays: 0 },
      budgets: {},
      ...wishes,
    };
    const { clock, random, log, files } = machine;
    const { book, monitor } = this;
    const isKept = (accountId: string): boolean => book.accounts.some((account) => account.id === accountId);
    this.history = createHistory({ files, log, isKept }, id);
    this.alerts = createAlerts(machine);
    this.lookout = createLookout({
      clock,
      random,
      log,
      files,
      book,
      monitor,
      history: this.history,
      alerts: this.alerts,
      settings: () => all,
      notify: (_watching, notice) => this.told.push(notice),
    });
  }

  get id(): string {
    return this.watch.account.id;
  }

  override close(): void {
    this.lookout.dispose();
    super.close();
  }
}

/** What the provider answers from now on: all was spent today, by this key, which may see the balance. */
export function spent(machine: Machine, usd: number, bought = 100): void {
  const usage = { usage: usd, usage_daily: usd, usage_weekly: usd, usage_monthly: usd };
  machine.transport
    .on('/api/v1/key', answers(200, { data: { ...KEY_ANSWER, ...usage } }))
    .on('/api/v1/credits', answers(200, { data: { total_credits: bought, total_usage: usd } }));
}

const KEY_ANSWER = { label: 'sk-or-v1-abc...123', limit: null, limit_remaining: null, is_free_tier: false };

/** Names of our files that begin so. */
export function namesOf(machine: Machine, prefix: string): readonly string[] {
  return [...machine.files.texts.keys()].filter((name) => name.startsWith(prefix)).sort();
}

/** When the samples that are kept of an account were taken, and what it had spent by then, in dollars. */
export async function kept({ history }: LookoutWindow, accountId: string): Promise<readonly unknown[]> {
  const { samples } = await history.read(accountId, EVER);
  return samples.map(({ usage = -1n }) => Number(usage) / 1e6);
}
