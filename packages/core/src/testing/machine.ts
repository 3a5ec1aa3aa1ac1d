import { type AccountBook, createAccountBook } from '../accounts/accountBook.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import type { Account, SavedKey } from '../model/account.ts';
import type { KeySlot } from '../model/failure.ts';
import { createMonitor, type Monitor, type MonitorSettings } from '../monitor/monitor.ts';
import { Redactor } from '../redact/redactor.ts';
import { CapturingLog } from './capturingLog.ts';
import { FakeClock } from './fakeClock.ts';
import { FixedRandom } from './fixedRandom.ts';
import { fixture } from './fixture.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { MemorySecrets } from './memorySecrets.ts';
import { answers, type Script, ScriptedTransport } from './scriptedTransport.ts';
import { settle } from './settle.ts';

export const KEY = 'sk-or-v1-simulated-ordinary';
export const OTHER_KEY = 'sk-or-v1-simulated-replacement';

/** A new account, as the configure flow makes one. */
export const OPENROUTER = { providerId: 'openrouter' };

export const SETTINGS: MonitorSettings = {
  intervalMs: 5 * 60_000,
  refreshWhileSpending: true,
  polling: true,
  enabledProviders: ['openrouter'],
};

export const ok = (name: string): Script => answers(200, fixture(`${name}.json`));

/** One computer: its disk, its keyring, its clock and its network, and any number of windows of VS Code on it. */
export class Machine {
  readonly clock = new FakeClock();
  readonly random = new FixedRandom();
  readonly files = new MemoryFiles();
  readonly secrets = new MemorySecrets();
  readonly log = new CapturingLog();
  readonly redactor = new Redactor();
  readonly transport = new ScriptedTransport()
    .on('/api/v1/key', ok('key.ordinary'))
    .on('/api/v1/credits', ok('credits.funded'));

  /** The accounts as one window knows them. */
  book(): AccountBook {
    return createAccountBook(this);
  }

  /** A window whose monitor has started, with everything that it asked at once answered. */
  async window(settings: Partial<MonitorSettings> = {}): Promise<Window> {
    const window = this.unstarted(settings);
    await window.monitor.start();
    await settle();
    return window;
  }

  unstarted(settings: Partial<MonitorSettings> = {}): Window {
    return new Window(this, settings);
  }

  /** A window with a key saved and the first refresh done. The requests up to here are forgotten. */
  async windowWithKey(settings: Partial<MonitorSettings> = {}): Promise<Window> {
    const book = this.book();
    await saveKey(book, 'ordinary', KEY);
    book.dispose();
    const window = await this.window(settings);
    this.transport.forget();
    return window;
  }
}

/** Saves a key of the one account there is, or of a new one. */
export async function saveKey(
  book: AccountBook,
  slot: KeySlot,
  key: string,
  source: SavedKey['source'] = 'pasted',
): Promise<Account> {
  await book.load();
  return book.saveKey(book.accounts[0] ?? OPENROUTER, slot, key, source);
}

export class Window {
  readonly book: AccountBook;
  readonly monitor: Monitor;
  /** How often subscribers were told that something may look different. */
  events = 0;

  #settings: MonitorSettings;

  constructor(machine: Machine, settings: Partial<MonitorSettings>) {
    this.#settings = { ...SETTINGS, ...settings };
    this.book = machine.book();
    this.monitor = createMonitor(machine, this.book, () => this.#settings);
    this.monitor.onDidChange(() => {
      this.events += 1;
    });
  }

  /** The person changes settings; those not named get their usual value. */
  set(settings: Partial<MonitorSettings>): void {
    this.#settings = { ...SETTINGS, ...settings };
    this.monitor.settingsChanged();
  }

  get all(): readonly [Watching, ...Watching[]] {
    const { watch } = this.monitor;
    if (watch.kind !== 'watching') throw new Error(`nothing is watched: ${watch.kind}`);
    return watch.accounts;
  }

  /** The first account. */
  get watch(): Watching {
    return this.all[0];
  }

  close(): void {
    this.monitor.dispose();
    this.book.dispose();
  }
}
