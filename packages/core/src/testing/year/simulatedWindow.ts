import { type AccountBook, createAccountBook } from '../../accounts/accountBook.ts';
import { createMonitor, type Monitor, type MonitorSettings } from '../../monitor/monitor.ts';
import type { HttpRequest, Logger } from '../../ports.ts';
import { Redactor } from '../../redact/redactor.ts';
import type { MemoryFiles } from '../memoryFiles.ts';
import type { MemorySecrets } from '../memorySecrets.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { Fault, SimulatedProvider } from './simulatedProvider.ts';
import type { SimulatedTime } from './simulatedTime.ts';

export interface Computer {
  readonly time: SimulatedTime;
  readonly random: SeededRandom;
  readonly files: MemoryFiles;
  readonly secrets: MemorySecrets;
  readonly provider: SimulatedProvider;
  /** Hears of every request that a living window sends, before it is answered. */
  readonly onRequest: (request: HttpRequest) => void;
  /** And of its end, whatever that was; `fault` is what stood in its way. */
  readonly onEnd: (request: HttpRequest, fault: Fault | undefined) => void;
}

/** Some windows are so busy that their keyring takes so long to answer. */
const BUSY_SHARE = 0.3;
const BUSY_MS = 4_000;

const never = new Promise<never>(() => undefined);

/** A window of VS Code with the real monitor in it. It can be closed, and it can be killed in the middle of anything. */
export class SimulatedWindow {
  readonly book: AccountBook;
  readonly monitor: Monitor;
  /** What went wrong in it. */
  readonly errors: string[] = [];
  isAlive = true;
  /** The moment at which it opened, of the time that really passes. */
  readonly openedMs: number;
  readonly #listening: { dispose(): void }[] = [];

  constructor(
    { time, random, files, secrets, provider, onRequest, onEnd }: Computer,
    settings: MonitorSettings,
  ) {
    this.openedMs = time.trueMs;
    const clock = time.clockOf(() => this.isAlive);
    const log: Logger = {
      info: () => undefined,
      warn: () => undefined,
      error: (message, ...details) => this.errors.push([message, ...details.map(String)].join(' ')),
    };
    const living = this.#while(secrets, ['get', 'set', 'delete', 'names']);
    if (random.fraction() < BUSY_SHARE) {
      const get = living.get.bind(living);
      living.get = async (name) => {
        await new Promise<void>((resolve) => clock.after(random.between(0, BUSY_MS), resolve));
        return get(name);
      };
    }
    const ports = {
      clock,
      random,
      log,
      redactor: new Redactor(),
      files: this.#while(files, ['read', 'write', 'create', 'remove', 'setAside', 'clear']),
      secrets: living,
      transport: {
        send: async (request: HttpRequest) => {
          if (!this.isAlive) return never;
          onRequest(request);
          const { fault } = provider;
          try {
            return await provider.send(request);
          } finally {
            if (this.isAlive) onEnd(request, fault);
            else await never;
          }
        },
        certificateChecksAreOff: () => false,
      },
    };
    this.book = createAccountBook(ports);
    this.monitor = createMonitor(ports, this.book, () => settings);
  }

  close(): void {
    this.monitor.dispose();
    this.book.dispose();
    this.isAlive = false;
  }

  /** Nothing of it is ever heard of again, and nothing is cleaned up. */
  kill(): void {
    this.isAlive = false;
    for (const one of this.#listening) one.dispose();
  }

  /** The same thing, for as long as the window lives; what it has asked for after that is never answered. */
  #while<T extends { onDidChange(listener: (name: string) => void): { dispose(): void } }>(
    thing: T,
    names: readonly (keyof T)[],
  ): T {
    const living = Object.create(thing) as T;
    for (const name of names) {
      const call = thing[name] as (...args: unknown[]) => Promise<unknown>;
      living[name] = (async (...args: unknown[]) => {
        if (!this.isAlive) return never;
        const result = await call.apply(thing, args);
        return this.isAlive ? result : never;
      }) as T[keyof T];
    }
    living.onDidChange = (listener) => {
      const one = thing.onDidChange((name) => this.isAlive && listener(name));
      this.#listening.push(one);
      return one;
    };
    return living;
  }
}
