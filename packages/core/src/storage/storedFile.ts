import type { FileStore, Logger } from '../ports.ts';
import type { Decoder } from './decode.ts';

/** A JSON file of ours: `{version, …}`, checked on the way in, whole on the way out. */
export interface StoredFile<T> {
  /** The content; `empty` when there is no file, or when it was damaged and has been set aside. Never rejects. */
  load(): Promise<T>;
  /** Rejects when the disk refuses; the caller goes on from memory. */
  save(content: T): Promise<void>;
}

/** A file of a newer version is neither read nor overwritten: a downgrade destroys nothing. */
export function storedFile<T extends object>(
  { files, log }: { readonly files: FileStore; readonly log: Logger },
  name: string,
  { version, decode, empty }: { readonly version: number; readonly decode: Decoder<T>; readonly empty: T },
): StoredFile<T> {
  let isNewer = false;
  return {
    async load() {
      let text: string | undefined;
      try {
        text = await files.read(name);
        if (text === undefined) return empty;
        const json = JSON.parse(text) as { readonly version?: unknown } | null;
        isNewer = typeof json?.version === 'number' && json.version > version;
        if (!isNewer) return decode(json);
        log.warn(`${name} was written by a newer version; it is left alone`);
      } catch {
        log.warn(`${name} ${text === undefined ? 'cannot be read' : 'is damaged and has been set aside'}`);
        if (text !== undefined) await files.setAside(name);
      }
      return empty;
    },
    async save(content) {
      if (!isNewer) await files.write(name, `${JSON.stringify({ version, ...content }, moneyToJson)}\n`);
    },
  };
}

/** JSON has no bigint: money is written as digits. For JSON.stringify's second argument. */
function moneyToJson(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
