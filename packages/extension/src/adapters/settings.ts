import { ConfigurationTarget, type Event, workspace } from 'vscode';
import {
  settingDefaults,
  settingEnums,
  type SettingKey,
  settingRanges,
  type SettingTypes,
} from '../generated/contributions.ts';

/**
 * Our settings as the user wrote them, checked. The user's own value or the default, never a workspace's: VS Code
 * already refuses those for application scope, and what decides where and how often we connect is not left to one wall.
 */
export const settings = {
  get<K extends SettingKey>(key: K): SettingTypes[K] {
    const written = workspace.getConfiguration().inspect(key)?.globalValue;
    return isValid(key, written) ? written : settingDefaults[key];
  },

  /** `undefined` takes the user's value away. Rejects when the settings file cannot be written. */
  async set<K extends SettingKey>(key: K, value: SettingTypes[K] | undefined): Promise<void> {
    await workspace.getConfiguration().update(key, value, ConfigurationTarget.Global);
  },

  onDidChange(listener: () => void): ReturnType<Event<unknown>> {
    return workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('opencredits')) listener();
    });
  },
};

function isValid<K extends SettingKey>(key: K, value: unknown): value is SettingTypes[K] {
  if (typeof value !== typeof settingDefaults[key]) return false;
  const allowed = (settingEnums as Partial<Record<SettingKey, readonly unknown[]>>)[key];
  if (allowed && !allowed.includes(value)) return false;
  const range = (settingRanges as Partial<Record<SettingKey, { minimum: number; maximum: number }>>)[key];
  return !range || (typeof value === 'number' && value >= range.minimum && value <= range.maximum);
}
