import type { Account } from '../../model/account.ts';
import type { MonitorSettings } from '../../monitor/monitor.ts';
import { MemoryFiles } from '../memoryFiles.ts';
import { MemorySecrets } from '../memorySecrets.ts';
import { RequestPlan } from './requestPlan.ts';
import { SeededRandom } from './seededRandom.ts';
import { ASKED_WAIT_MS, type Fault, faults, SimulatedProvider } from './simulatedProvider.ts';
import { SimulatedTime } from './simulatedTime.ts';
import { type Computer, SimulatedWindow } from './simulatedWindow.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const SETTINGS: MonitorSettings = {
  intervalMs: 10 * MINUTE_MS,
  refreshWhileSpending: true,
  polling: true,
  enabledProviders: ['openrouter'],
};
/** After a fault: an interval, and what the way to a figure may take besides: a wake-up, a dead window's claim, a pace. */
const RECOVERY_MS =
  SETTINGS.intervalMs + 15 * SECOND_MS + 50 * SECOND_MS + 2 * 15 * SECOND_MS + 30 * SECOND_MS;
/** Two clocks, read one after the other. */
const AGE_TOLERANCE_MS = 2_500;
/** Every window looks at its clocks once a minute. */
const LOOK_MS = MINUTE_MS + SECOND_MS;
/** Longer than a keyring takes, even a slow one that is asked a few times. */
const SAVING_MS = 15 * SECOND_MS;
const MOST_WINDOWS = 3;
const ACCOUNTS = 2;

interface SimulatedAccount {
  readonly id: string;
  key: string;
  replacedMs: number;
  /** The new key is on its way to the keyring: until it is there, the figures of the one before are right. */
  isBeingReplaced: boolean;
  readonly plan: RequestPlan;
}

/**
 * One computer, its person, and what can happen to them; after every step it is looked at whether all that the windows
 * show is true. The first thing that is not ends the life with an error.
 */
export class SimulatedLife {
  readonly #random: SeededRandom;
  readonly #time = new SimulatedTime('2026-01-01T09:00:00Z');
  readonly #files = new MemoryFiles();
  readonly #secrets = new MemorySecrets();
  readonly #provider = new SimulatedProvider(this.#time, () => this.#random.between(20, 3_000));
  readonly #computer: Computer;
  readonly #accounts: SimulatedAccount[] = [];
  readonly #monotonic: 'counts' | 'stands';
  #windows: SimulatedWindow[] = [];
  #faultEndsMs = Infinity;
  /** Since when nothing has stood in the way of a fresh figure: no fault, no sleep, a window there. */
  #clearSinceMs = 0;
  #clocksChangedMs = -Infinity;
  /** When the clock was last set back: a window that opens later cannot tell how old a figure from before is. */
  #setBackMs = -Infinity;
  #nextKey = 1;
  /** Counts whatever could make a window show something else. */
  #happened = 0;
  #problem: string | undefined;
  readonly counts = {
    requests: 0,
    attempts: 0,
    windows: 0,
    killed: 0,
    faults: 0,
    jumps: 0,
    sleeps: 0,
    keys: 0,
  };

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
    this.#monotonic = this.#random.oneOf(['counts', 'stands']);
    const happened = (): number => (this.#happened += 1);
    this.#files.onDidChange(happened);
    this.#secrets.onDidChange(happened);
    this.#computer = {
      time: this.#time,
      random: this.#random,
      files: this.#files,
      secrets: this.#secrets,
      provider: this.#provider,
      onRequest: (request) => {
        happened();
        this.counts.requests += 1;
        if (!request.url.endsWith('/api/v1/key')) return;
        const account = this.#accountOf(keyIn(request.headers));
        if (!account) return;
        const problem = account.plan.begin(this.#time.trueMs);
        // Thrown here it would be one more failed request; it is found when everything is looked at.
        if (problem !== undefined) this.#problem ??= this.#at(`${account.key}: ${problem}`);
      },
      onEnd: (request, fault) => {
        happened();
        const isLast = request.url.endsWith('/credits') || (fault !== undefined && fault !== 'no balance');
        if (!isLast) return;
        const account = this.#accountOf(keyIn(request.headers));
        account?.plan.end(this.#time.trueMs, fault, this.#provider.saidMicros.get(account.key) ?? [0, 0]);
      },
    };
  }

  /** Days of work, with nights between them. */
  async live(days: number): Promise<void> {
    await this.#openWindow();
    for (let at = 0; at < ACCOUNTS; at += 1) await this.#addAccount();
    while (this.#time.trueMs < days * DAY_MS) {
      const eveningMs = this.#time.trueMs + this.#random.between(2, 4) * HOUR_MS;
      while (this.#time.trueMs < eveningMs) await this.#step();
      await this.#sleep(this.#random.between(19, 22) * HOUR_MS);
    }
    this.counts.attempts = this.#accounts.reduce((sum, { plan }) => sum + plan.attempts, 0);
  }

  async #step(): Promise<void> {
    if (this.#time.trueMs >= this.#faultEndsMs) this.#endFault();
    const window = this.#windows[Math.floor(this.#random.fraction() * this.#windows.length)];
    const chance = this.#random.fraction();
    if (!window || (chance < 0.08 && this.#windows.length < MOST_WINDOWS)) await this.#openWindow();
    else if (chance < 0.13) this.#closeWindow(window);
    else if (chance < 0.16) this.#killWindow(window);
    else if (chance < 0.3) window.monitor.windowFocused();
    else if (chance < 0.36) this.#click(window);
    else if (chance < 0.5) this.#spend();
    else if (chance < 0.56) this.#beginFault();
    else if (chance < 0.575) await this.#jump();
    else if (chance < 0.6) await this.#sleep(this.#random.between(1, 90) * MINUTE_MS);
    else if (chance < 0.603) await this.#replaceKey(window);
    else if (chance < 0.606) this.#files.events = this.#files.events === 'told' ? 'silent' : 'told';
    // After a click the next thing may happen while it is being answered.
    const isHasty = this.#random.fraction() < 0.3;
    await this.#pass(
      isHasty ? this.#random.between(0, 4) * SECOND_MS : this.#random.between(0, 30) * MINUTE_MS,
    );
  }

  async #pass(ms: number): Promise<void> {
    const untilMs = this.#time.trueMs + ms;
    if (this.#faultEndsMs < untilMs) {
      await this.#let(Math.max(0, this.#faultEndsMs - this.#time.trueMs));
      this.#endFault();
    }
    await this.#let(untilMs - this.#time.trueMs);
  }

  /** While only the minutes go by, what was true stays true: figures grow older, and are said to. */
  async #let(ms: number): Promise<void> {
    let seen = this.#happened;
    await this.#time.pass(ms, () => {
      if (seen !== this.#happened) this.#look();
      seen = this.#happened;
    });
    this.#look();
  }

  async #openWindow(): Promise<void> {
    const window = new SimulatedWindow(this.#computer, SETTINGS);
    if (this.#windows.length === 0) this.#clearSinceMs = Math.max(this.#clearSinceMs, this.#time.trueMs);
    this.#windows.push(window);
    this.counts.windows += 1;
    void window.monitor.start();
  }

  #closeWindow(window: SimulatedWindow): void {
    window.close();
    this.#forget(window);
  }

  #killWindow(window: SimulatedWindow): void {
    window.kill();
    this.counts.killed += 1;
    this.#forget(window);
  }

  #forget(window: SimulatedWindow): void {
    this.#windows = this.#windows.filter((one) => one !== window);
  }

  #click(window: SimulatedWindow): void {
    for (const { plan } of this.#accounts) plan.excuse('click', this.#time.trueMs, 2 * MINUTE_MS);
    void window.monitor.refreshAll();
  }

  #spend(): void {
    const { key } = this.#random.oneOf(this.#accounts as [SimulatedAccount]);
    this.#provider.spentMicros.set(key, (this.#provider.spentMicros.get(key) ?? 0) + 1_000_000);
  }

  #beginFault(): void {
    if (this.#provider.fault) return;
    this.counts.faults += 1;
    this.#provider.fault = this.#random.oneOf<Fault>(faults);
    this.#faultEndsMs = this.#time.trueMs + this.#random.between(1, 180) * MINUTE_MS;
  }

  #endFault(): void {
    // What the provider has asked for is kept even when it is well again.
    const waitMs = this.#provider.fault === '429 wait' ? 1.1 * ASKED_WAIT_MS : 0;
    this.#provider.fault = undefined;
    this.#faultEndsMs = Infinity;
    this.#clearSinceMs = Math.max(this.#clearSinceMs, this.#time.trueMs + waitMs);
  }

  async #jump(): Promise<void> {
    await this.#untilClocksAreSeen();
    this.counts.jumps += 1;
    const ms = this.#random.oneOf([1, -1] as const) * this.#random.between(0.03, 30) * HOUR_MS;
    this.#time.jump(ms);
    if (ms < 0) this.#setBackMs = this.#time.trueMs;
    for (const { plan } of this.#accounts) plan.excuse('clock', this.#time.trueMs, DAY_MS);
  }

  /** Of two things that happen to the clocks between two looks at them nobody could tell what they were. */
  async #untilClocksAreSeen(): Promise<void> {
    const sinceMs = this.#time.trueMs - this.#clocksChangedMs;
    if (sinceMs < LOOK_MS) await this.#pass(LOOK_MS - sinceMs);
    this.#clocksChangedMs = this.#time.trueMs;
  }

  async #sleep(ms: number): Promise<void> {
    await this.#untilClocksAreSeen();
    this.counts.sleeps += 1;
    this.#time.sleep(ms, this.#monotonic);
    this.#clocksChangedMs = this.#time.trueMs;
    this.#clearSinceMs = Math.max(this.#clearSinceMs, this.#time.trueMs);
    for (const { plan } of this.#accounts) plan.excuse('clock', this.#time.trueMs, 10 * MINUTE_MS);
    await this.#pass(SECOND_MS);
  }

  async #addAccount(): Promise<void> {
    const window = this.#windows[0];
    const key = this.#newKey();
    const plan = new RequestPlan(SETTINGS.intervalMs);
    // The window asks for it before the account is known here by its id.
    const entry = { id: '', key, replacedMs: this.#time.trueMs, isBeingReplaced: false, plan };
    this.#accounts.push(entry);
    const saved = window?.book.saveKey({ providerId: 'openrouter' }, 'ordinary', key, 'pasted');
    await this.#pass(SAVING_MS);
    this.#accounts[this.#accounts.indexOf(entry)] = { ...entry, id: (await saved)?.id ?? '' };
  }

  async #replaceKey(window: SimulatedWindow): Promise<void> {
    const entry = this.#random.oneOf(this.#accounts as [SimulatedAccount]);
    const loaded = window.book.load();
    await this.#pass(SAVING_MS);
    await loaded;
    const account = window.book.accounts.find(({ id }) => id === entry.id) as Account;
    this.counts.keys += 1;
    entry.key = this.#newKey();
    entry.isBeingReplaced = true;
    entry.plan.keyReplaced();
    const saved = window.book.saveKey(account, 'ordinary', entry.key, 'pasted').then(() => {
      entry.replacedMs = this.#time.trueMs;
      entry.isBeingReplaced = false;
    });
    await this.#pass(SAVING_MS);
    await saved;
  }

  #newKey(): string {
    return `sk-or-v1-simulated-${this.#nextKey++}`;
  }

  /** A request that was under way when its key was replaced is nobody's. */
  #accountOf(key: string): SimulatedAccount | undefined {
    return this.#accounts.find((one) => one.key === key);
  }

  /** Everything that every window shows must be true now. */
  #look(): void {
    if (this.#problem !== undefined) throw new LifeError(this.#problem);
    for (const window of this.#windows) {
      const [error] = window.errors;
      if (error !== undefined) throw new LifeError(this.#at(error));
      const { watch } = window.monitor;
      if (watch.kind !== 'watching') continue;
      for (const { account, state, asOfMs } of watch.accounts) {
        const entry = this.#accounts.find(({ id }) => id === account.id);
        if (!entry) continue;
        const balance = state.lastGood?.reading.balance;
        const given = balance?.kind === 'known' ? this.#provider.givenOf(balance.amount) : undefined;
        if (given) this.#lookAtFigure(window, entry, given, asOfMs);
        this.#lookForRecovery(entry, given?.trueMs, state.trouble !== undefined);
      }
    }
  }

  #lookAtFigure(
    window: SimulatedWindow,
    entry: SimulatedAccount,
    given: { key: string; trueMs: number },
    asOfMs: number | 'unknown',
  ): void {
    const { trueMs, wallMs } = this.#time;
    // A window that nobody tells learns of a new key when it asks; what it shows until then is older than the key.
    const isTold = this.#files.events === 'told';
    const isOfAnother = given.key !== entry.key && !entry.isBeingReplaced;
    if (isOfAnother && (isTold || given.trueMs >= entry.replacedMs)) {
      throw new LifeError(this.#at(`a figure of ${given.key} is shown for ${entry.key}`));
    }
    const isPastTelling = window.openedMs >= this.#setBackMs && given.trueMs <= this.#setBackMs;
    if (asOfMs === 'unknown' || isPastTelling) return;
    const [shownMs, realMs] = [wallMs - asOfMs, trueMs - given.trueMs];
    if (shownMs < realMs - AGE_TOLERANCE_MS) {
      throw new LifeError(this.#at(`a figure ${realMs / 1000} s old is shown as ${shownMs / 1000} s old`));
    }
  }

  #lookForRecovery(entry: SimulatedAccount, givenMs: number | undefined, hasTrouble: boolean): void {
    const clearMs = Math.max(this.#clearSinceMs, entry.replacedMs);
    if (this.#provider.fault || this.#time.trueMs < clearMs + RECOVERY_MS) return;
    const isOld = givenMs === undefined || this.#time.trueMs - givenMs > 1.1 * RECOVERY_MS;
    if (isOld || hasTrouble) {
      throw new LifeError(this.#at(`${entry.key} has not recovered since ${clearMs / 1000} s`));
    }
  }

  #at(what: string): string {
    const { trueMs } = this.#time;
    return `day ${Math.floor(trueMs / DAY_MS)}, ${((trueMs % DAY_MS) / 1000).toFixed(3)} s: ${what}`;
  }
}

/** Something that must never be. */
export class LifeError extends Error {}

function keyIn(headers: Readonly<Record<string, string>>): string {
  return headers['authorization']?.replace('Bearer ', '') ?? '';
}
