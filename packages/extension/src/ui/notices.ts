import {
  accountName,
  type AlertAction,
  type AlertNotice,
  type Alerts,
  alertWords,
  type Clock,
  type Logger,
  type Lookout,
  usableLocale,
  type Watching,
} from '@opencredits/core';
import { getSetting } from '../adapters/settings.ts';
import type { CommandId } from '../generated/contributions.ts';
import { warn } from './messages.ts';
import { commands, env, Uri } from '../vscodeApi.ts';

interface NoticeNeeds {
  readonly alerts: Alerts;
  readonly lookout: Lookout;
  readonly clock: Pick<Clock, 'wallMs'>;
  /** Whether there still is such an account: a message may outlive it. */
  readonly isKept: (accountId: string) => boolean;
  readonly log: Logger;
}

const DAY_MS = 86_400_000;

/** What the buttons say. The dashboard is not there yet. */
const BUTTONS: Readonly<Partial<Record<AlertAction, string>>> = {
  topUp: 'Top Up',
  fixKey: 'Configure',
  snooze: 'Snooze 24 h',
  mute: "Don't Show Again",
};

/** Shows a notice of the alerts, and does what the person chooses. Does not wait for them. */
export function showNotice(needs: NoticeNeeds, { account, provider }: Watching, notice: AlertNotice): void {
  const { alerts, lookout, clock, log, isKept } = needs;
  const name = accountName(account, provider);
  const { text, detail, actions } = alertWords(notice, name, {
    locale: usableLocale(env.language),
    hideAmounts: getSetting('hideAmounts'),
  });
  const act: Readonly<Partial<Record<AlertAction, () => PromiseLike<unknown>>>> = {
    topUp: async () => env.openExternal(Uri.parse(provider.links.topUp)),
    fixKey: async () => commands.executeCommand('opencredits.configure' satisfies CommandId),
    snooze: async () => {
      await alerts.snooze(account.id, clock.wallMs() + DAY_MS);
      lookout.lookAgain();
    },
    mute: () => alerts.mute(account.id, notice.rule, true),
  };
  const offered = actions.filter((action) => BUTTONS[action] !== undefined);
  const run = async (): Promise<void> => {
    const chosen = await warn(
      detail === undefined ? text : `${text} ${detail}`,
      offered.flatMap((action) => BUTTONS[action] ?? []),
    );
    if (!isKept(account.id)) return;
    await act[offered.find((action) => BUTTONS[action] === chosen) ?? 'dashboard']?.();
  };
  run().catch((error: unknown) => log.error('A notice was not heeded', error));
}
