import type { Sample } from '../history/sample.ts';
import type { Insight } from '../insight/insight.ts';
import type { Budgets } from '../model/budgets.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import type { Watch } from '../monitor/monitor.ts';
import type { Thresholds } from '../present/severity.ts';
import type { Usage } from '../usage/usage.ts';

/** All that a dashboard is made from. Nothing in it is asked for or read while it is made. */
export interface DashboardInputs {
  /** By the wall clock. */
  readonly nowMs: number;
  /** BCP 47; one that Intl does not know is American English. */
  readonly locale: string;
  /** As the machine names its own; one that Intl does not know is UTC. */
  readonly timeZone: string | undefined;
  readonly hideAmounts: boolean;
  readonly thresholds: Thresholds;
  /** For every account that has none of its own. */
  readonly budgets: Budgets;
  /** How often accounts are asked about. */
  readonly intervalMs: number;
  readonly watch: Watch;
  readonly insightOf: (watching: Watching) => Insight | undefined;
  /** Of the account that is looked at, by time: of `neededRange`, and the last before that. */
  readonly samples: readonly Sample[];
  /** Of the account that is looked at; undefined: no management key, or not read yet. */
  readonly usage: Usage | undefined;
  /** What a person was told about the account that is looked at, in any order. */
  readonly alerts: readonly AlertEvent[];
}

export interface AlertEvent {
  readonly atMs: number;
  /** As it was shown. Untrusted text. */
  readonly text: string;
}
