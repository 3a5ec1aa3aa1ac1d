import { type Account, failureCode, spanWords, type Watching } from '@opencredits/core';
import { getSetting } from '../adapters/settings.ts';
import { settingDefaults, settingEnums } from '../generated/contributions.ts';
import type { ActionNeeds } from './actions.ts';
import { tell } from './messages.ts';
import { env, UIKind, version, workspace } from '../vscodeApi.ts';

/**
 * Puts into the clipboard what helps to understand a problem: versions, settings and states. An allow-list: no key, label,
 * id, amount, path or name of a person or machine is in it, and all of it passes the redactor besides.
 */
export async function copyDiagnostics(needs: ActionNeeds): Promise<void> {
  await needs.book.load();
  await env.clipboard.writeText(needs.redactor.redact(diagnosticsOf(needs)));
  tell('Diagnostics copied, without keys, names, amounts and paths.');
}

function diagnosticsOf({ book, monitor, provider, shownAccount, version: own, now }: ActionNeeds): string {
  const { watch } = monitor;
  const watched = watch.kind === 'watching' ? watch.accounts : [];
  const hasWish = book.accounts.some(({ id }) => id === shownAccount.get());
  return [
    `OpenCredits ${own}`,
    `VS Code ${version}, ${env.uiKind === UIKind.Web ? 'web' : 'desktop'}, ${env.remoteName === undefined ? 'local' : 'remote'}, ${workspace.isTrusted ? 'trusted' : 'restricted'}`,
    ...settingsLines(),
    `State: ${watch.kind}; this workspace ${hasWish ? 'has an account of its own' : 'has no account of its own'}`,
    ...book.accounts.map((account, at) =>
      accountLines(
        `Account ${at + 1}: ${account.providerId === provider.id ? provider.id : 'a provider that is not known'}`,
        account,
        watched.find((one) => one.account.id === account.id),
        now(),
      ),
    ),
    '',
  ].join('\n');
}

/** Settings whose values say nothing about a person. */
const TOLD = [
  'providers.openrouter.enabled',
  'refreshWhileSpending',
  'showInStatusBar',
  'hideAmounts',
  'alerts.enabled',
  'history.enabled',
  'statusBar.priority',
] as const;

/** The user's file may hold anything under one of these names: only a declared choice is told. */
const CHOICES = [
  'updateInterval',
  'statusBar.accounts',
  'statusBar.alignment',
  'statusBar.clickAction',
] as const;

/** Amounts, and words of a person's own: only said to be their own. */
const OWN = [
  'statusBar.format',
  'thresholds.low',
  'thresholds.critical',
  'thresholds.runway',
  'budgets.daily',
  'budgets.weekly',
  'budgets.monthly',
] as const;

function settingsLines(): readonly string[] {
  return [
    ...TOLD.map((name) => {
      const value = getSetting(name);
      return `${name}: ${Number.isNaN(value) ? 'not a number' : value}`;
    }),
    ...CHOICES.map((name) => {
      const choices: readonly string[] = settingEnums[`opencredits.${name}`];
      const value = getSetting(name);
      return `${name}: ${choices.includes(value) ? value : 'not one of the choices'}`;
    }),
    ...OWN.map((name) => {
      const value = getSetting(name);
      return `${name}: ${value === settingDefaults[`opencredits.${name}`] ? 'default' : value === 0 ? 'off' : 'own'}`;
    }),
  ];
}

function accountLines(
  title: string,
  account: Account,
  watching: Watching | undefined,
  nowMs: number,
): string {
  const keys = account.keys.map(({ slot, source }) => `${slot} (${source})`).join(', ');
  const head = `${title}, keys: ${keys}${account.disabled ? ', switched off' : ''}`;
  if (!watching) return head;
  const { state, asOfMs, activity, nextAtMs } = watching;
  const { lastGood, trouble } = state;
  const reading = lastGood?.reading;
  const parts = [
    head,
    reading &&
      `  read ${asOfMs === 'unknown' ? 'at an unknown time' : `${spanWords(nowMs - asOfMs)} ago`}: ${reading.keyKind} key; balance ${reading.balance.kind}; key limit ${reading.keyLimit.kind}; budget ${reading.budget.kind}; free tier ${reading.freeTier.kind}`,
    trouble && `  trouble: ${failureCode(trouble.failure)}; attempts ${trouble.attempts}`,
    `  ${activity}${nextAtMs === undefined ? '' : `; next in ${spanWords(nextAtMs - nowMs)}`}`,
  ];
  return parts.filter(Boolean).join('\n');
}
