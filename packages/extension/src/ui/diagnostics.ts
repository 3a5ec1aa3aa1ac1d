import { type Account, spanWords, type Watching } from '@opencredits/core';
import { getSetting } from '../adapters/settings.ts';
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

function diagnosticsOf({ book, monitor, shownAccount, version: own, now }: ActionNeeds): string {
  const { watch } = monitor;
  const watched = watch.kind === 'watching' ? watch.accounts : [];
  const wanted = shownAccount.get();
  return [
    `OpenCredits ${own}`,
    `VS Code ${version}, ${env.uiKind === UIKind.Web ? 'web' : 'desktop'}, ${env.remoteName === undefined ? 'local' : 'remote'}, ${workspace.isTrusted ? 'trusted' : 'restricted'}`,
    ...settingsLines(),
    `State: ${watch.kind}; this workspace ${wanted === undefined ? 'has no account of its own' : 'has an account of its own'}`,
    ...book.accounts.map((account, at) =>
      accountLines(
        at + 1,
        account,
        watched.find((one) => one.account.id === account.id),
        now(),
      ),
    ),
    '',
  ].join('\n');
}

/** Only settings whose values say nothing about a person; a format of their own is only said to be one. */
const TOLD = [
  'providers.openrouter.enabled',
  'updateInterval',
  'refreshWhileSpending',
  'showInStatusBar',
  'hideAmounts',
  'statusBar.accounts',
  'statusBar.alignment',
  'statusBar.priority',
  'statusBar.clickAction',
  'thresholds.low',
  'thresholds.critical',
] as const;

function settingsLines(): readonly string[] {
  return TOLD.map((name) => {
    const value: unknown = getSetting(name);
    // The user's file may hold anything under one of our names.
    const isPlain = typeof value !== 'string' || /^[a-z0-9 ]{1,20}$/.test(value);
    return `${name}: ${isPlain ? String(value) : 'not one of the choices'}`;
  });
}

function accountLines(
  number: number,
  account: Account,
  watching: Watching | undefined,
  nowMs: number,
): string {
  const keys = account.keys.map(({ slot, source }) => `${slot} (${source})`).join(', ');
  const head = `Account ${number}: ${account.providerId}, keys: ${keys}${account.disabled ? ', switched off' : ''}`;
  if (!watching) return head;
  const { state, asOfMs, activity, nextAtMs } = watching;
  const { lastGood, trouble } = state;
  const reading = lastGood?.reading;
  const parts = [
    head,
    reading &&
      `  read ${asOfMs === 'unknown' ? 'at an unknown time' : `${spanWords(nowMs - asOfMs)} ago`}: ${reading.keyKind} key; balance ${reading.balance.kind}; key limit ${reading.keyLimit.kind}; budget ${reading.budget.kind}; free tier ${reading.freeTier.kind}`,
    trouble && `  trouble: ${Object.values(trouble.failure).join(' ')}; attempts ${trouble.attempts}`,
    `  ${activity}${nextAtMs === undefined ? '' : `; next in ${spanWords(nextAtMs - nowMs)}`}`,
  ];
  return parts.filter(Boolean).join('\n');
}
