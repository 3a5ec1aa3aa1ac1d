import { headlineOf, type Monitor } from '@opencredits/core';
import { env, version, window, workspace } from 'vscode';
import { getSetting } from '../adapters/settings.ts';

/**
 * What helps to find a fault, and nothing more: no key, no hash of one, no label, no amount, no user name, no path, no
 * workspace. Built from a list of what may be in it, not by leaving things out.
 */
export async function copyDiagnostics({ watch }: Monitor, ownVersion: string, nowMs: number): Promise<void> {
  const { account, state } = watch.kind === 'watching' ? watch : {};
  const lastGood = state?.lastGood;
  const facts = {
    openCredits: ownVersion,
    vscode: version,
    host: env.appHost,
    remote: env.remoteName !== undefined,
    language: env.language,
    trusted: workspace.isTrusted,
    updateInterval: getSetting('updateInterval'),
    refreshWhileSpending: getSetting('refreshWhileSpending'),
    showInStatusBar: getSetting('showInStatusBar'),
    enabled: getSetting('providers.openrouter.enabled'),
    watch: watch.kind,
    keys: account?.keys.map((key) => key.slot),
    headline: lastGood && headlineOf(lastGood.reading).kind,
    ageSeconds: lastGood && Math.round((nowMs - lastGood.atMs) / 1000),
    failure: state?.trouble?.failure,
    failedAttempts: state?.trouble?.attempts,
  };
  await env.clipboard.writeText(JSON.stringify(facts, undefined, 2));
  void window.showInformationMessage('Diagnostics copied. They hold no key, amount, name or path.');
}
