import type { Account, SavedKey } from '../model/account.ts';
import type { KeySlot } from '../model/failure.ts';
import type { Clock, Disposable, FileStore, Logger, Random, SecretStore } from '../ports.ts';
import type { Keys } from '../providers/readAccount.ts';
import type { Redactor } from '../redact/redactor.ts';
import { isBoolean, isText, listOf, objectOf, oneOf, textLike } from '../storage/check.ts';
import { type StoredFile, storedFile } from '../storage/storedFile.ts';
import { Emitter } from '../util/emitter.ts';

/** A keyring that waits for its owner's password may never answer; then the account says so and goes on. */
export const KEYRING_PATIENCE_MS = 10_000;

export type KeysOutcome =
  | { readonly kind: 'keys'; readonly keys: Keys }
  | { readonly kind: 'unavailable'; readonly reason: 'missing' | 'noAnswer' };

/** `accounts.json`: which accounts there are. The keys themselves are in SecretStorage only. */
interface Book {
  readonly accounts: readonly Account[];
  /** The person does not want to be reminded to set up a key. */
  readonly setupDismissed: boolean;
}

const isBook = objectOf<Book>({
  accounts: listOf(
    objectOf<Account>({
      id: textLike(/^[0-9a-f]{32}$/),
      providerId: isText,
      keys: listOf(
        objectOf<SavedKey>({
          slot: oneOf('ordinary', 'management'),
          source: oneOf('pasted', 'environment'),
          revision: isText,
        }),
      ),
    }),
  ),
  setupDismissed: isBoolean,
});

const EMPTY: Book = { accounts: [], setupDismissed: false };

interface Ports {
  readonly files: FileStore;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly redactor: Redactor;
  readonly log: Logger;
}

/** The accounts and their keys: the one place that reads and writes SecretStorage. */
export class AccountBook implements Disposable {
  readonly #ports: Ports;
  readonly #file: StoredFile<Book>;
  readonly #changed = new Emitter<void>((error) => this.#ports.log.error('A listener failed', error));
  readonly #subscription: Disposable;
  #book: Book = EMPTY;

  /** Fires after the accounts, or the keys of one, have changed: here, or in another window. Maybe without a change. */
  readonly onDidChange = this.#changed.event;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#file = storedFile(ports, 'accounts.json', isBook, EMPTY);
    this.#subscription = ports.secrets.onDidChange((name) => {
      if (!name.startsWith(SECRET_PREFIX)) return;
      this.load().then(
        () => this.#changed.fire(),
        (error: unknown) => ports.log.error('The accounts could not be read again', error),
      );
    });
  }

  /** Reads the accounts from disk, again where another window may have written them. */
  async load(): Promise<void> {
    this.#book = await this.#file.load();
  }

  get accounts(): readonly Account[] {
    return this.#book.accounts;
  }

  get setupDismissed(): boolean {
    return this.#book.setupDismissed;
  }

  /** The saved keys of an account. Waits for the keyring at most {@link KEYRING_PATIENCE_MS}; never rejects. */
  async keysOf(account: Account): Promise<KeysOutcome> {
    const keys: { -readonly [S in KeySlot]?: string } = {};
    for (const { slot } of account.keys) {
      const found = await this.#readSecret(secretName(account.id, slot));
      if (found === 'noAnswer') return { kind: 'unavailable', reason: 'noAnswer' };
      // VS Code drops an entry that it cannot decrypt: an account without its key means "lost", not "never set".
      if (found.value === undefined) return { kind: 'unavailable', reason: 'missing' };
      this.#ports.redactor.remember(found.value);
      keys[slot] = found.value;
    }
    return account.keys.length === 0 ? { kind: 'unavailable', reason: 'missing' } : { kind: 'keys', keys };
  }

  /**
   * Stores a key, making the account where there is none. Rejects, with nothing kept, when SecretStorage refuses.
   * The index is written first: other windows learn of the change by the secret's event and must then find it.
   */
  async saveKey(providerId: string, slot: KeySlot, key: string, source: SavedKey['source']): Promise<void> {
    const { random, redactor, secrets } = this.#ports;
    redactor.remember(key);
    await this.load();
    const existing = this.accounts.find((one) => one.providerId === providerId);
    const account: Account = {
      id: existing?.id ?? random.id(),
      providerId,
      keys: [...keysBut(existing, slot), { slot, source, revision: random.id() }],
    };
    await this.#commit(account.id, [account], () => secrets.set(secretName(account.id, slot), key));
  }

  /** Forgets one key; the account goes with its last one. Rejects, with nothing changed, when SecretStorage refuses. */
  async removeKey({ id }: Account, slot: KeySlot): Promise<void> {
    await this.load();
    const account = this.accounts.find((one) => one.id === id);
    const keys = keysBut(account, slot);
    const left = account && keys.length > 0 ? [{ ...account, keys }] : [];
    await this.#commit(id, left, () => this.#ports.secrets.delete(secretName(id, slot)));
  }

  async dismissSetup(): Promise<void> {
    await this.load();
    this.#book = { ...this.#book, setupDismissed: true };
    await this.#file.save(this.#book);
    this.#changed.fire();
  }

  /** Deletes every key. The files are wiped by whoever owns them all. */
  async forgetKeys(): Promise<void> {
    for (const account of this.#book.accounts) {
      // Every slot, recorded or not: a crash between two steps may have left one behind.
      for (const slot of ['ordinary', 'management'] as const) {
        await this.#ports.secrets.delete(secretName(account.id, slot));
      }
    }
    this.#book = EMPTY;
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** Puts `replacement` where the account `id` was, on disk and then in SecretStorage; both or neither. */
  async #commit(
    id: string,
    replacement: readonly Account[],
    changeSecret: () => Promise<void>,
  ): Promise<void> {
    const before = this.#book;
    const others = before.accounts.filter((one) => one.id !== id);
    this.#book = { ...before, accounts: [...others, ...replacement] };
    try {
      await this.#file.save(this.#book);
      await changeSecret();
    } catch (error) {
      this.#book = before;
      await this.#file.save(before).catch(() => undefined);
      throw error;
    }
    this.#changed.fire();
  }

  #readSecret(name: string): Promise<{ readonly value: string | undefined } | 'noAnswer'> {
    const { secrets, clock, log } = this.#ports;
    return new Promise((resolve) => {
      const timer = clock.after(KEYRING_PATIENCE_MS, () => resolve('noAnswer'));
      const finish = (value: string | undefined): void => {
        timer.dispose();
        resolve({ value });
      };
      secrets.get(name).then(finish, (error: unknown) => {
        log.warn('SecretStorage refused to give a key', error);
        finish(undefined);
      });
    });
  }
}

const SECRET_PREFIX = 'opencredits.key.';

/** VS Code writes the names of secrets into its trace log: they hold random ids and nothing else. */
function secretName(accountId: string, slot: KeySlot): string {
  return `${SECRET_PREFIX}${accountId}.${slot}`;
}

function keysBut(account: Account | undefined, slot: KeySlot): readonly SavedKey[] {
  return account?.keys.filter((key) => key.slot !== slot) ?? [];
}

/** Changes whenever one of the account's keys does. */
export function keyRevisions(account: Account): string {
  return account.keys
    .map((key) => `${key.slot}:${key.revision}`)
    .sort()
    .join(' ');
}
