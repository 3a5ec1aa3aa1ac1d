import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionRoot } from './paths.ts';

/** One entry of `contributes.configuration.properties`, as far as our scripts look at it. */
export interface SettingDeclaration {
  readonly type?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly unknown[];
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly scope?: unknown;
  readonly order?: unknown;
  readonly description?: unknown;
  readonly markdownDescription?: unknown;
}

export interface CommandDeclaration {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}

/** The extension's package.json, as far as our scripts look at it. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly contributes: {
    readonly commands: readonly CommandDeclaration[];
    readonly configuration: {
      readonly title: string;
      readonly properties: Readonly<Record<string, SettingDeclaration>>;
    };
    readonly [point: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** package.nls.json: what each `%key%` in the manifest says. */
export type NlsStrings = Readonly<Record<string, string>>;

export function readManifest(folder = extensionRoot): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

export function readNls(folder = extensionRoot): NlsStrings {
  return JSON.parse(readFileSync(join(folder, 'package.nls.json'), 'utf8')) as NlsStrings;
}

/** Every string anywhere in a JSON value, keys left out. */
export function allStrings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(allStrings);
}

/** `%command.refresh%` as the nls file words it; other strings as they are. */
export function localize(text: unknown, nls: NlsStrings): string {
  if (typeof text !== 'string') return '';
  const key = /^%(.+)%$/.exec(text)?.[1];
  return key === undefined ? text : (nls[key] ?? text);
}
