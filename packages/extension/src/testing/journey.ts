import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keyFor, type PersonaName, type Simulator, startSimulator } from '@opencredits/simulator';
import type { Disposable, ExtensionContext } from 'vscode';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import nls from '../../package.nls.json' with { type: 'json' };
import { type FakeHost, type FakeMessage, openWindow } from './fakeHost.ts';
import { FakeBox, FakePick } from './fakeQuickInput.ts';
import { FakeMemento } from './fakeMemento.ts';
import { FakeSecretStorage } from './fakeSecretStorage.ts';
import type { FakeItem } from './fakeStatusBar.ts';
import { overSimulator } from './overSimulator.ts';
import { trapErrors } from './trapErrors.ts';
import { quiet, underWay, until } from './waiting.ts';

/** Part of every key that the simulator knows, and of nothing else that the product could say. */
const CANARY = 'simulated';
const NOW_MS = Date.UTC(2026, 10, 24, 12);
/** So small that no two requests fall into one step. */
const STEP_MS = 5_000;

interface Extension {
  activate(context: ExtensionContext): unknown;
  deactivate?(): unknown;
}

/**
 * A person at a VS Code: the real extension from `activate` on, on a fake window, with real files, and over real TLS to
 * the simulator. Only the clock is the test's. After each test it looks whether anything was left behind or leaked.
 */
export class Journey {
  readonly simulator: Simulator;
  readonly secrets = new FakeSecretStorage();
  /** What VS Code keeps for the folder that is open. */
  readonly workspaceState = new FakeMemento();
  readonly folder = mkdtempSync(join(tmpdir(), 'opencredits-test-'));
  host: FakeHost = openWindow();
  /** Everything that was visible in windows that are closed by now. */
  past = '';
  #subscriptions: Disposable[] | undefined;
  #deactivate: (() => unknown) | undefined;
  #answered = 0;

  constructor(simulator: Simulator) {
    this.simulator = simulator;
  }

  /** Opens a window and starts the extension in it. Resolves to what `activate` gave. The user's settings are kept. */
  async open(
    settings: Readonly<Record<string, unknown>> = {},
    workspace: Readonly<Record<string, unknown>> = {},
  ): Promise<unknown> {
    const before = this.host.settings.user;
    this.host = openWindow();
    this.host.settings.set({ ...Object.fromEntries(before), ...settings });
    this.host.settings.setInWorkspace(workspace);
    this.#answered = 0;
    this.#subscriptions = [];
    const extension = (await import('../extension.ts')) as unknown as Extension;
    this.#deactivate = extension.deactivate;
    const exported = extension.activate({
      subscriptions: this.#subscriptions,
      secrets: this.secrets,
      workspaceState: this.workspaceState,
      globalStorageUri: { fsPath: this.folder, toString: () => pathToFileURL(this.folder).href },
      extension: { packageJSON: inDisplayLanguage(manifest) },
    } as unknown as ExtensionContext);
    return exported;
  }

  /** VS Code stops the extension: disabled, updated, window closed. */
  close(): void {
    this.#deactivate?.();
    for (const one of this.#subscriptions ?? []) one.dispose();
    this.#subscriptions = undefined;
    this.past += this.host.everythingVisible;
  }

  run(command: string, ...args: unknown[]): Promise<unknown> {
    return this.host.execute(command, args);
  }

  /** Runs what a click on the item runs. */
  click(): Promise<unknown> {
    const command = this.host.item?.command;
    return this.run(typeof command === 'string' ? command : '');
  }

  pick(title: string): Promise<FakePick> {
    return until(`the list "${title}"; there is ${this.host.input?.title}`, () => {
      const { input } = this.host;
      return input instanceof FakePick && input.title?.includes(title) === true && input;
    });
  }

  box(): Promise<FakeBox> {
    return until('an input box', () => this.host.input instanceof FakeBox && this.host.input);
  }

  /** The next message that was not asked for yet. */
  async message(): Promise<FakeMessage> {
    const message = await until('a message', () => this.host.messages[this.#answered]);
    this.#answered += 1;
    return message;
  }

  /** Waits for the item to say this. */
  shows(text: string): Promise<FakeItem> {
    return until(
      `"${text}" in the status bar`,
      () => this.host.item?.text === text && this.host.item,
      () => `it says "${this.host.item?.text}"`,
    );
  }

  /** Lets time pass; what comes of it is over at the end. Not for while something hangs. */
  async pass(ms: number): Promise<void> {
    await quiet();
    for (let leftMs = ms; leftMs > 0; leftMs -= STEP_MS) {
      await vi.advanceTimersByTimeAsync(Math.min(STEP_MS, leftMs));
      await quiet();
    }
  }

  /** Lets time pass until something has happened, such as a request that will then hang. */
  async passUntil(what: string, probe: () => boolean): Promise<void> {
    for (let leftMs = 3_600_000; leftMs > 0 && !probe(); leftMs -= STEP_MS) {
      await vi.advanceTimersByTimeAsync(STEP_MS);
      await quiet(probe);
    }
    await until(what, probe);
  }

  /** From the command to the last message, as a person adds a key. */
  async addKey(persona: PersonaName): Promise<FakeMessage> {
    const configured = this.run('opencredits.configure');
    const first = await this.pick('OpenRouter');
    first.choose(first.title?.includes('set up') === true ? 'Paste a key' : 'the API key');
    const box = await this.box();
    box.type(keyFor(persona));
    box.enter();
    const next = await until('an answer', () => {
      const consent = this.host.input instanceof FakePick && this.host.input;
      return consent || box.validationMessage || (box.isDisposed && 'done');
    });
    if (next instanceof FakePick) next.choose('Keep it');
    else if (next !== 'done') throw new Error(`the key was refused: ${next}`);
    await configured;
    const message = await this.message();
    await quiet();
    return message;
  }

  /**
   * Our files, by name.
   * @throws if one is being written: it has a name of its own meanwhile, which may be gone before it is read.
   */
  get files(): Readonly<Record<string, string>> {
    if (underWay().some((name) => name.startsWith('FSReq'))) throw new Error('await quiet() before');
    if (!existsSync(this.folder)) return {};
    return Object.fromEntries(
      readdirSync(this.folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => [name, readFileSync(join(this.folder, name), 'utf8')]),
    );
  }

  /** The name of the file with the figures of the one account that there is. */
  get recordFile(): string {
    return Object.keys(this.files).find((name) => /^account\.[0-9a-f]{32}\.json$/.test(name)) ?? 'none';
  }

  get paths(): readonly string[] {
    return this.simulator.control.requests().map(({ path }) => path.replace('/api/v1', ''));
  }
}

/** A new journey for each test of the file. Call it at the top. */
export function journey(): () => Journey {
  let current: Journey;
  let disconnect: () => void;
  let trap: ReturnType<typeof trapErrors>;

  beforeEach(async () => {
    trap = trapErrors();
    delete process.env['OPENROUTER_API_KEY'];
    const simulator = await startSimulator({ nowMs: NOW_MS });
    disconnect = overSimulator(simulator);
    vi.useFakeTimers({
      now: NOW_MS,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    });
    current = new Journey(simulator);
  });

  afterEach(async () => {
    const { simulator, secrets, host, folder } = current;
    current.close();
    const timersLeft = vi.getTimerCount();
    await quiet();
    const files = JSON.stringify(current.files);
    vi.useRealTimers();
    disconnect();
    const requests = simulator.control.requests();
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
    trap.release();
    delete process.env['OPENROUTER_API_KEY'];
    expect(
      { timersLeft, held: host.held, secretListeners: secrets.changed.size },
      'left behind by the extension',
    ).toEqual({ timersLeft: 0, held: [], secretListeners: 0 });
    expect(host.mistakes, 'what VS Code would have refused').toEqual([]);
    expect(trap.caught, 'what would have reached the host’s log unredacted').toEqual([]);
    expect(
      current.past + files + current.workspaceState.text + [...secrets.names].join(),
      'a key was leaked',
    ).not.toContain(CANARY);
    expect(
      requests.filter(({ host: name, scheme }) => name !== 'openrouter.ai' || scheme !== 'https'),
      'requests that went elsewhere',
    ).toEqual([]);
  });

  return () => current;
}

/** VS Code fills `%keys%` in before it hands a manifest out. */
function inDisplayLanguage(value: typeof manifest): unknown {
  const words: Readonly<Record<string, string>> = nls;
  return JSON.parse(JSON.stringify(value), (_key, one: unknown) =>
    typeof one === 'string' && /^%.+%$/.test(one) ? words[one.slice(1, -1)] : one,
  );
}
