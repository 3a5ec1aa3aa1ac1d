import { CLOCK_TOLERANCE_MS } from '../monitor/times.ts';
import type { AlertNotice } from './alertFacts.ts';
import type { AlertState, Snooze } from './alertState.ts';
import type { Due, Judgement } from './judge.ts';

export interface Decision {
  /** With everything told that is shown, outranked or not wanted. */
  readonly state: AlertState;
  readonly show?: Due | undefined;
}

export interface Wishes {
  /** False when alerts are switched off: what happens meanwhile is not told later. */
  readonly isOn: boolean;
  /** Over all accounts; each has one of its own too. */
  readonly snooze: Snooze;
  readonly nowMs: number;
}

/**
 * At most one notice for an account and moment: the most urgent; the others count as told. While snoozed nothing is shown
 * and everything waits: what then still holds is told once.
 */
export function decide({ state, due }: Judgement, { isOn, snooze, nowMs }: Wishes): Decision {
  if (due.length === 0) return { state };
  const wanted = isOn ? due.filter(({ notice }) => !isMuted(state, notice.rule)) : [];
  if (wanted.length > 0 && (isSnoozed(snooze, nowMs) || isSnoozed(state.snooze, nowMs))) {
    return {
      state: withTold(
        state,
        due.filter((one) => !wanted.includes(one)),
      ),
    };
  }
  // Equal ones keep their order.
  const [show] = [...wanted].sort((a, b) => urgencyOf(b.notice) - urgencyOf(a.notice));
  return { state: withTold(state, due), show };
}

/** A time that has not come yet is of a clock that has been set back since: better told than kept from somebody. */
export function isSnoozed({ sinceMs, untilMs }: Snooze, nowMs: number): boolean {
  return sinceMs <= nowMs + CLOCK_TOLERANCE_MS && nowMs < untilMs;
}

export function isMuted({ mutes }: AlertState, rule: string): boolean {
  return (mutes[rule] ?? 0) % 2 === 1;
}

function withTold(state: AlertState, due: readonly Due[]): AlertState {
  const told = due.flatMap(({ notice, episode }) => {
    const rule = state.rules[notice.rule];
    return rule ? [[notice.rule, { ...rule, told: Math.max(rule.told, episode) }] as const] : [];
  });
  return { ...state, rules: { ...state.rules, ...Object.fromEntries(told) } };
}

/** Money that is going, or work that stands still, before what is only near; the higher, the more urgent. */
function urgencyOf({ rule, level }: AlertNotice): number {
  switch (rule) {
    case 'runaway':
      return 9;
    case 'balance':
      return level > 1 ? 8 : 5;
    case 'rejected':
      return 7;
    case 'keyLimit':
      return [3, 5, 7][level - 1] ?? 0;
    case 'day':
    case 'week':
    case 'month':
      return level > 1 ? 6 : 2;
    case 'runway':
      return 4;
    case 'expiry':
      return [1, 3, 5][level - 1] ?? 0;
  }
}
