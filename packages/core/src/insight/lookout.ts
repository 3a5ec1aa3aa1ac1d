import type { AccountBook } from '../accounts/accountBook.ts';
import { INDEX_FILE } from '../accounts/indexFile.ts';
import { idsIn } from '../accounts/secretNames.ts';
import type { AlertNotice, AlertThresholds } from '../alerts/alertFacts.ts';
import { ALERTS_PREFIX, type Alerts, ALL_ACCOUNTS } from '../alerts/alerts.ts';
import { factsOf } from '../alerts/factsOf.ts';
import type { History } from '../history/history.ts';
import { mergeSamples } from '../history/mergeSamples.ts';
import { lineOf } from '../history/sampleLine.ts';
import { accountOfShard, shardPrefix } from '../history/shardName.ts';
import { type Sample, sampleOf } from '../history/sample.ts';
import type { Budgets } from '../model/budgets.ts';
import { DAY_MS, periodStartMs } from '../model/periods.ts';
import type { Resets } from '../model/reading.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { CLOCK_TOLERANCE_MS, SLEEP_GAP_MS } from '../monitor/times.ts';
import type { Clock, Disposable, FileStore, FolderSharing, Logger, Random } from '../ports.ts';
import { forgetUsage, usagePrefix } from '../usage/usageFiles.ts';
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
  /** What the past of an account tells; undefined until it has been looked at, with the keys that it has now. */
  insightOf(watching: Pick<Watching, 'account' | 'series'>): Insight | undefined;
  /** What the past tells has changed. */
  readonly onDidChange: Event<void>;
  /** Looks at every account of which something is new. */
  look(): void;
  /** Looks at every account: settings have changed, or a snooze has. */
  lookAgain(): void;
  /** Resolves when what is under way has come to its end, and the history and usage of every account have gone. */
  forget(): Promise<void>;
}

export interface LookoutPorts {
  readonly clock: Clock;
  readonly random: Pick<Random, 'fraction'>;
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

/** What was found out, and from what. */
interface Told {
  readonly series: string;
  readonly newest: Sample;
  /** When the runway was worked out. */
  readonly forecastAtMs: number;
  readonly insight: Insight;
}

/** A month of habits, and the whole month that is counted. */
const LOOK_BACK_MS = 31 * DAY_MS;
/** What pace and alerts look at closely. */
const LATELY_MS = 75 * 60_000;
/** What the rules need where nothing is kept. */
const RECENT = 200;
/** Where nothing new comes: "in the last hour" and "today" must not grow old. */
const LOOK_AGAIN_MS = 15 * 60_000;
/** What another window has found out, that one tells first. */
const OTHERS_FIRST_MS = 2_000;
/** A forecast for the same figures holds so long. */
const FORECAST_MS = 3_600_000;
const MAINTAIN_FIRST_MS = 60_000;
const MAINTAIN_MS = 6 * 3_600_000;

export function createLookout(ports: LookoutPorts): Lookout {
  const { clock, random, log, files, book, monitor, history, alerts, settings, notify } = ports;
  const changed = new Emitter<void>(log);
  /** By account, with whose keys the newest of it was seen. */
  const insights = new Map<string, Told>();
  /** By account: what it was when it was looked at. */
  const looked = new Map<string, string>();
  /** By account: the answers that were seen here, the newest last. */
  const recent = new Map<string, readonly Sample[]>();
  /** By account: what waits for the window that asked. */
  const judgements = new Map<string, Disposable>();
  /** By account: when its snooze ends. */
  const snoozes = new Map<string, Disposable>();
  /** Windows must not all look in the same moment. */
  const phaseMs = LOOK_AGAIN_MS * random.fraction();
  let known = book.ids;
  let isOver = false;
  let running: Promise<void> | undefined;
  /** Something may be new since the last look around. */
  let isWanted = false;
  /** A look in between would bring back what it has read before. */
  let isForgetting = false;
  let maintenance: Disposable;

  const watched = (): readonly Watching[] =>
    monitor.watch.kind === 'watching' ? monitor.watch.accounts : [];

  const markOf = ({ account: { budgets }, state: { lastGood, trouble }, series }: Watching): string =>
    JSON.stringify([
      series,
      lastGood?.atMs,
      trouble?.atMs,
      Math.floor((clock.wallMs() + phaseMs) / LOOK_AGAIN_MS),
      budgets,
    ]);

  const isKept = (accountId: string): boolean => book.accounts.some(({ id }) => id === accountId);

  /** Keeps a figure that was not seen before. */
  const keep = async (watching: Watching): Promise<void> => {
    const { account, isOwn } = watching;
    const { id } = account;
    const sample = sampleNow(watching, clock.wallMs());
    const before = recent.get(id);
    if (!sample || isAlike(before?.at(-1), sample)) return;
    recent.set(id, [...(before ?? []), sample].slice(-RECENT));
    // Of another window's answer that one sees to it; at the start it may be gone.
    if (settings().history && (isOwn || !before)) await history.append(id, sample);
  };

  const samplesOf = async (accountId: string, nowMs: number): Promise<readonly Sample[]> => {
    // What was noted by a clock that was ahead is not the newest, whatever its time says.
    const toMs = nowMs + CLOCK_TOLERANCE_MS;
    const seen = (recent.get(accountId) ?? []).filter(({ atMs }) => atMs < toMs);
    if (!settings().history) return mergeSamples(seen);
    const { before, samples } = await history.read(accountId, { fromMs: nowMs - LOOK_BACK_MS, toMs });
    // What says nothing new is not kept, but that nothing was spent until a moment ago makes pace and alerts sharper. What
    // is older may have been cleared in another window.
    const lately = seen.filter(({ atMs }, at) => atMs > nowMs - LATELY_MS || at === seen.length - 1);
    return mergeSamples([...(before ? [before] : []), ...samples, ...lately]);
  };

  const lookAt = async (watching: Watching): Promise<void> => {
    const { id } = watching.account;
    await keep(watching);
    const nowMs = clock.wallMs();
    const samples = await samplesOf(id, nowMs);
    if (isOver || !isKept(id)) return;
    const newest = samples.at(-1);
    // Until something was seen with these keys nothing is known of what they are of.
    if (newest?.series === watching.series) insights.set(id, told(watching, newest, samples, nowMs));
    else insights.delete(id);
    const insight = insights.get(id)?.insight;
    changed.fire();
    const { lastGood, trouble } = watching.state;
    // Nothing has been heard yet, or nobody knows when.
    if (lastGood ? watching.asOfMs === 'unknown' : !trouble) return;
    await judgeInTurn(watching, () => factsOf(watching, { samples, insight }, settings(), clock.wallMs()));
  };

  /**
   * The window that asked goes first, and tells. In a browser two that claim the same notice at the same moment could both
   * have it.
   */
  const judgeInTurn = async (watching: Watching, facts: () => ReturnType<typeof factsOf>): Promise<void> => {
    const { id } = watching.account;
    judgements.get(id)?.dispose();
    judgements.delete(id);
    const judge = async (): Promise<void> => {
      if (isOver || !isKept(id)) return;
      const notice = await alerts.judge(id, facts(), settings().alerts);
      if (notice && !isOver && isKept(id)) notify(watching, notice);
      await awaitSnooze(id);
    };
    if (watching.isOwn) return judge();
    const delayMs = OTHERS_FIRST_MS * (1 + random.fraction());
    const timer = clock.after(delayMs, () => {
      judge().catch((error: unknown) => log.error('The rules were not judged', error));
    });
    judgements.set(id, timer);
  };

  const told = (watching: Watching, newest: Sample, samples: readonly Sample[], nowMs: number): Told => {
    const before = insights.get(watching.account.id);
    // It is most of the work, and nights are long in which nothing is spent.
    const holds =
      before &&
      before.insight.runway.kind !== 'collecting' &&
      lineOf({ ...before.newest, atMs: 0 }) === lineOf({ ...newest, atMs: 0 }) &&
      Math.abs(nowMs - before.forecastAtMs) < FORECAST_MS &&
      // At midnight limits begin anew.
      periodStartMs('day', nowMs) === periodStartMs('day', before.forecastAtMs);
    const insight = insightOf(samples, resetsOf(watching), nowMs, holds ? before.insight.runway : undefined);
    const forecastAtMs = holds ? before.forecastAtMs : nowMs;
    return { series: newest.series, newest, forecastAtMs, insight };
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

  /** Those that were lost with a damaged list may come back. */
  const lostIds = async (): Promise<readonly string[]> => {
    const names = await files.names(`${INDEX_FILE}.`).catch(() => []);
    const texts = await Promise.all(names.map((name) => files.read(name).catch(() => undefined)));
    return idsIn(texts.join());
  };

  /** An account that was removed takes its past with it; one that was lost with a damaged list does not. */
  const forgetGone = async (): Promise<void> => {
    if (book.standing !== 'read') return;
    const { ids } = book;
    const gone = known.filter((id) => !ids.includes(id));
    known = ids;
    if (gone.length === 0) return;
    const lost = await lostIds();
    for (const id of gone) {
      for (const memory of [insights, looked, recent]) memory.delete(id);
      for (const timers of [snoozes, judgements]) {
        timers.get(id)?.dispose();
        timers.delete(id);
      }
    }
    const removed = gone.filter((id) => !lost.includes(id));
    // What was said of all holds for those that were there.
    if (ids.length === 0 && removed.length > 0) await alerts.forget(ALL_ACCOUNTS);
    await forgetAll(removed);
  };

  const forgetAll = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      await alerts.forget(id);
      await Promise.all([history.forget(id), forgetUsage(files, id)]).catch((error: unknown) =>
        log.warn('The history of an account that is gone was not deleted', error),
      );
    }
  };

  /** The files of accounts that went while nobody looked, or of which the disk would not let go. */
  const sweep = async (): Promise<void> => {
    // First: an account that comes after that has none yet.
    const names = await Promise.all(
      [shardPrefix(), ALERTS_PREFIX, usagePrefix()].map((prefix) => files.names(prefix)),
    );
    await book.load();
    if (book.standing !== 'read' || isOver) return;
    const there = [...book.ids, ...(await lostIds())];
    const found = new Set(names.flat().map(accountOfShard));
    await forgetAll([...found].filter((id) => idsIn(id).length > 0 && !there.includes(id)));
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
    if (isOver || isForgetting || running) return;
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
      sweep().catch((error: unknown) => log.warn('What accounts left behind was not looked for', error));
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
    insightOf({ account, series }) {
      const found = insights.get(account.id);
      // Of other keys, it may be of another account.
      return found?.series === series ? found.insight : undefined;
    },
    onDidChange: changed.event,
    look,
    lookAgain() {
      looked.clear();
      look();
    },
    async forget() {
      isForgetting = true;
      try {
        await running;
        await history.forget();
        await forgetUsage(files);
        for (const memory of [insights, looked, recent]) memory.clear();
        changed.fire();
      } finally {
        isForgetting = false;
        if (isWanted) look();
      }
    },
    dispose() {
      isOver = true;
      for (const one of [...subscriptions, ...snoozes.values(), ...judgements.values(), maintenance])
        one.dispose();
      changed.dispose();
    },
  };
}

function resetsOf({ state }: Watching): Resets {
  const limit = state.lastGood?.reading.keyLimit;
  return limit?.kind === 'limited' ? limit.resets : { kind: 'unknown' };
}

/** What was read last, with the time at which it was noted; by the clock as it is now where that was set since. */
function sampleNow({ state: { lastGood }, asOfMs, series }: Watching, nowMs: number): Sample | undefined {
  if (!lastGood || asOfMs === 'unknown') return undefined;
  const { reading, atMs } = lastGood;
  // Clocks drift, and have fractions: the same answer must not come at another time with each look.
  const isAsNoted = atMs <= nowMs && atMs - asOfMs < SLEEP_GAP_MS;
  return sampleOf(reading, Math.round(isAsNoted ? atMs : asOfMs), series);
}

/** Whether one says nothing that the other, of nearly the same time, does not. */
function isAlike(one: Sample | undefined, other: Sample): boolean {
  if (!one || Math.abs(one.atMs - other.atMs) >= SLEEP_GAP_MS) return false;
  return lineOf({ ...one, atMs: other.atMs }) === lineOf(other);
}
