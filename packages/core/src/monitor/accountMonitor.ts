import type { AccountBook } from '../accounts/accountBook.ts';
import { keyRevisions } from '../accounts/accountIndex.ts';
import { seriesOf } from '../history/series.ts';
import type { Account, AccountState } from '../model/account.ts';
import { failed, unexpected } from '../model/failure.ts';
import type { Known } from '../model/known.ts';
import type { Disposable, HttpTransport, Random } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import { type AccountOutcome, readAccount } from '../providers/readAccount.ts';
import type { AccountRecord } from '../storage/accountRecord.ts';
import type { ClockJump } from './clockWatch.ts';
import { boundedIntervalMs } from './interval.ts';
import { Knowledge } from './knowledge.ts';
import type { Lane, Pacer } from './pacer.ts';
import { askedWaitMs, decideAsked, isDueOnFocus, nextDueMs, type Situation, wakeDelayMs } from './plan.ts';
import { recordFile, type RecordPorts } from './recordFile.ts';
import { ADDED_LAG_MS, ASKED_GAP_MS, LAG_SPREAD_MS, SLEEP_GAP_MS } from './times.ts';
import { Turn } from './turn.ts';

export interface Cadence {
  readonly intervalMs: number;
  readonly refreshWhileSpending: boolean;
  /** False while nobody looks: nothing is asked in the background then. */
  readonly polling: boolean;
}

/** `first`: nothing is known yet. `background`: nobody asked, so nothing may flicker. `asked`: a person waits. */
export type Activity = 'idle' | 'first' | 'background' | 'asked';

export type AskedResult =
  { readonly kind: 'done' } | { readonly kind: 'fresh' } | { readonly kind: 'wait'; readonly waitMs: number };

export interface MonitorPorts extends RecordPorts {
  readonly random: Random;
  readonly transport: HttpTransport;
}

/** What there is to show of an account. */
export interface Watching {
  readonly provider: Provider;
  readonly account: Account;
  readonly state: AccountState;
  /**
   * When the last good figure was read, by the clock on the wall as it is now: if it was set back since, it is not the
   * time that was noted then. Unknown where the figure comes from a file and a clock that does not fit.
   */
  readonly asOfMs: Known<number>;
  /** Whether it was this window that asked last. */
  readonly isOwn: boolean;
  /** Opaque: another one with other keys, and so maybe of another account. */
  readonly series: string;
  readonly activity: Activity;
  /** When the next background request is due, by the wall clock; undefined when none is planned. */
  readonly nextAtMs?: number | undefined;
}

/**
 * Watches one account: decides when to ask (by `plan.ts`) and whether it is this window that asks (by the record that all
 * windows share), asks, and keeps what came of it.
 */
export interface AccountMonitor extends Disposable {
  readonly watch: Watching;
  /** Begins, or goes on with, asking in the background. */
  apply(cadence: Cadence): void;
  /**
   * The account may have changed. With other keys it may be another one: nothing is carried over.
   * @param keyTouched SecretStorage said that something happened to one of its keys
   */
  accountChanged(account: Account, keyTouched: boolean): void;
  /** A person asks. At most one request is under way; a second wish joins it. */
  refresh(): Promise<AskedResult>;
  windowFocused(): void;
  clocksJumped(jump: ClockJump): void;
  /** Another window may have written this file of ours. */
  fileChanged(name: string): void;
}

/** A window without the key relies on the others for so many intervals. */
const KEYLESS_INTERVALS = 2;

interface Attempt {
  asked: boolean;
  /** The number of the attempt that was known when this one began: what is newer another window has found out. */
  readonly since: number;
  readonly controller: AbortController;
  done: Promise<void>;
}

export function createAccountMonitor(
  ports: MonitorPorts,
  book: AccountBook,
  start: {
    readonly account: Account;
    readonly provider: Provider;
    readonly cadence: Cadence;
    /** As it is on disk, where that was read. */
    readonly record: AccountRecord | undefined;
    readonly pacer: Pacer;
    /** A timer has fired, and this late: somebody should look at the clocks. */
    readonly lookAtClocks: (timerLateMs: number) => void;
    /** Anything that is shown may read differently: new state, activity begun or ended. */
    readonly onChange: () => void;
  },
): AccountMonitor {
  const { clock, random, log, files } = ports;
  const { provider, pacer, lookAtClocks, onChange } = start;
  const shared = recordFile(ports, start.account.id);
  let { account, cadence } = start;
  const known = new Knowledge(clock, keyRevisions(account));
  const turn = new Turn(clock, shared, known);
  let attempt: Attempt | undefined;
  let timer: Disposable | undefined;
  /** After sleep: nothing is asked before this, by the monotonic clock. */
  let notBeforeMs = 0;
  /** The window has come into focus while the figure was old: no jitter, no lag. */
  let isHurried = false;
  /** A key has changed, and nothing is known with it: it is asked about also while nobody looks. */
  let isOwed = false;
  /** When that was last done, by the monotonic clock. */
  let owedAskedMs = -Infinity;
  /** How far behind the plan this window stays, so that mostly one of them comes first. */
  let lagMs = 0;
  let isOver = false;

  const situation = (): Situation => ({ ...cadence, ...known.situation });

  const activity = (): Activity => {
    if (!attempt) return 'idle';
    const { lastGood, trouble } = known.state;
    if (!lastGood && !trouble) return 'first';
    return attempt.asked ? 'asked' : 'background';
  };

  const lane = (): Lane => (known.state.trouble ? 'ailing' : 'well');

  /** Something was asked and answered, here or in another window: from now on the plan counts again. */
  const planAnew = (): void => {
    lagMs = LAG_SPREAD_MS * random.fraction();
    isHurried = false;
    isOwed = false;
    notBeforeMs = 0;
  };

  const adopt = (onDisk: AccountRecord): boolean => {
    const isNew = known.adopt(onDisk);
    if (isNew) heedNews();
    return isNew;
  };

  const heedNews = (): void => {
    planAnew();
    if (known.attemptedMs !== undefined) pacer.started(lane(), known.attemptedMs);
  };

  /** When the next background request is due by the plan, on the monotonic clock. */
  const planned = (): number | 'never' => (cadence.polling || isOwed ? nextDueMs(situation()) : 'never');

  /** The same for this window, which keeps its accounts apart and itself a little behind. Infinite for never. */
  const dueHereMs = (): number => {
    const plannedMs = planned();
    if (plannedMs === 'never') return Infinity;
    // At once; but windows that disagree about a key must not ask without pause.
    if (isOwed) return owedAskedMs + ASKED_GAP_MS;
    const dueMs = isHurried || plannedMs === 0 ? 0 : plannedMs + lagMs;
    return Math.max(dueMs, notBeforeMs, pacer.notBeforeMs(lane(), !known.state.lastGood));
  };

  const arm = (): void => {
    timer?.dispose();
    const dueMs = dueHereMs();
    if (isOver || attempt || dueMs === Infinity) return;
    if (dueMs <= clock.monotonicMs()) {
      void begin(false);
      return;
    }
    timer = clock.after(dueMs - clock.monotonicMs(), () => {
      lookAtClocks(clock.monotonicMs() - dueMs);
      arm();
    });
  };

  const begin = (asked: boolean): Promise<void> => {
    timer?.dispose();
    pacer.started(lane());
    const since = known.record.attempt;
    const mine: Attempt = { asked, since, controller: new AbortController(), done: Promise.resolve() };
    attempt = mine;
    mine.done = run(mine).catch((error: unknown) => {
      // A mistake of ours must not end the watch.
      log.error('A refresh failed', error);
      if (attempt === mine) conclude(mine, failed(unexpected('shape')));
    });
    onChange();
    return mine.done;
  };

  /** From the keys to the record on disk. Whenever it has waited, it may have been called off. */
  const run = async (mine: Attempt): Promise<void> => {
    const isOff = (): boolean => attempt !== mine;
    // First the keys: a keyring that waits for its owner holds no claim. A busy window waits for them longer than another
    // one for the answer, so that news may come meanwhile.
    const found = await book.keysOf(account);
    if (isOff()) return;
    if (found.kind === 'failed') {
      conclude(mine, found);
      return;
    }
    const wasSought = known.keyTrouble !== undefined;
    known.keyTrouble = undefined;
    if (found.revisions !== known.record.keyRevisions) known.beginAnew(found.revisions);
    // Only the key was due. The figure may not be: other windows have gone on without this one.
    const isEnough = wasSought && isServed(mine);
    const number = isEnough ? undefined : await turn.take(mine.since, isOff, () => isServed(mine), onChange);
    if (number === undefined) {
      if (!isOff()) {
        heedNews();
        finish();
      }
      return;
    }
    if (isOwed) owedAskedMs = clock.monotonicMs();
    // An answer is at most as old as its question: whatever happens until it is kept, it is not shown as younger.
    const [wallMs, monotonicMs] = [clock.wallMs(), clock.monotonicMs()];
    try {
      const outcome = await readAccount({
        ...ports,
        provider,
        keys: found.keys,
        knownForbidden: known.forbidden,
        signal: mine.controller.signal,
      });
      // The key may have been replaced or removed while we asked, and the news not be here yet: then this is nobody's.
      await book.load();
      if (isOff() || outcome.kind === 'aborted') return;
      // Of two clocks the one that makes it older: either may have been set, or have stood in sleep.
      conclude(
        mine,
        outcome,
        Math.min(wallMs, clock.wallMs() - Math.ceil(clock.monotonicMs() - monotonicMs)),
      );
      await shared.write(known.record);
      await book.load();
      if (!book.accounts.some(({ id }) => id === account.id)) await files.remove(shared.name);
    } finally {
      await shared.release(number);
    }
  };

  const isServed = ({ asked }: Attempt): boolean => {
    const nowMs = clock.monotonicMs();
    if (asked) return decideAsked(situation(), nowMs).kind !== 'ask';
    const dueMs = nextDueMs(situation());
    return dueMs === 'never' || dueMs > nowMs;
  };

  const conclude = (
    { asked, since }: Attempt,
    outcome: Exclude<AccountOutcome, { kind: 'aborted' }>,
    atMs = clock.wallMs(),
  ): void => {
    known.conclude(outcome, { atMs, asked, since, jitter: random.fraction() });
    const name = `${provider.id} ${account.id}:`;
    if (outcome.kind === 'failed') log.warn(name, 'not read', outcome.failure);
    else log.info(name, 'read', outcome.shortfall ?? '');
    planAnew();
    // No attempt takes so long: the machine has slept in the middle of it, and this is an answer of before.
    if (clock.wallMs() - atMs > SLEEP_GAP_MS) {
      isHurried = true;
      notBeforeMs = clock.monotonicMs() + wakeDelayMs(random.fraction());
    }
    finish();
  };

  const finish = (): void => {
    attempt = undefined;
    arm();
    // Last: who hears it may dispose of us.
    onChange();
  };

  const callOff = (): void => {
    attempt?.controller.abort();
    attempt = undefined;
    turn.told();
  };

  /** What is known of it is shown at once; what is not is asked by the window in which a person added it. */
  const beginBehind = (): void => {
    notBeforeMs = clock.monotonicMs() + ADDED_LAG_MS;
    void shared.read().then((record) => {
      if (isOver || !adopt(record)) return;
      if (!attempt) arm();
      onChange();
    });
  };

  if (start.record) adopt(start.record);
  else beginBehind();

  return {
    get watch(): Watching {
      const plannedMs = planned();
      const waitMs =
        plannedMs === 'never' ? Infinity : Math.max(plannedMs, notBeforeMs) - clock.monotonicMs();
      return {
        provider,
        account,
        state: known.shown(KEYLESS_INTERVALS * boundedIntervalMs(cadence.intervalMs)),
        asOfMs: known.asOfMs,
        isOwn: known.isOwn,
        series: seriesOf(known.record.keyRevisions),
        activity: activity(),
        nextAtMs: waitMs === Infinity ? undefined : clock.wallMs() + Math.max(0, waitMs),
      };
    },
    apply(newCadence) {
      cadence = newCadence;
      arm();
    },
    accountChanged(newAccount, keyTouched) {
      const revisions = keyRevisions(newAccount);
      // The index may say nothing new and the key still be another; that shows when it is read.
      const isSame = revisions === known.record.keyRevisions || revisions === keyRevisions(account);
      account = newAccount;
      if (isOver) return;
      if (isSame && !(keyTouched && known.keyTrouble)) return;
      if (!isSame) known.beginAnew(revisions);
      callOff();
      known.keyTrouble = undefined;
      isOwed = known.attemptedMs === undefined;
      arm();
    },
    async refresh() {
      if (!attempt) {
        adopt(await shared.read());
        if (isOver) return { kind: 'done' };
        const decision = decideAsked(situation(), clock.monotonicMs());
        if (decision.kind !== 'ask' && !attempt) {
          onChange();
          return decision;
        }
      }
      if (attempt) {
        attempt.asked = true;
        onChange();
        await attempt.done;
      } else await begin(true);
      return { kind: 'done' };
    },
    windowFocused() {
      if (attempt || !cadence.polling) return;
      isHurried = isDueOnFocus(situation(), clock.monotonicMs());
      arm();
    },
    clocksJumped(jump) {
      const { trouble } = known.state;
      known.clocksJumped(jump);
      // How long ago it was is still known here, but not to other windows: the record needs a time that they can read.
      if (jump === 'setBack' && (!trouble || askedWaitMs(trouble.failure) === 0)) known.forgetAttempt();
      notBeforeMs = clock.monotonicMs() + wakeDelayMs(random.fraction());
      if (!attempt) arm();
    },
    fileChanged(name) {
      if (!name.startsWith(shared.prefix)) return;
      if (name !== shared.name) {
        // A claim has gone, or come.
        turn.told();
        return;
      }
      void shared.read().then((record) => {
        if (!isOver && adopt(record)) {
          if (!attempt) arm();
          onChange();
        }
        turn.told();
      });
    },
    dispose() {
      isOver = true;
      timer?.dispose();
      callOff();
    },
  };
}
