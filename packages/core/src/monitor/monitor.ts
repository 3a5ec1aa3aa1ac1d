import type { AccountBook } from '../accounts/accountBook.ts';
import type { Account } from '../model/account.ts';
import type { Disposable } from '../ports.ts';
import { providerOf } from '../providers/registry.ts';
import type { AccountRecord } from '../storage/accountRecord.ts';
import { Emitter, type Event } from '../util/emitter.ts';
import {
  type AccountMonitor,
  type AskedResult,
  type Cadence,
  createAccountMonitor,
  type MonitorPorts,
  type Watching,
} from './accountMonitor.ts';
import { ClockWatch } from './clockWatch.ts';
import { Pacer } from './pacer.ts';
import { recordFile } from './recordFile.ts';
import { ASKED_SPREAD_MS, START_AGAIN_MS, TICK_MS } from './times.ts';

export interface MonitorSettings extends Cadence {
  /** Ids of the providers that the person has switched on. */
  readonly enabledProviders: readonly string[];
  /** The account that is looked at: where several are due, it comes first. */
  readonly firstId?: string | undefined;
}

/** What there is to show. */
export type Watch =
  /** Our own files have not been read yet: a few milliseconds, in which nothing is shown. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'noAccount'; readonly setupDismissed: boolean }
  /** There are accounts, and all are switched off: each by itself, or its provider in the settings. */
  | { readonly kind: 'off' }
  /** At least one, in the person's order. */
  | { readonly kind: 'watching'; readonly accounts: readonly [Watching, ...Watching[]] };

/** Ties accounts and settings together; says what there is to show, and when that changes. */
export interface Monitor extends Disposable {
  readonly watch: Watch;
  readonly onDidChange: Event<void>;
  /** Reads what is on disk and shows it; only then asks. Never rejects for a damaged or missing file. */
  start(): Promise<void>;
  /** Takes the new settings at once, without a restart. */
  settingsChanged(): void;
  /** A person asks for one account's fresh figures. `nothing` when it is not watched. */
  refresh(accountId: string): Promise<AskedResult | { readonly kind: 'nothing' }>;
  /**
   * A person asks for fresh figures of all accounts, of `firstId` at once and of the others in short steps.
   * @returns what came of the first; `nothing` when there is no account to ask about
   */
  refreshAll(firstId?: string): Promise<AskedResult | { readonly kind: 'nothing' }>;
  windowFocused(): void;
  /** Forgets all figures, here and on disk, until the accounts are read again. */
  clear(): Promise<void>;
}

/** @param readSettings is not called before our own files have been read: the first look at the settings is a slow one. */
export function createMonitor(
  ports: MonitorPorts,
  book: AccountBook,
  readSettings: () => MonitorSettings,
): Monitor {
  const { clock, files, log } = ports;
  const changed = new Emitter<void>(log);
  const clockWatch = new ClockWatch(clock);
  const pacer = new Pacer(clock);
  /** By account id, in the person's order. */
  let monitors: ReadonlyMap<string, AccountMonitor> = new Map();
  /** The providers that were switched on when the accounts were chosen. */
  let enabled: string | undefined;
  let isPolling = false;
  /** Every account that this window has seen so far. */
  let seen: readonly string[] = [];
  let hasRead = false;
  /** The window may close before our own files have been read. */
  let isOver = false;
  let tick: Disposable | undefined;
  /** When it is to fire, by the monotonic clock. */
  let tickAtMs = Infinity;
  /** While our own files cannot be read at the start: when to look again. */
  let startAgain: Disposable | undefined;
  let startDelayMs = START_AGAIN_MS;
  /** Accounts that a person has asked for, and whose turn is yet to come. */
  const later = new Set<Disposable>();

  const onChange = (): void => changed.fire();

  /** Finds the accounts to watch, now that accounts, keys or settings may be different. */
  const select = (touched?: string, records?: ReadonlyMap<string, AccountRecord>): void => {
    if (!hasRead || isOver) return;
    const settings = readSettings();
    const before = monitors;
    const next = new Map<string, AccountMonitor>();
    for (const account of book.accounts.filter(
      ({ disabled, providerId }) => !disabled && settings.enabledProviders.includes(providerId),
    )) {
      const found = before.get(account.id) ?? monitorOf(account, settings, records?.get(account.id));
      if (found) next.set(account.id, found);
    }
    monitors = next;
    for (const [id, monitor] of before) if (next.get(id) !== monitor) monitor.dispose();
    for (const account of book.accounts) {
      const monitor = next.get(account.id);
      if (monitor && monitor === before.get(account.id))
        monitor.accountChanged(account, touched === account.id);
    }
    apply(settings);
    removeRecordsOfGone();
    changed.fire();
  };

  const monitorOf = (
    account: Account,
    cadence: Cadence,
    record: AccountRecord | undefined,
  ): AccountMonitor | undefined => {
    const provider = providerOf(account.providerId);
    return (
      provider &&
      createAccountMonitor(ports, book, { account, provider, cadence, record, pacer, lookAtClocks, onChange })
    );
  };

  const apply = (settings: MonitorSettings): void => {
    enabled = settings.enabledProviders.join();
    isPolling = settings.polling;
    pacer.fit(monitors.size, settings.intervalMs);
    for (const monitor of from(settings.firstId)) monitor.apply(settings);
    armTick();
  };

  /** All of them, the one that is named before the others. */
  const from = (id = ''): readonly AccountMonitor[] => {
    const first = monitors.get(id);
    return [...new Set([...(first ? [first] : []), ...monitors.values()])];
  };

  const removeRecordsOfGone = (): void => {
    // Of a list that is of a newer version, or cannot be read, nobody knows who is gone.
    if (book.standing !== 'read') return;
    const ids = book.accounts.map(({ id }) => id);
    for (const id of seen.filter((one) => !ids.includes(one))) {
      files.remove(recordFile(ports, id).name).catch(() => undefined);
    }
    seen = ids;
  };

  const armTick = (): void => {
    tick?.dispose();
    tickAtMs = Infinity;
    if (!isPolling || monitors.size === 0) return;
    tickAtMs = clock.monotonicMs() + TICK_MS;
    tick = clock.after(TICK_MS, () => {
      lookAtClocks(0);
      armTick();
      changed.fire();
    });
  };

  const lookAtClocks = (timerLateMs: number): void => {
    const jump = clockWatch.look(Math.max(timerLateMs, clock.monotonicMs() - tickAtMs));
    if (jump === 'slept') armTick();
    if (jump) for (const monitor of monitors.values()) monitor.clocksJumped(jump);
  };

  const drop = (): void => {
    tick?.dispose();
    startAgain?.dispose();
    for (const one of later) one.dispose();
    later.clear();
    for (const monitor of monitors.values()) monitor.dispose();
    monitors = new Map();
  };

  /** Not awaited by whoever asked: they wait for the first account only. */
  const refreshLater = (monitor: AccountMonitor, delayMs: number): void => {
    const timer = clock.after(delayMs, () => {
      later.delete(timer);
      void monitor.refresh();
    });
    later.add(timer);
  };

  const subscriptions: readonly Disposable[] = [
    book.onDidChange((touched) => select(touched)),
    files.onDidChange((name) => {
      // First: what another window has found out since the clock was set is not as old as what we have.
      lookAtClocks(0);
      for (const monitor of monitors.values()) monitor.fileChanged(name);
    }),
  ];

  const start = async (): Promise<void> => {
    startAgain?.dispose();
    await book.load();
    if (isOver) return;
    // A disk that is busy for a moment must not read as "no accounts".
    if (book.standing === 'unreadable') {
      startAgain = clock.after(startDelayMs, () => void start());
      startDelayMs = Math.min(2 * startDelayMs, TICK_MS);
      return;
    }
    const records = await Promise.all(
      book.accounts.map(async ({ id }) => [id, await recordFile(ports, id).read()] as const),
    );
    hasRead = true;
    select(undefined, new Map(records));
  };

  return {
    get watch(): Watch {
      if (!hasRead) return { kind: 'starting' };
      const [first, ...others] = [...monitors.values()].map((monitor) => monitor.watch);
      if (first) return { kind: 'watching', accounts: [first, ...others] };
      const { accounts, setupDismissed } = book;
      return accounts.length > 0 ? { kind: 'off' } : { kind: 'noAccount', setupDismissed };
    },
    onDidChange: changed.event,
    start,
    settingsChanged() {
      if (!hasRead || isOver) return;
      const settings = readSettings();
      // Settings say nothing about keys: a keyring that does not answer is not asked again for them.
      if (settings.enabledProviders.join() === enabled) apply(settings);
      else select();
    },
    async refresh(accountId) {
      return monitors.get(accountId)?.refresh() ?? { kind: 'nothing' };
    },
    async refreshAll(firstId) {
      const [first, ...others] = from(firstId);
      others.forEach((monitor, at) => refreshLater(monitor, (at + 1) * ASKED_SPREAD_MS));
      return first ? first.refresh() : { kind: 'nothing' };
    },
    windowFocused() {
      if (startAgain && !hasRead) void start();
      lookAtClocks(0);
      for (const monitor of monitors.values()) monitor.windowFocused();
    },
    async clear() {
      drop();
      await files.clear();
    },
    dispose() {
      isOver = true;
      for (const subscription of subscriptions) subscription.dispose();
      drop();
      changed.dispose();
    },
  };
}
