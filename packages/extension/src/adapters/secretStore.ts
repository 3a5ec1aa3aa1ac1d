import type { SecretStore } from '@opencredits/core';
import type { SecretStorage } from 'vscode';

interface KeysOfNewerVersions {
  /** Since VS Code 1.106. */
  keys?(): Thenable<readonly string[]>;
}

export function createSecretStore(storage: SecretStorage): SecretStore {
  return {
    get: async (name) => storage.get(name),
    set: async (name, value) => storage.store(name, value),
    delete: async (name) => storage.delete(name),
    names: async () => (storage as SecretStorage & KeysOfNewerVersions).keys?.(),
    onDidChange: (listener) => storage.onDidChange(({ key }) => listener(key)),
  };
}
