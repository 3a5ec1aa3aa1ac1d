import type { FileStore, Logger } from '../ports.ts';
import { parseJson } from '../util/parseJson.ts';
import { type Check, textLike } from './check.ts';

/** A JSON file of ours: `{version, …}`, checked on the way in, whole on the way out. */
export interface StoredFile<T> {
  /**
   * The content; `empty` when there is no file, or when it was damaged and has been set aside; what was known before
   * while the file cannot be read. Never rejects.
   */
  load(): Promise<T>;
  /** Rejects when the disk refuses, or while the file is not ours to write over; the caller goes on from memory. */
  save(content: T): Promise<void>;
}

/** Of the shape of all our files. */
const VERSION = 1;

/** What cannot be read, or is of a newer version, is not written over: neither a hiccup nor a downgrade destroys it. */
export function storedFile<T extends object>(
  { files, log }: { readonly files: FileStore; readonly log: Logger },
  name: string,
  isGood: Check<T>,
  empty: T,
): StoredFile<T> {
  let known = empty;
  let isOurs = true;
  return {
    async load() {
      let text: string | undefined;
      try {
        text = await files.read(name);
      } catch {
        isOurs = false;
        log.warn(`${name} cannot be read`);
        return known;
      }
      isOurs = true;
      known = empty;
      if (text === undefined) return known;
      const json = parseJson(text, bigintFromJson);
      const { version } = Object(json) as { readonly version?: unknown };
      // Only a number is one: of a hostile object, asking for its number would throw.
      isOurs = !(typeof version === 'number' && version > VERSION);
      if (isOurs && isGood(json)) return (known = json);
      log.warn(`${name} ${isOurs ? 'is damaged and set aside' : 'is of a newer version'}`);
      if (isOurs) await files.setAside(name);
      return known;
    },
    async save(content) {
      if (!isOurs) throw new Error(`${name} is left alone`);
      await files.write(name, `${JSON.stringify({ ...content, version: VERSION }, bigintToJson)}\n`);
      known = content;
    },
  };
}

/** JSON has no bigint: it is written as a text of digits and an n. */
function bigintToJson(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

function bigintFromJson(_name: string, value: unknown): unknown {
  return isBigintText(value) ? BigInt(value.slice(0, -1)) : value;
}

const isBigintText = textLike(/^-?\d{1,20}n$/);
