import {
  accountName,
  type AlertAction,
  type AlertNotice,
  type Alerts,
  alertWords,
  type Clock,
  type Logger,
  type Lookout,
  type Watching,
} from '@opencredits/core';
import { amountStyle } from '../adapters/settings.ts';
import type { CommandId } from '../generated/contributions.ts';
import { warn } from './messages.ts';
import { commands, env, Uri } from '../vscodeApi.ts';

interface NoticeNeeds {
  readonly alerts: Alerts;
  readonly lookout: Lookout;
  readonly clock: Pick<Clock, 'wallMs'>;
  /** Whether there still is such an account: a message may outlive it. */
  readonly isKept: (accountId: string) => boolean;
  readonly openDashboard: (accountId: string) => PromiseLike<void>;
  readonly log: Logger;
}

const DAY_MS = 86_400_000;

/** What the buttons say. */
const BUTTONS: Readonly<Record<AlertAction, string>> = {
  topUp: 'Top Up',
  dashboard: 'Dashboard',
  fixKey: 'Configure',
  snooze: 'Snooze 24 h',
  mute: "Don't Show Again",
};

/** Shows a notice of the alerts, and does what the person chooses. Does not wait for them. */
export function showNotice(needs: NoticeNeeds, { account, provider }: Watching, notice: AlertNotice): void {
  const { alerts, lookout, clock, log, isKept, openDashboard } = needs;
  const name = accountName(account, provider);
  const { text, detail, actions } = alertWords(notice, name, amountStyle());
  const act: Readonly<Record<AlertAction, () => PromiseLike<unknown>>> = {
    dashboard: () => openDashboard(account.id),
    topUp: async () => env.openExternal(Uri.parse(provider.links.topUp)),
    fixKey: async () => commands.executeCommand('opencredits.configure' satisfies CommandId),
    snooze: async () => {
      await alerts.snooze(account.id, clock.wallMs() + DAY_MS);
      lookout.lookAgain();
    },
    mute: () => alerts.mute(account.id, notice.rule, true),
  };
  const run = async (): Promise<void> => {
    const chosen = await warn(
      detail === undefined ? text : `${text} ${detail}`,
      actions.map((action) => BUTTONS[action]),
    );
    const action = actions.find((one) => BUTTONS[one] === chosen);
    if (action && isKept(account.id)) await act[action]();
  };
  run().catch((error: unknown) => log.error('A notice was not heeded', error));
}
