import type { Clock, FileStore, FolderSharing, Logger } from '../ports.ts';
import { type AlertBook, alertBook } from './alertBook.ts';
import { type AlertFacts, type AlertNotice, type AlertRule, alertRules } from './alertFacts.ts';
import { type ToldAlert, withShown } from './alertState.ts';
import { decide, isMuted, isSnoozed } from './decide.ts';
import { type Due, judge } from './judge.ts';

/**
 * The alerts of all accounts in one window. Which of several windows shows a notice is settled by a claim: a file named
 * after the episode, which one of them can make. It is made before the notice is shown, so a window that dies in between
 * costs that one notice, and nothing is ever shown twice.
 */
export interface Alerts {
  /**
   * What the newest facts of an account come to: after every refresh, at start, when settings have changed, and again
   * when a snooze has ended. Never rejects.
   * @returns the notice that this window is to show now
   */
  judge(accountId: string, facts: Omit<AlertFacts, 'nowMs'>, isOn: boolean): Promise<AlertNotice | undefined>;
  /** Shows nothing of this account, or of `ALL_ACCOUNTS`, from now until then; a time that has passed ends a snooze. */
  snooze(accountId: string, untilMs: number): Promise<void>;
  /** Shows nothing of this rule and account any more, or does again. */
  mute(accountId: string, rule: AlertRule, isMuted: boolean): Promise<void>;
  /** The rules of which nothing is shown. */
  muted(accountId: string): Promise<readonly AlertRule[]>;
  /** What was shown of an account, by any window, the newest last. */
  told(accountId: string): Promise<readonly ToldAlert[]>;
  /** Until when an account is snoozed, by the wall clock, by itself or with all; undefined when it is not. */
  snoozedUntilMs(accountId: string): Promise<number | undefined>;
  /** Another window may have written this file of ours. */
  fileChanged(name: string): void;
  /** An account is gone, and its files with it. */
  forget(accountId: string): Promise<void>;
}

export interface AlertPorts {
  readonly files: FileStore & FolderSharing;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly log: Logger;
}

/**
 * A window that is held up between two lines may make a claim late; so the last few of a rule are kept: more than it has
 * levels.
 */
const KEPT_CLAIMS = 4;
/** As many as one crossing can leave out, and those of which the removal failed. */
const REMOVED_CLAIMS = 4;

/** The file of what holds for all accounts. No account has such an id: theirs are random. */
export const ALL_ACCOUNTS = 'all';

export function createAlerts(ports: AlertPorts): Alerts {
  const { files, clock } = ports;
  const books = new Map<string, AlertBook>();
  const bookOf = (id: string): AlertBook => {
    const book = books.get(id) ?? alertBook(ports, fileName(id));
    books.set(id, book);
    return book;
  };

  const claim = async (id: string, { notice, episode }: Due): Promise<boolean> => {
    try {
      return await files.create(claimName(id, notice.rule, episode), '');
    } catch {
      // Nothing can be shared in such a folder. Better told by each window than by none.
      return true;
    }
  };

  const remove = async (names: readonly string[]): Promise<void> => {
    for (const name of names) await files.remove(name).catch(() => undefined);
  };

  return {
    async judge(id, facts, isOn) {
      const all = await bookOf(ALL_ACCOUNTS).read();
      await bookOf(id).begin(clock.wallMs());
      let show: Due | undefined;
      await bookOf(id).change(async (state, save) => {
        // The time now: another window may have judged newer facts while this one waited for the disk.
        const nowMs = clock.wallMs();
        const judgement = judge(state, { ...facts, nowMs });
        const decision = decide(judgement, { isOn, snooze: all.snooze, nowMs });
        // The count must be on disk before a claim bears it, or it might be used once more for another crossing.
        if (decision.show) await save(judgement.state);
        const { show: mine } = decision;
        if (!mine || !(await claim(id, mine))) return decision.state;
        show = mine;
        return withShown(decision.state, toldOf(mine.notice, nowMs));
      });
      if (!show) return undefined;
      const { notice, episode } = show;
      void remove(claimNames(id, notice.rule, episode - KEPT_CLAIMS, REMOVED_CLAIMS));
      return notice;
    },
    async snooze(id, untilMs) {
      await bookOf(id).begin(clock.wallMs());
      await bookOf(id).change(async (state) => ({
        ...state,
        snooze: { change: state.snooze.change + 1, sinceMs: clock.wallMs(), untilMs },
      }));
    },
    async mute(id, rule, wanted) {
      await bookOf(id).change(async (state) =>
        isMuted(state, rule) === wanted
          ? state
          : { ...state, mutes: { ...state.mutes, [rule]: (state.mutes[rule] ?? 0) + 1 } },
      );
    },
    async muted(id) {
      const state = await bookOf(id).read();
      return alertRules.filter((rule) => isMuted(state, rule));
    },
    async told(id) {
      return (await bookOf(id).read()).log ?? [];
    },
    async snoozedUntilMs(id) {
      const snoozes = [await bookOf(ALL_ACCOUNTS).read(), await bookOf(id).read()].map(
        ({ snooze }) => snooze,
      );
      const ends = snoozes.filter((one) => isSnoozed(one, clock.wallMs())).map(({ untilMs }) => untilMs);
      return ends.length > 0 ? Math.max(...ends) : undefined;
    },
    fileChanged(name) {
      for (const [id, book] of books) if (name === fileName(id)) void book.heed();
    },
    async forget(id) {
      const { rules } = await bookOf(id).read();
      books.delete(id);
      const claims = Object.entries(rules).flatMap(([rule, { episode }]) =>
        claimNames(id, rule, episode, KEPT_CLAIMS + REMOVED_CLAIMS),
      );
      await remove([fileName(id), ...claims]);
    },
  };
}

function toldOf(notice: AlertNotice, atMs: number): ToldAlert {
  const { rule, level } = notice;
  const amount = 'left' in notice ? notice.left : 'spent' in notice ? notice.spent : undefined;
  return { atMs, rule, level, ...(amount && { amount }) };
}

/** What the names of all files begin with. */
export const ALERTS_PREFIX = 'alerts.';

function fileName(id: string): string {
  return `${ALERTS_PREFIX}${id}.json`;
}

function claimName(id: string, rule: string, episode: number): string {
  return `${ALERTS_PREFIX}${id}.${rule}.${episode}.claim`;
}

/** The newest first. */
function claimNames(id: string, rule: string, newest: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, before) => claimName(id, rule, newest - before));
}
