import { type Failure, headlineOf, type Monitor } from '@opencredits/core';
import { env, UIKind, version, workspace } from 'vscode';
import { settings } from '../adapters/settings.ts';

/**
 * What helps to find a fault, and nothing more: no key, no hash of one, no label, no amount, no user name, no path, no
 * workspace. Built from a list of what may be in it, not by leaving things out.
 */
export function diagnostics(monitor: Monitor, ownVersion: string, nowMs: number): string {
  const lines = [
    `OpenCredits ${ownVersion}`,
    `VS Code ${version}, ${env.uiKind === UIKind.Web ? 'web' : 'desktop'}${env.remoteName === undefined ? '' : ', remote'}`,
    `Language ${env.language}; trusted workspace: ${workspace.isTrusted ? 'yes' : 'no'}`,
    `Interval ${settings.get('opencredits.updateInterval')}; while spending: ${yes('opencredits.refreshWhileSpending')}`,
    `OpenRouter on: ${yes('opencredits.providers.openrouter.enabled')}; in status bar: ${yes('opencredits.showInStatusBar')}`,
    ...watchLines(monitor, nowMs),
  ];
  return lines.join('\n');
}

function watchLines(monitor: Monitor, nowMs: number): readonly string[] {
  const { watch } = monitor;
  if (watch.kind !== 'watching') return [`State: ${watch.kind}`];
  const { lastGood, trouble } = watch.state;
  const keys = watch.account.keys.map((key) => `${key.slot} (${key.source})`).join(', ');
  return [
    `State: watching ${watch.provider.id}, ${watch.activity}; keys: ${keys}`,
    lastGood
      ? `Last figure: ${headlineOf(lastGood.reading).kind}, ${Math.round((nowMs - lastGood.atMs) / 1000)} s ago`
      : 'Last figure: none',
    trouble ? `Trouble: ${failureCodes(trouble.failure)}, ${trouble.attempts} in a row` : 'Trouble: none',
  ];
}

function failureCodes(failure: Failure): string {
  return Object.values(failure).join(' ');
}

function yes(
  key:
    | 'opencredits.refreshWhileSpending'
    | 'opencredits.providers.openrouter.enabled'
    | 'opencredits.showInStatusBar',
): string {
  return settings.get(key) ? 'yes' : 'no';
}
