import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Certificates,
  createCertificates,
  keyFor,
  type PersonaName,
  type Simulator,
  startSimulator,
} from '@opencredits/simulator';
import type { Disposable, ExtensionContext } from 'vscode';
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import nls from '../../package.nls.json' with { type: 'json' };
import { type FakeHost, type FakeMessage, openWindow } from './fakeHost.ts';
import type { FakeBox, FakePick } from './fakeQuickInput.ts';
import { FakeMemento } from './fakeMemento.ts';
import { FakeSecretStorage } from './fakeSecretStorage.ts';
import type { FakeItem } from './fakeStatusBar.ts';
import { overSimulator } from './overSimulator.ts';
import { disk } from './stubbornDisk.ts';
import { trapErrors } from './trapErrors.ts';
import { quiet, underWay, until } from './waiting.ts';

/** Part of every key that the simulator knows, and of nothing else that the product could say. */
const CANARY = 'simulated';
const NOW_MS = Date.UTC(2026, 10, 24, 12);
/** So small that no two requests fall into one step. */
const STEP_MS = 5_000;
/** What every draw gives: a background request comes 5 % and one second after the interval. */
const MIDDLE = 0.5;

interface Extension {
  activate(context: ExtensionContext): unknown;
  deactivate?(): unknown;
}

interface OpenWindow {
  readonly host: FakeHost;
  close(): void;
}

/** Not by its class: each of two windows at once has modules, and so classes, of its own. */
function isList(input: FakePick | FakeBox | undefined): input is FakePick {
  return input !== undefined && 'items' in input;
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
  readonly disk = disk;
  readonly folder = mkdtempSync(join(tmpdir(), 'opencredits-test-'));
  host: FakeHost = openWindow();
  /** Everything that was visible in windows that are closed by now. */
  past = '';
  /** The windows that were opened in this test, in that order. */
  readonly hosts: FakeHost[] = [];
  readonly #open: OpenWindow[] = [];
  #answered = 0;
  #questions = 0;

  constructor(simulator: Simulator) {
    this.simulator = simulator;
  }

  /** Opens a window and starts the extension in it. Resolves to what `activate` gave. The user's settings are kept. */
  async open(
    settings: Readonly<Record<string, unknown>> = {},
    workspace: Readonly<Record<string, unknown>> = {},
  ): Promise<unknown> {
    const before = this.host.settings.user;
    const host = (await import('./fakeHost.ts')).openWindow();
    host.settings.set({ ...Object.fromEntries(before), ...settings });
    host.settings.setInWorkspace(workspace);
    this.host = host;
    this.hosts.push(host);
    this.#answered = 0;
    this.#questions = 0;
    const subscriptions: Disposable[] = [];
    const extension = (await import('../extension.ts')) as unknown as Extension;
    this.#open.push({
      host,
      close: () => {
        extension.deactivate?.();
        for (const one of subscriptions) one.dispose();
        this.past += host.everythingVisible;
      },
    });
    const exported = extension.activate({
      subscriptions,
      secrets: this.secrets,
      workspaceState: this.workspaceState,
      globalStorageUri: { fsPath: this.folder, toString: () => pathToFileURL(this.folder).href },
      extensionUri: { toString: () => 'file:///extension' },
      extension: { packageJSON: inDisplayLanguage(manifest) },
    } as unknown as ExtensionContext);
    return exported;
  }

  /**
   * Opens another window beside the one that is open, on the same files, keyring and settings, and goes on in it.
   * @returns the one before. It goes on by itself; commands that are loaded late would open in the new one.
   */
  async openBeside(): Promise<FakeHost> {
    const before = this.host;
    // The `vscode` module belongs to one window: the new one gets its own, and so does all that imports it.
    vi.resetModules();
    await this.open();
    return before;
  }

  /** VS Code stops the extension in every window: disabled, updated, closed. */
  close(): void {
    for (const window of this.#open.splice(0)) window.close();
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
      return isList(input) && !input.isAnswered && input.title?.includes(title) === true && input;
    });
  }

  box(): Promise<FakeBox> {
    return until('an input box', () => {
      const { input } = this.host;
      return !isList(input) && !input?.isAnswered && input;
    });
  }

  /** The next message that was not asked for yet. */
  async message(): Promise<FakeMessage> {
    const message = await until('a message', () => this.host.messages[this.#answered]);
    this.#answered += 1;
    return message;
  }

  /** The question that is to be answered before anything happens. */
  async question(): Promise<FakeMessage> {
    const before = this.#questions;
    const question = await until('a question', () => this.host.messages.filter(({ modal }) => modal)[before]);
    this.#questions += 1;
    return question;
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
    return this.#giveKey(persona, configured);
  }

  /** From the command to the last message, as a person adds one account more, under the name that is offered or another. */
  async addAccount(persona: PersonaName, label?: string): Promise<FakeMessage> {
    return this.#giveKey(persona, this.run('opencredits.addAccount'), label);
  }

  /** Gives the one account that there is another name. */
  async rename(label: string): Promise<void> {
    const renamed = this.run('opencredits.renameAccount');
    const box = await this.box();
    box.type(label);
    box.enter();
    await renamed;
  }

  /** Gives a key to the box that asks for one, and answers what is asked after it. */
  async #giveKey(persona: PersonaName, over: Promise<unknown>, label?: string): Promise<FakeMessage> {
    const box = await this.box();
    box.type(keyFor(persona));
    box.enter();
    let isOver = false;
    void over.then(() => (isOver = true));
    for (;;) {
      const next = await until('an answer', () => {
        const { input } = this.host;
        return input === box ? box.validationMessage : (input ?? (isOver && 'over'));
      });
      if (next === 'over') break;
      if (typeof next === 'string') throw new Error(`the key was refused: ${next}`);
      if (isList(next)) next.choose('Keep it');
      else {
        next.type(label ?? next.value);
        next.enter();
      }
      await until('the next step', () => !next.isVisible);
    }
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

  /** All that is kept of the past. */
  get historyText(): string {
    const names = Object.keys(this.files).filter((name) => name.startsWith('history.'));
    return names.map((name) => this.files[name]).join('');
  }

  get paths(): readonly string[] {
    return this.simulator.control.requests().map(({ path }) => path.replace('/api/v1', ''));
  }
}

/** A new journey for each test of the file. Call it at the top. */
export function journey(): () => Journey {
  let certificates: Certificates;
  let current: Journey;
  let disconnect: () => void;
  let letChanceBe: () => void;
  let trap: ReturnType<typeof trapErrors>;

  beforeAll(async () => {
    certificates = await createCertificates();
  });

  beforeEach(async () => {
    trap = trapErrors();
    const random = vi.spyOn(Math, 'random').mockReturnValue(MIDDLE);
    letChanceBe = () => random.mockRestore();
    disk.isReadOnly = false;
    delete process.env['OPENROUTER_API_KEY'];
    const simulator = await startSimulator({ nowMs: NOW_MS, certificates });
    disconnect = overSimulator(simulator);
    vi.useFakeTimers({
      now: NOW_MS,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    });
    current = new Journey(simulator);
  });

  afterEach(async () => {
    const { simulator, secrets, hosts, folder } = current;
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
    letChanceBe();
    delete process.env['OPENROUTER_API_KEY'];
    expect(
      { timersLeft, held: hosts.flatMap((host) => host.held), secretListeners: secrets.changed.size },
      'left behind by the extension',
    ).toEqual({ timersLeft: 0, held: [], secretListeners: 0 });
    expect(
      hosts.flatMap((host) => host.mistakes),
      'what VS Code would have refused',
    ).toEqual([]);
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
