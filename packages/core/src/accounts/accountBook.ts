import type { Account, SavedKey } from '../model/account.ts';
import { type Failed, failed, type KeySlot } from '../model/failure.ts';
import {
  asideName,
  type Clock,
  type Disposable,
  type FileStore,
  type FolderSharing,
  type Logger,
  type Random,
  type SecretStore,
} from '../ports.ts';
import type { Keys } from '../providers/readAccount.ts';
import type { Redactor } from '../redact/redactor.ts';
import { type FileTrouble, storedFile } from '../storage/storedFile.ts';
import { Emitter, type Event } from '../util/emitter.ts';
import {
  type AccountIndex,
  EMPTY_INDEX,
  isAccountIndex,
  keyRevisions,
  salvageIndex,
  withAccount,
  withAccountMoved,
  withoutAccount,
} from './accountIndex.ts';
import { accountOfSecret, idsIn, possibleSecrets, secretName } from './secretNames.ts';
import { parseSecret, secretText } from './secretText.ts';

/** A keyring that waits for its owner's password may never answer; then the account says so and goes on. */
export const KEYRING_PATIENCE_MS = 10_000;

const INDEX_FILE = 'accounts.json';

/** The accounts and their keys: the one place that reads and writes SecretStorage. */
export interface AccountBook extends Disposable {
  /** In the person's order. */
  readonly accounts: readonly Account[];
  /** The person does not want to be reminded to set up a key. */
  readonly setupDismissed: boolean;
  /**
   * Fires after the accounts, or the keys of one, have changed: here, or in another window. Now and then without a change.
   * Gives the id of the account whose secret was touched, where it was one.
   */
  readonly onDidChange: Event<string | undefined>;
  /** The index was damaged, and this window has mended it; or it is of a newer version, and left alone. Once each. */
  readonly onTrouble: Event<IndexTrouble>;
  /** Reads the accounts from disk, again where another window may have written them. Never rejects. */
  load(): Promise<void>;
  /** The saved keys of an account. Waits for the keyring at most {@link KEYRING_PATIENCE_MS}; never rejects. */
  keysOf(account: Account): Promise<KeysOutcome>;
  /**
   * Stores a key: of an account that there is, or of a new one. Rejects, with nothing kept, when SecretStorage or the
   * disk refuses. @returns the account
   */
  saveKey(
    whose: Account | NewAccount,
    slot: KeySlot,
    key: string,
    source: SavedKey['source'],
  ): Promise<Account>;
  /** Forgets one key; the account goes with its last one. Rejects, with nothing changed, when SecretStorage refuses. */
  removeKey(account: Account, slot: KeySlot): Promise<void>;
  /** Forgets an account and all of its keys. Rejects like {@link removeKey}. */
  remove(account: Account): Promise<void>;
  /** Renames an account, or switches it on or off. Rejects when the disk refuses. */
  change(account: Account, change: Partial<Pick<Account, 'label' | 'disabled'>>): Promise<void>;
  /** Moves an account by so many places in the order; stops at either end. Rejects when the disk refuses. */
  move(account: Account, by: number): Promise<void>;
  dismissSetup(): Promise<void>;
  /** Deletes every key and account. Rejects, with the accounts kept, when SecretStorage refuses. */
  forgetKeys(): Promise<void>;
}

export type NewAccount = Pick<Account, 'providerId' | 'label'>;

export interface IndexTrouble {
  readonly kind: FileTrouble;
  /** How many accounts could be kept. */
  readonly kept: number;
}

export type KeysOutcome =
  | {
      readonly kind: 'keys';
      readonly keys: Keys;
      /** Which keys these are, in the words of `keyRevisions`. */
      readonly revisions: string;
    }
  | Failed;

export interface BookPorts {
  readonly files: FileStore & FolderSharing;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly redactor: Redactor;
  readonly log: Logger;
}

export function createAccountBook(ports: BookPorts): AccountBook {
  const { files, secrets, clock, random, redactor, log } = ports;
  const changed = new Emitter<string | undefined>(log);
  const troubled = new Emitter<IndexTrouble>(log);
  const file = storedFile(ports, INDEX_FILE, isAccountIndex, EMPTY_INDEX, {
    salvage: salvageIndex,
    onTrouble: (kind, { accounts }) => troubled.fire({ kind, kept: accounts.length }),
  });
  let index = EMPTY_INDEX;
  /** What changes the index waits for what changed it before. */
  let queue: Promise<unknown> = Promise.resolve();

  const read = async (): Promise<void> => {
    index = await file.load();
  };

  const write = async (next: AccountIndex): Promise<void> => {
    await file.save(next);
    index = next;
  };

  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = queue.then(run);
    queue = mine.catch(() => undefined);
    return mine;
  };

  /** One change at a time, each on what is on disk now; what goes wrong in the middle leaves the index as it was. */
  const mutate = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await inTurn(async () => {
        await read();
        const before = index;
        try {
          return await run();
        } catch (error) {
          if (index !== before) await write(before).catch(() => undefined);
          throw error;
        }
      });
    } finally {
      changed.fire(undefined);
    }
  };

  const load = async (touched?: string): Promise<void> => {
    const before = index;
    await inTurn(read);
    // The same text is the same index: most looks find nothing new.
    if (index !== before || touched !== undefined) changed.fire(touched);
  };

  const subscriptions: readonly Disposable[] = [
    secrets.onDidChange((name) => {
      const accountId = accountOfSecret(name);
      if (accountId !== undefined) void load(accountId);
    }),
    files.onDidChange((name) => {
      if (name === INDEX_FILE) void load();
    }),
  ];

  /** Those who wait for the keyring: they wait no longer than the window lives. */
  const waiting = new Set<() => void>();

  const readSecret = (name: string): Promise<{ readonly text: string } | 'missing' | 'noAnswer'> =>
    new Promise((resolve) => {
      const giveUp = (): void => {
        timer.dispose();
        waiting.delete(giveUp);
        resolve('noAnswer');
      };
      const timer = clock.after(KEYRING_PATIENCE_MS, giveUp);
      waiting.add(giveUp);
      const finish = (text?: string): void => {
        // VS Code drops an entry that it cannot decrypt: an account without its key means "lost", not "never set".
        resolve(text === undefined ? 'missing' : { text });
        giveUp();
      };
      secrets.get(name).then(finish, (error: unknown) => {
        log.warn('SecretStorage refused', error);
        finish();
      });
    });

  const accountNow = ({ id }: Account): Account | undefined => index.accounts.find((one) => one.id === id);

  /** Takes keys out of the index, then out of SecretStorage, then the account without keys out of the index. */
  const forget = async (account: Account, isGoing: (key: SavedKey) => boolean): Promise<void> => {
    const now = accountNow(account);
    if (!now) return;
    const keys = now.keys.filter((key) => !isGoing(key));
    await write(withAccount(index, { ...now, keys }));
    for (const { slot } of now.keys.filter(isGoing)) await secrets.delete(secretName(now.id, slot));
    if (keys.length === 0) await write(withoutAccount(index, now.id));
  };

  /** A key was saved, and the window ended before it could say so in the index. */
  const mend = async (account: Account, keys: readonly SavedKey[]): Promise<void> => {
    await mutate(async () => {
      const now = accountNow(account);
      if (now && keyRevisions(now) === keyRevisions(account))
        await write(withAccount(index, { ...now, keys }));
    }).catch(() => undefined);
  };

  return {
    get accounts() {
      return index.accounts.filter(({ keys }) => keys.length > 0);
    },
    get setupDismissed() {
      return index.setupDismissed;
    },
    onDidChange: changed.event,
    onTrouble: troubled.event,
    load: () => load(),
    async keysOf(account) {
      const keys: { -readonly [S in KeySlot]?: string } = {};
      const found: SavedKey[] = [];
      for (const saved of account.keys) {
        const secret = await readSecret(secretName(account.id, saved.slot));
        if (typeof secret === 'string') return failed({ kind: 'keyUnavailable', reason: secret });
        const { revision, key } = parseSecret(secret.text, saved);
        redactor.remember(key);
        keys[saved.slot] = key;
        found.push({ ...saved, revision });
      }
      if (found.length === 0) return failed({ kind: 'keyUnavailable', reason: 'missing' });
      const revisions = keyRevisions({ keys: found });
      if (revisions !== keyRevisions(account)) void mend(account, found);
      return { kind: 'keys', keys, revisions };
    },
    saveKey: (whose, slot, key, source) =>
      mutate(async () => {
        redactor.remember(key);
        const { providerId, label } = whose;
        const account: Account = ('id' in whose ? accountNow(whose) : undefined) ?? {
          id: 'id' in whose ? whose.id : random.id(),
          providerId,
          label,
          keys: [],
        };
        const name = secretName(account.id, slot);
        const saved: SavedKey = { slot, source, revision: random.id() };
        const others = account.keys.filter((one) => one.slot !== slot);
        const next: Account = { ...account, keys: [...others, saved] };
        // Left behind by a window that ended while it added an account: nobody sees it, its key must not stay.
        for (const lost of index.accounts.filter((one) => one.keys.length === 0)) {
          for (const one of possibleSecrets([lost.id])) await secrets.delete(one);
          await write(withoutAccount(index, lost.id));
        }
        // Before the secret: without an entry nobody would find it again. And a disk that refuses is known in time.
        await write(withAccount(index, account));
        const old = others.length < account.keys.length ? await readSecret(name) : 'missing';
        await secrets.set(name, secretText(saved.revision, key));
        // After the secret: other windows must not take the old key for the new one.
        await write(withAccount(index, next)).catch(async (error: unknown) => {
          await (typeof old === 'string' ? secrets.delete(name) : secrets.set(name, old.text));
          throw error;
        });
        return next;
      }),
    removeKey: (account, slot) => mutate(() => forget(account, (key) => key.slot === slot)),
    remove: (account) => mutate(() => forget(account, () => true)),
    change: (account, change) =>
      mutate(async () => {
        const now = accountNow(account);
        if (now) await write(withAccount(index, { ...now, ...change }));
      }),
    move: (account, by) => mutate(() => write(withAccountMoved(index, account.id, by))),
    dismissSetup: () => mutate(() => write({ ...index, setupDismissed: true })),
    forgetKeys: () =>
      mutate(async () => {
        const ids = new Set(index.accounts.map(({ id }) => id));
        // A damaged or newer index, too, knows accounts whose keys are ours to delete.
        for (const name of [INDEX_FILE, asideName(INDEX_FILE)]) {
          for (const id of idsIn((await files.read(name).catch(() => undefined)) ?? '')) ids.add(id);
        }
        const kept = (await secrets.names().catch(() => undefined))?.filter(
          (name) => accountOfSecret(name) !== undefined,
        );
        // Windows that still ask stop first. An index that is not ours to write goes with the folder.
        const emptied = index.accounts.map((account) => ({ ...account, keys: [] }));
        await write({ ...index, accounts: emptied }).catch(() => undefined);
        for (const name of new Set([...possibleSecrets(ids), ...(kept ?? [])])) await secrets.delete(name);
        await write(EMPTY_INDEX).catch(() => undefined);
        index = EMPTY_INDEX;
      }),
    dispose() {
      for (const giveUp of waiting) giveUp();
      for (const subscription of subscriptions) subscription.dispose();
      changed.dispose();
      troubled.dispose();
    },
  };
}
