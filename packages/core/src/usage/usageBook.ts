import type { AccountBook } from '../accounts/accountBook.ts';
import { keyRevisions } from '../accounts/accountIndex.ts';
import { seriesOf } from '../history/series.ts';
import type { Account } from '../model/account.ts';
import type { Failure } from '../model/failure.ts';
import { DAY_MS } from '../model/periods.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import { MINUTE_MS } from '../monitor/times.ts';
import type { Clock, Disposable, FileStore, FolderSharing, HttpTransport, Logger } from '../ports.ts';
import type { TimeRange, UsageSource } from '../providers/usageSource.ts';
import { oneMore } from '../storage/check.ts';
import { Emitter, type Event } from '../util/emitter.ts';
import { asker } from './ask.ts';
import { askUsage } from './askUsage.ts';
import { concludeUsage } from './concludeUsage.ts';
import { duePartsOf } from './duePartsOf.ts';
import type { Usage } from './usage.ts';
import { ATTEMPT_MS, type SharedUsage, sharedUsage } from './sharedUsage.ts';
import { accountOfUsage, forgetUsage, usageRecordName } from './usageFiles.ts';
import type { UsageMonths } from './usageMonths.ts';
import { usageOf } from './usageOf.ts';
import type { UsageRecord } from './usageRecord.ts';
import { usageSourceOf } from './usageSourceOf.ts';

/**
 * Where money went, by the provider's own account: what is kept of it, and what is asked. For accounts with a management
 * key; asked at most once an hour over all windows, which share what comes of it.
 */
export interface UsageBook extends Disposable {
  /**
   * What is known of a range of time, of which days and hours that only begin or end in it are part. Never rejects.
   * @returns undefined where there is no management key, and before it was first asked with
   */
  read(watching: Pick<Watching, 'account' | 'series'>, range: TimeRange): Promise<Usage | undefined>;
  /** Asks what is due, if anything is. Never rejects; may be called as often as one likes. */
  refresh(watching: Watching): Promise<void>;
  /** Whether this window is asking. */
  isRefreshing(accountId: string): boolean;
  /** Something else is known of an account, or asking has begun or ended. */
  readonly onDidChange: Event<string>;
  /** Deletes what is kept, of one account or of all. Rejects when the disk refuses. */
  forget(accountId?: string): Promise<void>;
}

export interface UsagePorts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly files: FileStore & FolderSharing;
  readonly transport: HttpTransport;
  readonly book: AccountBook;
}

/** A window without the key does not wake the keyring for every drawing. */
const SEEK_KEY_MS = 5 * MINUTE_MS;

interface Running {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

interface KeyTrouble {
  readonly failure: Failure;
  readonly revisions: string;
  /** By the monotonic clock. */
  readonly atMs: number;
}

export function createUsageBook(ports: UsagePorts): UsageBook {
  const { clock, log, files, book } = ports;
  const changed = new Emitter<string>(log);
  const all = new Map<string, SharedUsage>();
  const running = new Map<string, Running>();
  /** The accounts that this window is asking about. */
  const asking = new Set<string>();
  /** By account: this window could not get at its key. Others may, so that is not for the record. */
  const keyTroubles = new Map<string, KeyTrouble>();
  /** By account: what was to be refreshed while another was asking, who may leave some of it. */
  const waiting = new Map<string, Watching>();
  let isOver = false;

  const sharedOf = (id: string): SharedUsage => {
    const shared = all.get(id) ?? sharedUsage(ports, id);
    all.set(id, shared);
    return shared;
  };

  const isKept = (id: string, series: string): boolean => {
    const account = book.accounts.find((one) => one.id === id);
    return account !== undefined && usageSeriesOf(account) === series;
  };

  const begin = (watching: Watching, source: UsageSource, series: string): Running => {
    const { id } = watching.account;
    const controller = new AbortController();
    const done = run(watching, source, series, controller.signal)
      .catch((error: unknown) => log.error('Usage was not read', error))
      .finally(() => running.delete(id));
    const begun = { controller, done };
    running.set(id, begun);
    return begun;
  };

  const run = async (
    watching: Watching,
    source: UsageSource,
    series: string,
    signal: AbortSignal,
  ): Promise<void> => {
    const { account, provider } = watching;
    const { id } = account;
    const shared = sharedOf(id);
    const isOff = (): boolean => isOver || signal.aborted;
    const dueNow = (): ReturnType<typeof duePartsOf> => {
      const record = shared.recordOf(series);
      return duePartsOf(record, clock.wallMs(), isGoodAgain(watching, record));
    };
    await shared.look();
    if (isOff() || !shared.canBeShared || dueNow().length === 0) return;
    // Before the claim: a keyring that waits for its owner holds none.
    const key = await keyOf(account);
    if (isOff() || key === undefined) return;
    const number = oneMore(shared.attempt);
    if ((await shared.claims.claim(number)).kind === 'held') {
      waiting.set(id, watching);
      return;
    }
    try {
      // Another window may have been done between our look and our claim.
      await shared.look();
      const parts = dueNow();
      if (isOff() || oneMore(shared.attempt) !== number || parts.length === 0) return;
      asking.add(id);
      changed.fire(id);
      const nowMs = clock.wallMs();
      const before = shared.recordOf(series);
      const kept = await keptDays(shared.months, series, nowMs, source);
      const ask = asker({ ...ports, provider, key, signal }, clock.monotonicMs() + ATTEMPT_MS);
      const found = await askUsage(ask, source, parts, before, kept, nowMs);
      await shared.look();
      // What it would be added to may have been deleted while we asked, and must not come back.
      if (oneMore(shared.attempt) !== number) return;
      // The key may have been replaced or removed while we asked: then this is nobody's.
      await book.load();
      if (!isKept(id, series)) return;
      const { record, final } = concludeUsage(before, found, kept, source, { nowMs, endMs: clock.wallMs() });
      await shared.keep(record, final);
      if (!isOff()) log.info(`${provider.id} ${id}: usage read`, found.failures);
      await book.load();
      if (!book.ids.includes(id)) await forgetUsage(files, id);
    } finally {
      asking.delete(id);
      await shared.claims.release(number);
      if (!isOver) changed.fire(id);
    }
  };

  /** @returns undefined where this window has it not, or not yet */
  const keyOf = async (account: Account): Promise<string | undefined> => {
    const { id } = account;
    const revisions = keyRevisions(account);
    const before = keyTroubles.get(id);
    if (before?.revisions === revisions && clock.monotonicMs() - before.atMs < SEEK_KEY_MS) return undefined;
    const found = await book.keysOf(account);
    if (found.kind === 'failed') {
      keyTroubles.set(id, { failure: found.failure, revisions, atMs: clock.monotonicMs() });
      if (!isOver) changed.fire(id);
      return undefined;
    }
    keyTroubles.delete(id);
    // A key in SecretStorage that is newer than the account says will be told.
    return found.revisions === revisions ? found.keys.management : undefined;
  };

  const subscription = files.onDidChange((name) => {
    const id = accountOfUsage(name);
    const shared = id === undefined ? undefined : all.get(id);
    if (id === undefined || !shared || asking.has(id)) return;
    shared.months.fileChanged(name);
    if (name !== usageRecordName(id)) return;
    void shared.look().then((isNew) => {
      if (isNew && !isOver) changed.fire(id);
      const waited = waiting.get(id);
      waiting.delete(id);
      if (waited) void refresh(waited);
    });
  });

  const refresh = async (watching: Watching): Promise<void> => {
    const { account, state } = watching;
    const source = usageSourceOf(account.providerId);
    const series = usageSeriesOf(account);
    if (isOver || !source || series === undefined || !isKept(account.id, series)) return;
    const rejected = state.trouble?.failure;
    if (rejected?.kind === 'invalidKey' && rejected.slot === 'management') return;
    const under = running.get(account.id) ?? begin(watching, source, series);
    await under.done;
  };

  return {
    async read({ account, series }, range) {
      const source = usageSourceOf(account.providerId);
      const mine = usageSeriesOf(account);
      // Where the figures are of other keys than the account says, nobody knows yet whose they are.
      if (!source || mine === undefined || series !== seriesOf(keyRevisions(account))) return undefined;
      const shared = sharedOf(account.id);
      // Five years of 300 models are a hundred megabytes: only what is looked at stays in memory.
      for (const other of all.values()) if (other !== shared) other.months.allChanged();
      await shared.look();
      const final = await shared.months.read(mine, range);
      const record = shared.recordOf(mine);
      const usage = usageOf(record, final, source, range, clock.wallMs());
      const failure = keyTroubles.get(account.id)?.failure;
      const isEmpty = record.attemptAtMs === undefined && final.days.length + final.keyDays.length === 0;
      if (failure) return { ...usage, failures: failuresOfAll(failure) };
      return isEmpty ? undefined : usage;
    },
    refresh,
    isRefreshing: (accountId) => asking.has(accountId),
    onDidChange: changed.event,
    async forget(accountId) {
      const ids = accountId === undefined ? [...all.keys()] : [accountId];
      for (const id of ids) {
        running.get(id)?.controller.abort();
        await running.get(id)?.done;
        all.delete(id);
      }
      await forgetUsage(files, accountId);
      for (const id of ids) changed.fire(id);
    },
    dispose() {
      isOver = true;
      subscription.dispose();
      for (const { controller } of running.values()) controller.abort();
      changed.dispose();
    },
  };
}

/** Of the management key alone: what it tells is the account's, whatever else is saved. */
function usageSeriesOf({ keys }: Account): string | undefined {
  const management = keys.filter(({ slot }) => slot === 'management');
  return management.length === 0 ? undefined : seriesOf(keyRevisions({ keys: management }));
}

function failuresOfAll(failure: Failure): Usage['failures'] {
  return { days: failure, keyDays: failure, hours: failure, keys: failure };
}

/** The monitor has had a good answer since usage was last asked for, with all of the account's keys. */
function isGoodAgain(
  { state: { lastGood, trouble } }: Watching,
  { attemptAtMs = -Infinity }: UsageRecord,
): boolean {
  return !trouble && lastGood !== undefined && lastGood.atMs > attemptAtMs;
}

async function keptDays(
  months: UsageMonths,
  series: string,
  nowMs: number,
  { mostDays }: UsageSource,
): Promise<{ readonly days: ReadonlySet<number>; readonly keyDays: ReadonlySet<number> }> {
  const { days, keyDays } = await months.read(series, {
    fromMs: nowMs - (mostDays + 1) * DAY_MS,
    toMs: nowMs,
  });
  const starts = (list: readonly { readonly startMs: number }[]): ReadonlySet<number> =>
    new Set(list.map(({ startMs }) => startMs));
  return { days: starts(days), keyDays: starts(keyDays) };
}
