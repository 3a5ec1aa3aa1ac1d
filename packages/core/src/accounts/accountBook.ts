import type { Account, SavedKey } from '../model/account.ts';
import { type Failed, failed, type KeySlot } from '../model/failure.ts';
import type { Clock, Disposable, FileStore, FolderSharing, Logger, Random, SecretStore } from '../ports.ts';
import type { Keys } from '../providers/readAccount.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { FileTrouble } from '../storage/storedFile.ts';
import { Emitter, type Event } from '../util/emitter.ts';
import {
  type AccountIndex,
  EMPTY_INDEX,
  keyRevisions,
  withAccount,
  withAccountMoved,
  withoutAccount,
} from './accountIndex.ts';
import { INDEX_FILE, indexFile, type IndexFile } from './indexFile.ts';
import { isLaterOf, revisionAfter } from './revision.ts';
import { accountOfSecret, idsIn, possibleSecrets, secretName } from './secretNames.ts';
import { parseSecret, secretText } from './secretText.ts';

/** A keyring that waits for its owner's password may never answer; then the account says so and goes on. */
export const KEYRING_PATIENCE_MS = 10_000;

/** It may ask its owner for a password before it keeps or deletes something. */
const KEEPING_PATIENCE_MS = 120_000;
/** The list of accounts comes from another window at once, a key that was saved there a little later. */
const LATE_SECRET_MS = 1_000;
/** An account that is being added may wait for the keyring twice, and its owner. After that it is left behind. */
const ADDING_MS = 3_600_000;

/** The accounts and their keys: the one place that reads and writes SecretStorage. */
export interface AccountBook extends Disposable {
  /** In the person's order. */
  readonly accounts: readonly Account[];
  /** Of all that the list holds: also of those that are on their way in, or out and may come back. */
  readonly ids: readonly string[];
  /** The person does not want to be reminded to set up a key. */
  readonly setupDismissed: boolean;
  /** Whether the accounts are what is on disk: `unreadable` it may not have been read yet, `newer` cannot be. */
  readonly standing: IndexFile['standing'];
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
  /** Renames an account, switches it on or off, or gives it budgets. Rejects when the disk refuses. */
  change(account: Account, change: Partial<Pick<Account, 'label' | 'disabled' | 'budgets'>>): Promise<void>;
  /** Moves an account by so many places in the order; stops at either end. Rejects when the disk refuses. */
  move(account: Account, by: number): Promise<void>;
  dismissSetup(): Promise<void>;
  /** How often everything was forgotten in this window: what was begun before that must not be kept after it. */
  readonly timesForgotten: number;
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
  const file = indexFile(ports, (kind, { accounts }) => troubled.fire({ kind, kept: accounts.length }));

  let timesForgotten = 0;
  /** Changes of this window that are under way: what is seen of them in between is not told. */
  let underWay = 0;
  /** The accounts whose secrets were touched meanwhile. */
  const touchedMeanwhile = new Set<string>();

  /** A change of several steps. Whatever becomes of it, it is told when it is over. */
  const telling = async <T>(run: () => Promise<T>): Promise<T> => {
    underWay += 1;
    try {
      return await run();
    } finally {
      underWay -= 1;
      for (const touched of touchedMeanwhile) changed.fire(touched);
      touchedMeanwhile.clear();
      changed.fire(undefined);
    }
  };

  const load = async (touched?: string): Promise<void> => {
    const before = file.index;
    await file.load();
    if (underWay > 0) {
      if (touched !== undefined) touchedMeanwhile.add(touched);
    } else if (file.index !== before || touched !== undefined) {
      // The same text is the same index: most looks find nothing new.
      changed.fire(touched);
    }
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

  /** Calls `over` when so long has passed, when the window ends, or when what it returns is called. */
  const waitFor = (ms: number, over: () => void): (() => void) => {
    const end = (): void => {
      timer.dispose();
      waiting.delete(end);
      over();
    };
    const timer = clock.after(ms, end);
    waiting.add(end);
    return end;
  };

  const readSecret = (name: string): Promise<{ readonly text: string } | 'missing' | 'noAnswer'> =>
    new Promise((resolve) => {
      const giveUp = waitFor(KEYRING_PATIENCE_MS, () => resolve('noAnswer'));
      secrets
        .get(name)
        .then(
          // VS Code drops an entry that it cannot decrypt: an account without its key means "lost", not "never set".
          (text) => resolve(text === undefined ? 'missing' : { text }),
          // A keyring that is locked or busy may refuse as well as say nothing. The key may well be in it.
          (error: unknown) => {
            log.warn('SecretStorage refused', error);
            resolve('noAnswer');
          },
        )
        .finally(giveUp);
    });

  const secretNow = async (
    accountId: string,
    saved: SavedKey,
  ): Promise<ReturnType<typeof parseSecret> | 'missing' | 'noAnswer'> => {
    for (const isLast of [false, true]) {
      const secret = await readSecret(secretName(accountId, saved.slot));
      if (typeof secret === 'string') return secret;
      const found = parseSecret(secret.text, saved);
      redactor.remember(found.key);
      if (!isLaterOf(saved, { ...saved, revision: found.revision })) return found;
      if (!isLast) await new Promise<void>((resolve) => waitFor(LATE_SECRET_MS, resolve));
    }
    // In a browser it may never come. The old one is not sent again.
    return 'missing';
  };

  const accountNow = (id: string): Account | undefined => file.index.accounts.find((one) => one.id === id);

  /** Changes one account, where it still is. */
  const updateAccount = (id: string, change: (account: Account) => Account): Promise<void> =>
    file.update((now) => {
      const account = now.accounts.find((one) => one.id === id);
      const next = account && change(account);
      return next && next !== account ? withAccount(now, next) : now;
    });

  const removeKeyless = (id: string): Promise<void> =>
    file.update((now) =>
      now.accounts.some((one) => one.id === id && one.keys.length === 0) ? withoutAccount(now, id) : now,
    );

  /** A keyring may wait for its owner; one that says nothing for so long has not done it. */
  const kept = <T>(asked: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = clock.after(KEEPING_PATIENCE_MS, () => reject(new Error('The keyring does not answer')));
      void asked.finally(() => timer.dispose()).then(resolve, reject);
    });

  /** Takes keys out of the index, then out of SecretStorage, then the account without keys out of the index. */
  const forget = async (id: string, isGoing: (key: SavedKey) => boolean): Promise<void> => {
    await file.load();
    const going = accountNow(id)?.keys.filter(isGoing) ?? [];
    if (going.length === 0) return;
    const isOneOf = ({ slot }: SavedKey): boolean => going.some((key) => key.slot === slot);
    await updateAccount(id, (now) => ({ ...now, keys: now.keys.filter((key) => !isOneOf(key)) }));
    const isLast = accountNow(id)?.keys.length === 0;
    try {
      // With the last key also what a window left there that ended before it could say so.
      const names = isLast ? possibleSecrets([id]) : going.map(({ slot }) => secretName(id, slot));
      for (const name of names) await kept(secrets.delete(name));
    } catch (error) {
      await updateAccount(id, (now) => ({
        ...now,
        keys: [...now.keys.filter((key) => !isOneOf(key)), ...going],
      })).catch(() => undefined);
      throw error;
    }
    if (isLast) await removeKeyless(id);
  };

  /** Left behind by a window that ended while it added an account: nobody sees it, its key must not stay. */
  const sweep = async (): Promise<void> => {
    const nowMs = clock.wallMs();
    const isLeft = ({ keys, addedAtMs = -Infinity }: Account): boolean =>
      keys.length === 0 && !(addedAtMs <= nowMs && nowMs - addedAtMs < ADDING_MS);
    for (const { id } of (await file.load()).accounts.filter(isLeft)) {
      // A change that a window has left to be made may give it its key: to write anything has that one made first.
      await updateAccount(id, (now) => (isLeft(now) ? { ...now, addedAtMs: 0 } : now));
      if (accountNow(id)?.keys.length !== 0) continue;
      for (const name of possibleSecrets([id])) await kept(secrets.delete(name));
      await removeKeyless(id);
    }
  };

  /** A key was saved, and the window ended before it could say so in the index. */
  const mend = (id: string, found: readonly SavedKey[]): Promise<void> =>
    telling(() =>
      updateAccount(id, (now) => {
        const keys = now.keys.map((key) => found.find((one) => isLaterOf(one, key)) ?? key);
        return keys.every((key, at) => key === now.keys[at]) ? now : { ...now, keys };
      }),
    ).catch(() => undefined);

  const saveKey: AccountBook['saveKey'] = async (whose, slot, key, source) => {
    redactor.remember(key);
    await sweep();
    const id = 'id' in whose ? whose.id : random.id();
    const name = secretName(id, slot);
    const { providerId, label } = whose;
    const begun: Account = { id, providerId, label, keys: [], addedAtMs: clock.wallMs() };
    // Before the secret: without an entry nobody would find it again. And a disk that refuses is known in time.
    await file.update((now) => (now.accounts.some((one) => one.id === id) ? now : withAccount(now, begun)));
    const before = accountNow(id)?.keys.find((one) => one.slot === slot);
    // Also where the list knows of none: a window may have ended between the keyring and the list, and left its change to
    // be made. The new one must be later than both.
    const old = 'id' in whose ? await readSecret(name) : 'missing';
    const listed = before?.revision ?? '';
    const stored = typeof old === 'string' ? '' : parseSecret(old.text, { revision: listed }).revision;
    const last = stored > listed ? stored : listed;
    const saved: SavedKey = { slot, source, revision: revisionAfter(last, random.id()) };
    const setting = secrets.set(name, secretText(saved.revision, key));
    try {
      await kept(setting);
    } catch (error) {
      await removeKeyless(id).catch(() => undefined);
      // It may yet do it. A new key of an account that there is is found then; of one that is not, nobody would.
      void setting
        .then(async () => {
          if (!accountNow(id)) await secrets.delete(name);
        })
        .catch(() => undefined);
      throw error;
    }
    try {
      // After the secret: other windows must not take the old key for the new one.
      await updateAccount(id, (now) => ({
        ...now,
        addedAtMs: undefined,
        keys: [...now.keys.filter((one) => one.slot !== slot), saved],
      }));
    } catch (error) {
      await (typeof old === 'string' ? secrets.delete(name) : secrets.set(name, old.text));
      await removeKeyless(id).catch(() => undefined);
      throw error;
    }
    const account = accountNow(id);
    if (account) return account;
    // Removed in another window meanwhile, and so is its key.
    await secrets.delete(name);
    throw new Error('The account was removed');
  };

  return {
    get accounts() {
      return file.index.accounts.filter(({ keys }) => keys.length > 0);
    },
    get ids() {
      return file.index.accounts.map(({ id }) => id);
    },
    get setupDismissed() {
      return file.index.setupDismissed;
    },
    get standing() {
      return file.standing;
    },
    get timesForgotten() {
      return timesForgotten;
    },
    onDidChange: changed.event,
    onTrouble: troubled.event,
    load: () => load(),
    async keysOf(account) {
      const keys: { -readonly [S in KeySlot]?: string } = {};
      const found: SavedKey[] = [];
      for (const saved of account.keys) {
        const secret = await secretNow(account.id, saved);
        if (typeof secret === 'string') return failed({ kind: 'keyUnavailable', reason: secret });
        keys[saved.slot] = secret.key;
        found.push({ ...saved, revision: secret.revision });
      }
      if (found.length === 0) return failed({ kind: 'keyUnavailable', reason: 'missing' });
      const revisions = keyRevisions({ keys: found });
      if (revisions !== keyRevisions(account)) void mend(account.id, found);
      return { kind: 'keys', keys, revisions };
    },
    saveKey: (...key) => telling(() => saveKey(...key)),
    removeKey: ({ id }, slot) => telling(() => forget(id, (key) => key.slot === slot)),
    remove: ({ id }) => telling(() => forget(id, () => true)),
    change: ({ id }, change) => telling(() => updateAccount(id, (now) => ({ ...now, ...change }))),
    move: ({ id }, by) => telling(() => file.update((now) => withAccountMoved(now, id, by))),
    dismissSetup: () => telling(() => file.update((now) => ({ ...now, setupDismissed: true }))),
    forgetKeys: () =>
      telling(async () => {
        timesForgotten += 1;
        const ids = new Set((await file.load()).accounts.map(({ id }) => id));
        // A damaged or newer index, too, knows accounts whose keys are ours to delete; so does one that was set aside.
        for (const name of await files.names(INDEX_FILE).catch(() => [INDEX_FILE])) {
          for (const id of idsIn((await files.read(name).catch(() => undefined)) ?? '')) ids.add(id);
        }
        const known = (await secrets.names().catch(() => undefined))?.filter(
          (name) => accountOfSecret(name) !== undefined,
        );
        // Windows that still ask stop first. An index that is not ours to write goes with the folder.
        const before = file.index.accounts;
        const withKeys = (keys: (account: Account) => readonly SavedKey[]) => (now: AccountIndex) => ({
          ...now,
          accounts: now.accounts.map((account) => ({ ...account, keys: keys(account) })),
        });
        await file.update(withKeys(() => [])).catch(() => undefined);
        try {
          for (const name of new Set([...possibleSecrets(ids), ...(known ?? [])]))
            await kept(secrets.delete(name));
        } catch (error) {
          const keysBefore = ({ id, keys }: Account): readonly SavedKey[] =>
            before.find((one) => one.id === id)?.keys ?? keys;
          await file.update(withKeys(keysBefore)).catch(() => undefined);
          throw error;
        }
        await file.update(() => EMPTY_INDEX).catch(() => undefined);
      }),
    dispose() {
      for (const giveUp of waiting) giveUp();
      for (const subscription of [...subscriptions, file]) subscription.dispose();
      changed.dispose();
      troubled.dispose();
    },
  };
}
