import { ConfigurationTarget, type Disposable, workspace } from 'vscode';
import type { SettingKey, SettingTypes } from '../generated/contributions.ts';

/**
 * The user's own value where it has the declared type, else the manifest's default; never a workspace's. VS Code
 * already refuses those for application scope, and what decides where and how often we connect is not left to one wall.
 * A choice's value may be none of the declared ones, and a number may be out of range or NaN: users of them must cope.
 */
export function getSetting<K extends SettingKey>(key: K): SettingTypes[K] {
  const { globalValue, defaultValue } = workspace.getConfiguration().inspect<SettingTypes[K]>(key) ?? {};
  return (typeof globalValue === typeof defaultValue ? globalValue : defaultValue) as SettingTypes[K];
}

/** `undefined` takes the user's value away. Rejects when the settings file cannot be written. */
export async function setSetting<K extends SettingKey>(
  key: K,
  value: SettingTypes[K] | undefined,
): Promise<void> {
  await workspace.getConfiguration().update(key, value, ConfigurationTarget.Global);
}

export function onSettingsChange(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('opencredits')) listener();
  });
}
