import { type Budgets, type Thresholds, usableLocale } from '@opencredits/core';
import type { Disposable } from 'vscode';
import type { SettingTypes } from '../generated/contributions.ts';
import { ConfigurationTarget, env, workspace } from '../vscodeApi.ts';

/** A setting's name without our prefix. */
type SettingName = WithoutPrefix<keyof SettingTypes>;
type WithoutPrefix<Key> = Key extends `${typeof SECTION}.${infer Name}` ? Name : never;
type SettingType<Name extends SettingName> = SettingTypes[`${typeof SECTION}.${Name}`];

const SECTION = 'opencredits';

/** The switch of the one provider that there is. */
export const ENABLED = 'providers.openrouter.enabled';

/**
 * The user's own value where it has the declared type, else the manifest's default; never a workspace's. VS Code
 * already refuses those for application scope, and what decides where and how often we connect is not left to one wall.
 * A choice's value may be none of the declared ones, and a number may be out of range or NaN: users of them must cope.
 */
export function getSetting<Name extends SettingName>(name: Name): SettingType<Name> {
  const { globalValue, defaultValue } =
    workspace.getConfiguration(SECTION).inspect<SettingType<Name>>(name) ?? {};
  return (typeof globalValue === typeof defaultValue ? globalValue : defaultValue) as SettingType<Name>;
}

/** What any account may spend that has no budgets of its own. */
export function budgetsForAll(): Budgets {
  return {
    day: getSetting('budgets.daily'),
    week: getSetting('budgets.weekly'),
    month: getSetting('budgets.monthly'),
  };
}

/** Below which the balance is low, and critical. */
export function lowThresholds(): Thresholds {
  return { low: getSetting('thresholds.low'), critical: getSetting('thresholds.critical') };
}

/** How amounts are written for this person, if at all. */
export function amountStyle(): { readonly locale: string; readonly hideAmounts: boolean } {
  return { locale: usableLocale(env.language), hideAmounts: getSetting('hideAmounts') };
}

/** `undefined` takes the user's value away. Rejects when the settings file cannot be written. */
export async function setSetting<Name extends SettingName>(
  name: Name,
  value: SettingType<Name> | undefined,
): Promise<void> {
  await workspace.getConfiguration(SECTION).update(name, value, ConfigurationTarget.Global);
}

export function onSettingsChange(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SECTION)) listener();
  });
}
