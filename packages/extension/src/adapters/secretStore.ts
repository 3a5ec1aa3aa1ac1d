import type { SecretStore } from '@opencredits/core';
import type { SecretStorage } from 'vscode';

export function createSecretStore(storage: SecretStorage): SecretStore {
  return {
    get: async (name) => storage.get(name),
    set: async (name, value) => storage.store(name, value),
    delete: async (name) => storage.delete(name),
    onDidChange: (listener) => storage.onDidChange(({ key }) => listener(key)),
  };
}
