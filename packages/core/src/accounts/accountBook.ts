import type { Account, SavedKey } from '../model/account.ts';
import { type Failed, failed, type KeySlot, keySlots } from '../model/failure.ts';
import type { Clock, Disposable, FileStore, Logger, Random, SecretStore } from '../ports.ts';
import type { Keys } from '../providers/readAccount.ts';
import type { Redactor } from '../redact/redactor.ts';
import { isBoolean, isText, listOf, objectOf, oneOf, textLike } from '../storage/check.ts';
import { storedFile } from '../storage/storedFile.ts';
import { Emitter, type Event } from '../util/emitter.ts';

/** A keyring that waits for its owner's password may never answer; then the account says so and goes on. */
export const KEYRING_PATIENCE_MS = 10_000;

/** The accounts and their keys: the one place that reads and writes SecretStorage. */
export interface AccountBook extends Disposable {
  readonly accounts: readonly Account[];
  /** The person does not want to be reminded to set up a key. */
  readonly setupDismissed: boolean;
  /** Fires after the accounts, or the keys of one, have changed: here, or in another window. Maybe without a change. */
  readonly onDidChange: Event<void>;
  /** Reads the accounts from disk, again where another window may have written them. Never rejects. */
  load(): Promise<void>;
  /** The saved keys of an account. Waits for the keyring at most {@link KEYRING_PATIENCE_MS}; never rejects. */
  keysOf(account: Account): Promise<KeysOutcome>;
  /**
   * Stores a key, making the account where there is none. Rejects, with nothing kept, when SecretStorage refuses.
   * The index is written first: other windows learn of the change by the secret's event and must then find it.
   */
  saveKey(providerId: string, slot: KeySlot, key: string, source: SavedKey['source']): Promise<void>;
  /** Forgets one key; the account goes with its last one. Rejects, with nothing changed, when SecretStorage refuses. */
  removeKey(account: Account, slot: KeySlot): Promise<void>;
  dismissSetup(): Promise<void>;
  /** Deletes every key and account. Rejects, with the accounts kept, when SecretStorage refuses. */
  forgetKeys(): Promise<void>;
}

export type KeysOutcome = { readonly kind: 'keys'; readonly keys: Keys } | Failed;

export interface BookPorts {
  readonly files: FileStore;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly redactor: Redactor;
  readonly log: Logger;
}

/** `accounts.json`: which accounts there are. The keys themselves are in SecretStorage only. */
type Book = Pick<AccountBook, 'accounts' | 'setupDismissed'>;

const EMPTY: Book = { accounts: [], setupDismissed: false };

const isBook = objectOf<Book>({
  accounts: listOf(
    objectOf<Account>({
      id: textLike(/^[0-9a-f]{32}$/),
      providerId: isText,
      keys: listOf(
        objectOf<SavedKey>({
          slot: oneOf(...keySlots),
          source: oneOf('pasted', 'environment'),
          revision: isText,
        }),
      ),
    }),
  ),
  setupDismissed: isBoolean,
});

export function createAccountBook(ports: BookPorts): AccountBook {
  const { secrets, clock, random, redactor, log } = ports;
  const file = storedFile(ports, 'accounts.json', isBook, EMPTY);
  const changed = new Emitter<void>(log);
  let book = EMPTY;

  const load = async (): Promise<void> => {
    book = await file.load();
    changed.fire();
  };

  const subscription = secrets.onDidChange((name) => {
    if (name.startsWith(SECRET_PREFIX)) void load();
  });

  /** Those who wait for the keyring: they wait no longer than the window lives. */
  const waiting = new Set<() => void>();

  const readSecret = (name: string): Promise<{ readonly key: string } | 'missing' | 'noAnswer'> =>
    new Promise((resolve) => {
      const giveUp = (): void => {
        timer.dispose();
        waiting.delete(giveUp);
        resolve('noAnswer');
      };
      const timer = clock.after(KEYRING_PATIENCE_MS, giveUp);
      waiting.add(giveUp);
      const finish = (key?: string): void => {
        // VS Code drops an entry that it cannot decrypt: an account without its key means "lost", not "never set".
        resolve(key === undefined ? 'missing' : { key });
        giveUp();
      };
      secrets.get(name).then(finish, (error: unknown) => {
        log.warn('SecretStorage refused', error);
        finish();
      });
    });

  /** Changes the index on disk and then SecretStorage; both or neither. */
  const commit = async (next: Book, changeSecrets: () => Promise<void>): Promise<void> => {
    const before = book;
    book = next;
    try {
      await file.save(next);
      await changeSecrets();
    } catch (error) {
      book = before;
      await file.save(before).catch(() => undefined);
      throw error;
    }
    changed.fire();
  };

  /** The book with an account in its former self's place; without it where no key is left. */
  const bookWith = (account: Account): Book => {
    const accounts = book.accounts.filter((one) => one.id !== account.id);
    if (account.keys.length > 0) accounts.push(account);
    return { ...book, accounts };
  };

  return {
    get accounts() {
      return book.accounts;
    },
    get setupDismissed() {
      return book.setupDismissed;
    },
    onDidChange: changed.event,
    load,
    async keysOf({ id, keys: saved }) {
      const keys: { -readonly [S in KeySlot]?: string } = {};
      for (const { slot } of saved) {
        const found = await readSecret(secretName(id, slot));
        if (typeof found === 'string') return failed({ kind: 'keyUnavailable', reason: found });
        redactor.remember(found.key);
        keys[slot] = found.key;
      }
      return saved.length > 0
        ? { kind: 'keys', keys }
        : failed({ kind: 'keyUnavailable', reason: 'missing' });
    },
    async saveKey(providerId, slot, key, source) {
      redactor.remember(key);
      await load();
      const { id, keys } = book.accounts.find((one) => one.providerId === providerId) ?? {
        id: random.id(),
        keys: [],
      };
      const saved: SavedKey = { slot, source, revision: random.id() };
      await commit(bookWith({ id, providerId, keys: [...others(keys, slot), saved] }), () =>
        secrets.set(secretName(id, slot), key),
      );
    },
    async removeKey(account, slot) {
      await load();
      const { id } = account;
      const keys = book.accounts.find((one) => one.id === id)?.keys ?? [];
      await commit(bookWith({ ...account, keys: others(keys, slot) }), () =>
        secrets.delete(secretName(id, slot)),
      );
    },
    async dismissSetup() {
      await load();
      await commit({ ...book, setupDismissed: true }, () => Promise.resolve());
    },
    async forgetKeys() {
      await load();
      const { accounts } = book;
      await commit(EMPTY, async () => {
        for (const { id } of accounts) {
          // Every slot, recorded or not: a crash between two steps may have left one behind.
          for (const slot of keySlots) await secrets.delete(secretName(id, slot));
        }
      });
    },
    dispose() {
      for (const giveUp of waiting) giveUp();
      subscription.dispose();
      changed.dispose();
    },
  };
}

const SECRET_PREFIX = 'opencredits.key.';

/** VS Code writes the names of secrets into its trace log: they hold random ids and nothing else. */
function secretName(accountId: string, slot: KeySlot): string {
  return `${SECRET_PREFIX}${accountId}.${slot}`;
}

function others(keys: readonly SavedKey[], slot: KeySlot): readonly SavedKey[] {
  return keys.filter((key) => key.slot !== slot);
}

/** Changes whenever one of the account's keys does. */
export function keyRevisions({ keys }: Account): string {
  return keys.map(({ slot, revision }) => `${slot}:${revision}`).join(' ');
}
