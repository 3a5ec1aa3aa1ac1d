import {
  type AccountBook,
  type AlertNotice,
  type Alerts,
  type Clock,
  createAlerts,
  createHistory,
  createLookout,
  type Disposable,
  type FileStore,
  type FolderSharing,
  type History,
  type Logger,
  type Lookout,
  type LookoutSettings,
  type Monitor,
  type Random,
  type Watching,
} from '@opencredits/core';
import { budgetsForAll, getSetting, lowThresholds } from './adapters/settings.ts';
import { showNotice } from './ui/notices.ts';

/** What knows of the accounts' past, and tells of what is coming. */
export interface Past extends Disposable {
  readonly history: History;
  readonly alerts: Alerts;
  readonly lookout: Lookout;
}

export interface PastNeeds {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly files: FileStore & FolderSharing;
  readonly book: AccountBook;
  readonly monitor: Monitor;
  readonly openDashboard: (accountId: string) => PromiseLike<void>;
  /** Of this window and no other. */
  readonly windowId: string;
}

/**
 * Builds history, forecast and alerts. On Node a file of its own, loaded when there is an account to watch: nothing of it
 * is needed for the first figure (docs/adr/0009).
 */
export function composePast(needs: PastNeeds): Past {
  const { files, log, clock, book } = needs;
  const isKept = (accountId: string): boolean => book.accounts.some(({ id }) => id === accountId);
  const history = createHistory({ files, log, isKept }, needs.windowId);
  const alerts = createAlerts({ files, clock, log });
  const lookout: Lookout = createLookout({
    ...needs,
    history,
    alerts,
    settings: lookoutSettings,
    notify: (watching: Watching, notice: AlertNotice) =>
      showNotice({ ...needs, alerts, lookout, isKept }, watching, notice),
  });
  lookout.look();
  return { history, alerts, lookout, dispose: () => lookout.dispose() };
}

function lookoutSettings(): LookoutSettings {
  return {
    history: getSetting('history.enabled'),
    alerts: getSetting('alerts.enabled'),
    thresholds: { ...lowThresholds(), runwayDays: getSetting('thresholds.runway') },
    budgets: budgetsForAll(),
  };
}
