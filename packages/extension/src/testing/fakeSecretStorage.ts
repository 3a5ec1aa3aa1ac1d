import type { SecretStorage, SecretStorageChangeEvent } from 'vscode';
import { FakeEvent } from './fakeEvent.ts';

/** SecretStorage, with the faults that the real one has. Outlives a window, so a second start finds its keys. */
export class FakeSecretStorage implements SecretStorage {
  readonly values = new Map<string, string>();
  /** Every name that was ever used: VS Code writes them into its trace log. */
  readonly names = new Set<string>();
  refuses: 'nothing' | 'get' | 'store' | 'delete' = 'nothing';
  /** A keyring that waits for its owner's password: nothing is ever answered. */
  isSilent = false;
  /** VS Code since 1.106 can say what it keeps; before, there is no such function. */
  keys: (() => Promise<readonly string[]>) | undefined;
  readonly changed = new FakeEvent<SecretStorageChangeEvent>();
  readonly onDidChange = this.changed.event;

  /** The keys that are kept, without the revision that stands before each. */
  get keptKeys(): readonly string[] {
    return [...this.values.values()].map((text) => text.replace(/^[0-9a-f]{32} /, ''));
  }

  /** From now on VS Code is one that can. */
  canTellNames(): void {
    this.keys = async () => {
      await Promise.resolve();
      return [...this.values.keys()];
    };
  }

  async get(key: string): Promise<string | undefined> {
    await this.#touch(key, 'get');
    return this.values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    await this.#touch(key, 'store', value);
    this.values.set(key, value);
    this.changed.fire({ key });
  }

  async delete(key: string): Promise<void> {
    await this.#touch(key, 'delete');
    this.values.delete(key);
    this.changed.fire({ key });
  }

  async #touch(key: string, what: 'get' | 'store' | 'delete', value = ''): Promise<void> {
    this.names.add(key);
    if (this.isSilent) await new Promise(() => undefined);
    await Promise.resolve();
    // The cruellest way to fail: with the key in the message and in the cause.
    if (this.refuses === what)
      throw new Error(`the keyring refused ${value}`, { cause: { headers: { authorization: value } } });
  }
}
