import type { FileStore, Logger } from '../ports.ts';
import { parseJson } from '../util/parseJson.ts';
import { type Check, textLike } from './check.ts';

/** A JSON file of ours: `{version, …}`, checked on the way in, whole on the way out. */
export interface StoredFile<T> {
  /** The content; `empty` when there is no file, or when it was damaged and has been set aside. Never rejects. */
  load(): Promise<T>;
  /** Rejects when the disk refuses; the caller goes on from memory. */
  save(content: T): Promise<void>;
}

/** Of the shape of all our files. */
const VERSION = 1;

/** A file of a newer version is neither read nor overwritten: a downgrade destroys nothing. */
export function storedFile<T extends object>(
  { files, log }: { readonly files: FileStore; readonly log: Logger },
  name: string,
  isGood: Check<T>,
  empty: T,
): StoredFile<T> {
  let isNewer = false;
  return {
    async load() {
      let text: string | undefined;
      try {
        text = await files.read(name);
      } catch {
        log.warn(`${name} cannot be read`);
      }
      if (text === undefined) return empty;
      const json = parseJson(text, bigintFromJson);
      const { version } = Object(json) as { readonly version?: unknown };
      isNewer = Number(version) > VERSION;
      if (!isNewer && isGood(json)) return json;
      log.warn(`${name} ${isNewer ? 'is of a newer version and left alone' : 'is damaged and set aside'}`);
      if (!isNewer) await files.setAside(name);
      return empty;
    },
    async save(content) {
      const text = JSON.stringify({ ...content, version: VERSION }, bigintToJson);
      if (!isNewer) await files.write(name, `${text}\n`);
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
