import { headlineOf, type Monitor } from '@opencredits/core';
import { env, version, workspace } from 'vscode';
import { getSetting } from '../adapters/settings.ts';

/**
 * What helps to find a fault, and nothing more: no key, no hash of one, no label, no amount, no user name, no path, no
 * workspace. Built from a list of what may be in it, not by leaving things out.
 */
export function diagnostics({ watch }: Monitor, ownVersion: string, nowMs: number): string {
  const state = watch.kind === 'watching' ? watch.state : undefined;
  const facts = {
    openCredits: ownVersion,
    vscode: version,
    host: env.appHost,
    remote: env.remoteName !== undefined,
    language: env.language,
    trusted: workspace.isTrusted,
    updateInterval: getSetting('opencredits.updateInterval'),
    refreshWhileSpending: getSetting('opencredits.refreshWhileSpending'),
    showInStatusBar: getSetting('opencredits.showInStatusBar'),
    openrouterEnabled: getSetting('opencredits.providers.openrouter.enabled'),
    watch: watch.kind,
    keys: watch.kind === 'watching' ? watch.account.keys.map((key) => key.slot) : [],
    headline: state?.lastGood && headlineOf(state.lastGood.reading).kind,
    ageSeconds: state?.lastGood && Math.round((nowMs - state.lastGood.atMs) / 1000),
    failure: state?.trouble?.failure,
    failedAttempts: state?.trouble?.attempts,
  };
  return JSON.stringify(facts, undefined, 2);
}
