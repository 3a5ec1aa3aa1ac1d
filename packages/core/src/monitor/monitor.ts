import type { AccountBook } from '../accounts/accountBook.ts';
import type { AccountState } from '../model/account.ts';
import type { Disposable, FileStore } from '../ports.ts';
import { providerOf } from '../providers/registry.ts';
import { isSnapshot, type Snapshot } from '../storage/snapshot.ts';
import { storedFile } from '../storage/storedFile.ts';
import { Emitter, type Event } from '../util/emitter.ts';
import {
  type AccountMonitor,
  type AskedResult,
  type Cadence,
  createAccountMonitor,
  type MonitorPorts,
  type Watching,
} from './accountMonitor.ts';

export interface MonitorSettings extends Cadence {
  /** Ids of the providers that the person has switched on. */
  readonly enabledProviders: readonly string[];
}

/** What there is to show. */
export type Watch =
  /** Our own files have not been read yet: a few milliseconds, in which nothing is shown. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'noAccount'; readonly setupDismissed: boolean }
  /** There is an account, and its provider is switched off in the settings. */
  | { readonly kind: 'off' }
  | Watching;

/** Ties accounts, settings and the stored snapshot together; says what there is to show, and when that changes. */
export interface Monitor extends Disposable {
  readonly watch: Watch;
  readonly onDidChange: Event<void>;
  /** Reads what is on disk and shows it; only then asks. Never rejects for a damaged or missing file. */
  start(): Promise<void>;
  /** Takes the new settings at once, without a restart. */
  settingsChanged(): void;
  /** A person asks for fresh figures. `nothing` when there is no account to ask about. */
  refresh(): Promise<AskedResult | { readonly kind: 'nothing' }>;
  windowFocused(): void;
  /** Forgets all figures, here and on disk, until the accounts are read again. */
  clear(): Promise<void>;
}

const NOTHING_STORED: Snapshot = { accounts: {} };

/** @param readSettings is not called before our own files have been read: the first look at the settings is a slow one. */
export function createMonitor(
  ports: MonitorPorts & { readonly files: FileStore },
  book: AccountBook,
  readSettings: () => MonitorSettings,
): Monitor {
  const { files, log } = ports;
  const file = storedFile(ports, 'snapshot.json', isSnapshot, NOTHING_STORED);
  const changed = new Emitter<void>(log);
  /** The providers that were switched on when the account was chosen. */
  let enabled: string | undefined;
  let shown: AccountMonitor | undefined;
  /** Undefined until it has been read. */
  let stored: Snapshot | undefined;
  let saved: AccountState | undefined;
  let saving = Promise.resolve();
  /** The window may close before our own files have been read. */
  let isOver = false;

  /** Finds the account to show, now that accounts, keys or settings may be different. */
  const select = (): void => {
    if (!stored || isOver) return;
    const settings = readSettings();
    enabled = settings.enabledProviders.join();
    const account = book.accounts.find((one) => settings.enabledProviders.includes(one.providerId));
    const provider = account && providerOf(account.providerId);
    if (shown?.watch.account.id !== account?.id) drop();
    if (account && provider) {
      if (shown) shown.accountChanged(account);
      else {
        const snapshot = stored.accounts[account.id];
        shown = createAccountMonitor(ports, book, {
          account,
          provider,
          cadence: settings,
          snapshot,
          onChange,
        });
        saved = shown.watch.state;
      }
      shown.apply(settings);
    }
    const ids = book.accounts.map((one) => one.id);
    if (Object.keys(stored.accounts).some((id) => !ids.includes(id))) store(NOTHING_STORED);
    changed.fire();
  };

  const onChange = (): void => {
    if (shown) {
      const { state, account } = shown.watch;
      if (state !== saved) store({ accounts: { [account.id]: shown.snapshot } });
      saved = state;
    }
    changed.fire();
  };

  const drop = (): void => {
    shown?.dispose();
    shown = undefined;
  };

  /** Writes one after the other, so that the newest is the last; a disk that refuses costs only the memory of it. */
  const store = (snapshot: Snapshot): void => {
    stored = snapshot;
    saving = saving
      .then(() => file.save(snapshot))
      .catch((error: unknown) => log.warn('The figures were not stored', error));
  };

  const subscription = book.onDidChange(select);

  return {
    get watch(): Watch {
      if (!stored) return { kind: 'starting' };
      if (shown) return shown.watch;
      const { accounts, setupDismissed } = book;
      return accounts.length > 0 ? { kind: 'off' } : { kind: 'noAccount', setupDismissed };
    },
    onDidChange: changed.event,
    async start() {
      [, stored] = await Promise.all([book.load(), file.load()]);
      select();
    },
    settingsChanged() {
      const settings = readSettings();
      // Settings say nothing about keys: a keyring that does not answer is not asked again for them.
      if (settings.enabledProviders.join() === enabled) shown?.apply(settings);
      else select();
    },
    async refresh() {
      return shown ? shown.refresh() : { kind: 'nothing' };
    },
    windowFocused() {
      shown?.windowFocused();
    },
    async clear() {
      drop();
      stored = NOTHING_STORED;
      await saving;
      await files.clear();
    },
    dispose() {
      isOver = true;
      subscription.dispose();
      drop();
      changed.dispose();
    },
  };
}
