import { ALL_ACCOUNTS, type AlertRule } from '@opencredits/core';
import { getSetting, setSetting } from '../adapters/settings.ts';
import { nameOf } from './accountRow.ts';
import type { ActionNeeds } from './actions.ts';
import { tell } from './messages.ts';
import type { Choice } from './quickInput.ts';
import { type Action, choice, screen } from './screens.ts';
import { env } from '../vscodeApi.ts';

const HOUR_MS = 3_600_000;

const SPANS: readonly (readonly [words: string, ms: number])[] = [
  ['1 hour', HOUR_MS],
  ['24 hours', 24 * HOUR_MS],
  ['a week', 7 * 24 * HOUR_MS],
];

const RULES: Readonly<Record<AlertRule, string>> = {
  balance: 'low credit',
  keyLimit: 'the key’s limit',
  day: 'the daily budget',
  week: 'the weekly budget',
  month: 'the monthly budget',
  runway: 'the forecast',
  runaway: 'far more spend than usual',
  expiry: 'a key that expires',
  rejected: 'a rejected key',
};

/** Makes the alerts of all accounts quiet for a while, in all windows; or brings back what was made quiet. */
export function snoozeAlerts(needs: ActionNeeds): Promise<unknown> {
  return screen(async () => {
    const { alerts, lookout } = await needs.past();
    const ids = [ALL_ACCOUNTS, ...needs.book.accounts.map(({ id }) => id)];
    const ends = await Promise.all(ids.map((id) => alerts.snoozedUntilMs(id)));
    const untilMs = Math.max(0, ...ends.map((endMs) => endMs ?? 0));
    const snooze = (words: string, ms: number) => async (): Promise<void> => {
      await alerts.snooze(ALL_ACCOUNTS, needs.now() + ms);
      lookout.lookAgain();
      tell(`Alerts are quiet for ${words}, in all windows.`);
    };
    const unsnooze = async (): Promise<void> => {
      // Those, too, that were made quiet by the button of a message.
      for (const id of ids) await alerts.snooze(id, needs.now());
      lookout.lookAgain();
      tell('Alerts are shown again.');
    };
    const items: Choice<Action>[] = SPANS.map(([words, ms]) => ({
      label: `$(bell-slash) For ${words}`,
      value: snooze(words, ms),
    }));
    if (untilMs > 0) items.unshift({ label: '$(bell) End the snooze now', value: unsnooze });
    if (!getSetting('alerts.enabled')) {
      items.unshift({
        label: '$(bell) Switch alerts on',
        value: () => setSetting('alerts.enabled', undefined),
      });
    }
    return choice({
      title: 'OpenCredits: snooze alerts',
      placeholder: getSetting('alerts.enabled')
        ? untilMs > 0
          ? `Quiet until ${endWords(untilMs)}`
          : 'Alerts that still hold are shown afterwards'
        : 'Alerts are switched off in the settings',
      items: [...items, ...(await mutedRows(needs))],
    });
  });
}

/** As exact as anybody needs it. */
function endWords(untilMs: number): string {
  return new Date(untilMs).toLocaleString(env.language, {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** What somebody did not want to see again, to be seen again. */
async function mutedRows(needs: ActionNeeds): Promise<readonly Choice<Action>[]> {
  const { alerts, lookout } = await needs.past();
  const rows: Choice<Action>[] = [];
  for (const account of needs.book.accounts) {
    for (const rule of await alerts.muted(account.id)) {
      rows.push({
        label: `$(bell) Show alerts of ${RULES[rule]} again`,
        description: nameOf(needs, account),
        value: async () => {
          await alerts.mute(account.id, rule, false);
          lookout.lookAgain();
        },
      });
    }
  }
  return rows;
}
