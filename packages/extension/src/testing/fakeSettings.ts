import type { ConfigurationChangeEvent, WorkspaceConfiguration } from 'vscode';
import { FakeEvent } from './fakeEvent.ts';

/** `ConfigurationTarget.Global`. */
const USERS_OWN = 1;

interface Declaration {
  readonly default: unknown;
}

/** Settings with the manifest's defaults, the user's own values, and those of a workspace, which nobody should heed. */
export class FakeSettings {
  readonly user = new Map<string, unknown>();
  readonly workspace = new Map<string, unknown>();
  /** The settings file cannot be written. */
  refusesWrites = false;
  /** Settings that were asked about. */
  readonly read = new Set<string>();
  readonly changed = new FakeEvent<ConfigurationChangeEvent>();
  readonly #declared: Readonly<Record<string, Declaration>>;

  constructor(declared: Readonly<Record<string, Declaration>>) {
    this.#declared = declared;
  }

  /** The person edits settings.json; undefined takes a value away. */
  set(values: Readonly<Record<string, unknown>>): void {
    this.#put(this.user, values);
  }

  /** The opened folder brings its own settings, and VS Code hands them over although it should not. */
  setInWorkspace(values: Readonly<Record<string, unknown>>): void {
    this.#put(this.workspace, values);
  }

  /** As `workspace.getConfiguration(section)`. */
  of(section?: string): Pick<WorkspaceConfiguration, 'get' | 'has' | 'inspect' | 'update'> {
    const full = (name: string): string => (section === undefined ? name : `${section}.${name}`);
    return {
      // What VS Code would give for a setting of window scope: the trap that `inspect` avoids.
      get: (name: string) => {
        const key = full(name);
        return (this.workspace.get(key) ?? this.user.get(key) ?? this.#declared[key]?.default) as never;
      },
      has: (name) => full(name) in this.#declared,
      inspect: (name) => {
        const key = full(name);
        this.read.add(key);
        return {
          key,
          defaultValue: this.#declared[key]?.default as never,
          globalValue: this.user.get(key) as never,
          workspaceValue: this.workspace.get(key) as never,
          workspaceFolderValue: this.workspace.get(key) as never,
        };
      },
      update: async (name, value, target) => {
        await Promise.resolve();
        const key = full(name);
        if (this.refusesWrites) throw new Error('Unable to write into user settings.');
        if (!(key in this.#declared)) throw new Error(`${key} is not a registered configuration.`);
        if (Number(target) !== USERS_OWN)
          throw new Error(`${key} was to be written elsewhere than into the user's settings`);
        this.set({ [key]: value });
      },
    };
  }

  #put(values: Map<string, unknown>, changes: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    }
    const keys = Object.keys(changes);
    this.changed.fire({
      affectsConfiguration: (section) => keys.some((key) => key === section || key.startsWith(`${section}.`)),
    });
  }
}
