import type { AccountBook } from '../accounts/accountBook.ts';
import type { Account, AccountState } from '../model/account.ts';
import type { Disposable, FileStore } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import { providerOf } from '../providers/registry.ts';
import { isSnapshot, type Snapshot } from '../storage/snapshot.ts';
import { type StoredFile, storedFile } from '../storage/storedFile.ts';
import { Emitter } from '../util/emitter.ts';
import {
  AccountMonitor,
  type Activity,
  type AskedResult,
  type Cadence,
  type MonitorPorts,
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
  | {
      readonly kind: 'watching';
      readonly provider: Provider;
      readonly account: Account;
      readonly state: AccountState;
      readonly activity: Activity;
      /** By the wall clock. */
      readonly nextAtMs?: number | undefined;
    };

const NOTHING_STORED: Snapshot = { accounts: {} };

/** Ties accounts, settings and the stored snapshot together; says what there is to show, and when that changes. */
export class Monitor implements Disposable {
  readonly #ports: MonitorPorts;
  readonly #book: AccountBook;
  readonly #file: StoredFile<Snapshot>;
  readonly #changed = new Emitter<void>((error) => this.#ports.log.error('A listener failed', error));
  readonly #subscription: Disposable;
  #settings: MonitorSettings;
  #shown: AccountMonitor | undefined;
  #stored = NOTHING_STORED;
  #isStarted = false;
  #saving: Promise<void> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  constructor(
    ports: MonitorPorts & { readonly files: FileStore },
    book: AccountBook,
    settings: MonitorSettings,
  ) {
    this.#ports = ports;
    this.#book = book;
    this.#settings = settings;
    this.#file = storedFile(ports, 'snapshot.json', isSnapshot, NOTHING_STORED);
    this.#subscription = book.onDidChange(() => this.#select({ keysMayHaveChanged: true }));
  }

  /** Reads what is on disk and shows it; only then asks. Never rejects for a damaged or missing file. */
  async start(): Promise<void> {
    const [, stored] = await Promise.all([this.#book.load(), this.#file.load()]);
    this.#stored = stored;
    this.#isStarted = true;
    this.#select({ keysMayHaveChanged: false });
  }

  get watch(): Watch {
    if (!this.#isStarted) return { kind: 'starting' };
    const shown = this.#shown;
    if (!shown) {
      return this.#book.accounts.length === 0
        ? { kind: 'noAccount', setupDismissed: this.#book.setupDismissed }
        : { kind: 'off' };
    }
    const { provider, account, state, activity, nextAtMs } = shown;
    return {
      kind: 'watching',
      provider,
      account,
      state,
      activity,
      ...(nextAtMs === undefined ? {} : { nextAtMs }),
    };
  }

  /** Takes new settings at once, without a restart. */
  apply(settings: MonitorSettings): void {
    this.#settings = settings;
    this.#select({ keysMayHaveChanged: false });
  }

  /** A person asks for fresh figures. `nothing` when there is no account to ask about. */
  async refresh(): Promise<AskedResult | { readonly kind: 'nothing' }> {
    return this.#shown ? this.#shown.refresh() : { kind: 'nothing' };
  }

  windowFocused(): void {
    this.#shown?.windowFocused();
  }

  /** Forgets all figures, here and on disk, until the accounts are read again. */
  async clear(files: FileStore): Promise<void> {
    this.#drop();
    this.#stored = NOTHING_STORED;
    await this.#saving;
    await files.clear();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#drop();
    this.#changed.dispose();
  }

  /** Finds the account to show, now that accounts, keys or settings may be different. */
  #select({ keysMayHaveChanged }: { readonly keysMayHaveChanged: boolean }): void {
    if (!this.#isStarted) return;
    const account = this.#book.accounts.find((one) =>
      this.#settings.enabledProviders.includes(one.providerId),
    );
    const provider = account && providerOf(account.providerId);
    if (this.#shown && this.#shown.account.id !== account?.id) this.#drop();
    if (account && provider) {
      if (this.#shown && keysMayHaveChanged) this.#shown.accountChanged(account);
      this.#shown ??= this.#watch(account, provider);
      this.#shown.apply(this.#settings);
    }
    const ids = this.#book.accounts.map((one) => one.id);
    if (Object.keys(this.#stored.accounts).some((id) => !ids.includes(id))) this.#store(NOTHING_STORED);
    this.#changed.fire();
  }

  #watch(account: Account, provider: Provider): AccountMonitor {
    const monitor = new AccountMonitor(this.#ports, this.#book, {
      account,
      provider,
      cadence: this.#settings,
      snapshot: this.#stored.accounts[account.id],
    });
    let saved = monitor.state;
    monitor.onDidChange(() => {
      if (monitor.state !== saved) {
        saved = monitor.state;
        this.#store({ accounts: { [account.id]: monitor.snapshot } });
      }
      this.#changed.fire();
    });
    return monitor;
  }

  #drop(): void {
    this.#shown?.dispose();
    this.#shown = undefined;
  }

  /** Writes one after the other, so that the newest is the last; a disk that refuses costs only the memory of it. */
  #store(snapshot: Snapshot): void {
    this.#stored = snapshot;
    this.#saving = this.#saving
      .then(() => this.#file.save(snapshot))
      .catch((error: unknown) =>
        this.#ports.log.warn('The last figures could not be written to disk', error),
      );
  }
}
