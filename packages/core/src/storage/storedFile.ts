import * as v from 'valibot';
import type { FileStore, Logger } from '../ports.ts';

/** A JSON file of ours: `{version, …}`, checked on the way in, whole on the way out. */
export interface StoredFile<T> {
  /** The content; `empty` when there is no file, or when it was damaged and has been set aside. */
  load(): Promise<T>;
  /** Rejects when the disk refuses; the caller goes on from memory. */
  save(content: T): Promise<void>;
}

const Versioned = v.looseObject({ version: v.number() });

/**
 * @param schema of what stands beside `version`; parses stored JSON into T.
 * A file of a newer version is neither read nor overwritten: a downgrade destroys nothing.
 */
export function storedFile<T extends object>(
  files: FileStore,
  log: Logger,
  options: {
    readonly name: string;
    readonly version: number;
    readonly schema: v.GenericSchema<unknown, T>;
    readonly empty: T;
  },
): StoredFile<T> {
  const { name, version, schema, empty } = options;
  let isNewer = false;
  return {
    async load() {
      const text = await files.read(name).catch(() => {
        log.warn(`${name} cannot be read; going on without it`);
        return undefined;
      });
      if (text === undefined) return empty;
      const json = parse(text);
      const head = v.safeParse(Versioned, json);
      isNewer = head.success && head.output.version > version;
      if (isNewer) {
        log.warn(`${name} was written by a newer version; it is left alone`);
        return empty;
      }
      const parsed = v.safeParse(schema, json);
      if (head.success && parsed.success) return parsed.output;
      log.warn(`${name} is damaged; it has been set aside`);
      await files.setAside(name);
      return empty;
    },
    async save(content) {
      if (isNewer) return;
      await files.write(name, `${JSON.stringify({ version, ...content }, moneyToJson)}\n`);
    },
  };
}

/** @returns undefined for what is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON has no bigint: money is written as digits. For JSON.stringify's second argument. */
function moneyToJson(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
