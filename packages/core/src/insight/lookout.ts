import type { AccountBook } from '../accounts/accountBook.ts';
import { INDEX_FILE } from '../accounts/indexFile.ts';
import { idsIn } from '../accounts/secretNames.ts';
import type { AlertNotice, AlertThresholds } from '../alerts/alertFacts.ts';
import type { Alerts } from '../alerts/alerts.ts';
import { factsOf } from '../alerts/factsOf.ts';
import type { History } from '../history/history.ts';
import { mergeSamples } from '../history/mergeSamples.ts';
import { type Sample, sampleOf } from '../history/sample.ts';
import type { Budgets } from '../model/budgets.ts';
import { DAY_MS } from '../model/periods.ts';
import type { Resets } from '../model/reading.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import type { Monitor } from '../monitor/monitor.ts';
import {
  asideName,
  type Clock,
  type Disposable,
  type FileStore,
  type FolderSharing,
  type Logger,
} from '../ports.ts';
import { Emitter, type Event } from '../util/emitter.ts';
import { type Insight, insightOf } from './insight.ts';

export interface LookoutSettings {
  /** Whether what is read is kept on disk. */
  readonly history: boolean;
  /** Whether a person is told anything. */
  readonly alerts: boolean;
  readonly thresholds: AlertThresholds;
  /** For every account that has none of its own. */
  readonly budgets: Budgets;
}

/**
 * What is done with an answer besides showing it: it is kept, the past is looked at anew, and the rules are judged. One
 * account after the other, so that many that are due at once are no burst of work.
 */
export interface Lookout extends Disposable {
  /** What the past of an account tells; undefined until it has been looked at. */
  insightOf(accountId: string): Insight | undefined;
  /** What the past tells has changed. */
  readonly onDidChange: Event<void>;
  /** Looks at every account of which something is new. */
  look(): void;
  /** Looks at every account: settings have changed, or a snooze has. */
  lookAgain(): void;
  /** Resolves when what is under way has come to its end, and the history of every account has gone. */
  forget(): Promise<void>;
}

export interface LookoutPorts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly files: FileStore & FolderSharing;
  readonly book: AccountBook;
  readonly monitor: Monitor;
  readonly history: History;
  readonly alerts: Alerts;
  readonly settings: () => LookoutSettings;
  /** Shows a person a notice. */
  readonly notify: (watching: Watching, notice: AlertNotice) => void;
}

/** A month of habits, and the whole month that is counted. */
const LOOK_BACK_MS = 31 * DAY_MS;
/** What the rules need where nothing is kept. */
const RECENT = 200;
/** Where nothing new comes: "in the last hour" and "today" must not grow old. */
const LOOK_AGAIN_MS = 15 * 60_000;
const MAINTAIN_FIRST_MS = 60_000;
const MAINTAIN_MS = 6 * 3_600_000;

export function createLookout(ports: LookoutPorts): Lookout {
  const { clock, log, files, book, monitor, history, alerts, settings, notify } = ports;
  const changed = new Emitter<void>(log);
  const insights = new Map<string, Insight>();
  /** By account: what it was when it was looked at. */
  const looked = new Map<string, string>();
  /** By account: the answers that were seen here, the newest last. */
  const recent = new Map<string, readonly Sample[]>();
  /** By account: when its snooze ends. */
  const snoozes = new Map<string, Disposable>();
  let known: readonly string[] = book.accounts.map(({ id }) => id);
  let isOver = false;
  let running: Promise<void> | undefined;
  /** Something may be new since the last look around. */
  let isWanted = false;
  let maintenance: Disposable;

  const watched = (): readonly Watching[] =>
    monitor.watch.kind === 'watching' ? monitor.watch.accounts : [];

  const markOf = ({ state: { lastGood, trouble }, series }: Watching): string =>
    [series, lastGood?.atMs, trouble?.atMs, Math.floor(clock.wallMs() / LOOK_AGAIN_MS)].join();

  const isKept = (accountId: string): boolean => book.accounts.some(({ id }) => id === accountId);

  /** Keeps a figure that was not seen before. */
  const keep = async ({ account, state: { lastGood }, asOfMs, series, isOwn }: Watching): Promise<void> => {
    const { id } = account;
    const sample = lastGood && asOfMs !== 'unknown' && sampleOf(lastGood.reading, Math.round(asOfMs), series);
    const before = recent.get(id);
    if (!sample || before?.at(-1)?.atMs === sample.atMs) return;
    recent.set(id, [...(before ?? []), sample].slice(-RECENT));
    // Of another window's answer that one sees to it; at the start it may be gone.
    if (settings().history && (isOwn || !before)) await history.append(id, sample);
  };

  const samplesOf = async (accountId: string, nowMs: number): Promise<readonly Sample[]> => {
    const seen = recent.get(accountId) ?? [];
    if (!settings().history) return seen;
    const { before, samples } = await history.read(accountId, {
      fromMs: nowMs - LOOK_BACK_MS,
      toMs: Infinity,
    });
    return mergeSamples([...(before ? [before] : []), ...samples, ...seen]);
  };

  const lookAt = async (watching: Watching): Promise<void> => {
    const { id } = watching.account;
    await keep(watching);
    const nowMs = clock.wallMs();
    const samples = await samplesOf(id, nowMs);
    if (isOver || !isKept(id)) return;
    if (samples.length > 0) insights.set(id, insightOf(samples, resetsOf(watching), nowMs));
    changed.fire();
    const { lastGood, trouble } = watching.state;
    // Nothing has been heard yet, or nobody knows when.
    if (lastGood ? watching.asOfMs === 'unknown' : !trouble) return;
    const facts = factsOf(watching, { samples, insight: insights.get(id) }, settings(), nowMs);
    const notice = await alerts.judge(id, facts, settings().alerts);
    if (notice && !isOver) notify(watching, notice);
    await awaitSnooze(id);
  };

  /** What happened meanwhile is told when it ends, and not only with the next answer. */
  const awaitSnooze = async (id: string): Promise<void> => {
    const untilMs = await alerts.snoozedUntilMs(id);
    snoozes.get(id)?.dispose();
    snoozes.delete(id);
    if (isOver || untilMs === undefined) return;
    const again = (): void => {
      looked.delete(id);
      look();
    };
    snoozes.set(id, clock.after(untilMs - clock.wallMs() + 1, again));
  };

  /** An account that was removed takes its past with it; one that was lost with a damaged list does not. */
  const forgetGone = async (): Promise<void> => {
    if (book.standing !== 'read') return;
    const gone = known.filter((id) => !isKept(id));
    known = book.accounts.map(({ id }) => id);
    if (gone.length === 0) return;
    const aside = await files.read(asideName(INDEX_FILE)).catch(() => undefined);
    const lost = idsIn(aside ?? '');
    for (const id of gone) {
      for (const memory of [insights, looked, recent]) memory.delete(id);
      snoozes.get(id)?.dispose();
      snoozes.delete(id);
      if (lost.includes(id)) continue;
      await history.forget(id);
      await alerts.forget(id);
    }
  };

  const run = async (): Promise<void> => {
    for (;;) {
      await forgetGone();
      const next = watched().find((one) => looked.get(one.account.id) !== markOf(one));
      if (isOver || !next) return;
      looked.set(next.account.id, markOf(next));
      await lookAt(next);
    }
  };

  const look = (): void => {
    isWanted = true;
    if (isOver || running) return;
    isWanted = false;
    running = run()
      .catch((error: unknown) => log.error('The past was not looked at', error))
      .finally(() => {
        running = undefined;
        if (isWanted) look();
      });
  };

  const maintainIn = (delayMs: number): void => {
    maintenance = clock.after(delayMs, () => {
      void history.maintain(clock.wallMs());
      maintainIn(MAINTAIN_MS);
    });
  };
  maintainIn(MAINTAIN_FIRST_MS);

  const subscriptions: readonly Disposable[] = [
    monitor.onDidChange(look),
    book.onDidChange(look),
    files.onDidChange((name) => alerts.fileChanged(name)),
  ];

  return {
    insightOf: (accountId) => insights.get(accountId),
    onDidChange: changed.event,
    look,
    lookAgain() {
      looked.clear();
      look();
    },
    async forget() {
      await running;
      await history.forget();
      insights.clear();
      looked.clear();
      recent.clear();
      changed.fire();
    },
    dispose() {
      isOver = true;
      for (const one of [...subscriptions, ...snoozes.values(), maintenance]) one.dispose();
      changed.dispose();
    },
  };
}

function resetsOf({ state }: Watching): Resets {
  const limit = state.lastGood?.reading.keyLimit;
  return limit?.kind === 'limited' ? limit.resets : { kind: 'unknown' };
}
