import type { Money } from '../model/money.ts';
import type { FileStore, Logger } from '../ports.ts';
import { parseJson } from '../util/parseJson.ts';
import { type Check, textLike } from './check.ts';

/** A JSON file of ours: `{version, …}`, checked on the way in, whole on the way out. */
export interface StoredFile<T> {
  /** `unreadable`: at the last look it could not be read, and what is known of it is from before. */
  readonly standing: 'read' | 'unreadable' | 'newer';
  /**
   * The content; `empty` when there is no file, or what could be saved of it when it was damaged and has been set aside;
   * what was known before while the file cannot be read. Never rejects.
   */
  load(): Promise<T>;
  /** Rejects when the disk refuses, or while the file is not ours to write over; the caller goes on from memory. */
  save(content: T): Promise<void>;
}

/** What a person should hear of, once: told by the one window that set the damaged file aside, or by each that is too old. */
export type FileTrouble = 'damaged' | 'newer';

/** The name of the error for what is not ours to write over. Its message is in our words and may be shown. */
export const LEFT_ALONE = 'LeftAlone';

export interface FileCare<T> {
  /** What is still good in a file that as a whole is not. Without one nothing is. */
  readonly salvage?: (json: unknown) => T;
  /** What the text says, where it holds no amount as a bigint: looking for those takes long in a long file. */
  readonly parse?: (text: string) => unknown;
  /** Instead of {@link FileStore.setAside}, to which it comes down. */
  readonly setAside?: (text: string) => Promise<boolean>;
  readonly onTrouble?: (trouble: FileTrouble, kept: T) => void;
}

/** Why a file is left alone. */
const RESERVES = { unreadable: 'cannot be read', newer: 'is of a newer version' };

/** Of the shape of all our files. What is added to a shape without changing the rest is no new version: older ones keep it. */
const VERSION = 1;

/** What cannot be read, or is of a newer version, is not written over: neither a hiccup nor a downgrade destroys it. */
export function storedFile<T extends object>(
  { files, log }: { readonly files: FileStore; readonly log: Logger },
  name: string,
  isGood: Check<T>,
  empty: T,
  {
    salvage = () => empty,
    parse = (text) => parseJson(text, bigintFromJson),
    setAside = (text) => files.setAside(name, text),
    onTrouble,
  }: FileCare<T> = {},
): StoredFile<T> {
  let known = empty;
  /** The text that `known` was read from, or written as: the same again need not be looked at again. */
  let knownText: string | undefined;
  let standing: StoredFile<T>['standing'] = 'unreadable';
  let hasLooked = false;
  let isToldOfNewer = false;

  const save = async (content: T): Promise<void> => {
    if (standing !== 'read' && hasLooked)
      throw Object.assign(new Error(`${name} ${RESERVES[standing]}, and is left alone`), {
        name: LEFT_ALONE,
      });
    const text = storedText(content);
    await files.write(name, text);
    known = content;
    knownText = text;
  };

  return {
    get standing() {
      return standing;
    },
    save,
    async load() {
      let text: string | undefined;
      try {
        text = await files.read(name);
      } catch {
        if (!hasLooked || standing !== 'unreadable') log.warn(`${name} ${RESERVES.unreadable}`);
        hasLooked = true;
        standing = 'unreadable';
        return known;
      }
      hasLooked = true;
      standing = 'read';
      if (text !== undefined && text === knownText) return known;
      known = empty;
      knownText = undefined;
      if (text === undefined) return known;
      const json = parse(text);
      const { version } = Object(json) as { readonly version?: unknown };
      // Only a number is one: of a hostile object, asking for its number would throw.
      if (typeof version === 'number' && version > VERSION) {
        standing = 'newer';
        if (isToldOfNewer) return known;
        isToldOfNewer = true;
        log.warn(`${name} ${RESERVES.newer}`);
        onTrouble?.('newer', known);
      } else if (isGood(json)) {
        known = json;
        knownText = text;
      } else {
        known = salvage(json);
        if (!(await setAside(text))) return known;
        log.warn(`${name} is damaged and set aside`);
        // What could be saved must outlive this window; a disk that refuses has it in memory only.
        if (known !== empty) await save(known).catch(() => undefined);
        onTrouble?.('damaged', known);
      }
      return known;
    },
  };
}

/** How a content stands in its file: for who must make the file itself. */
export function storedText(content: object): string {
  return `${JSON.stringify({ ...content, version: VERSION }, bigintToJson)}\n`;
}

/** JSON has no bigint: it is written as a text of digits and an n. */
function bigintToJson(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

function bigintFromJson(name: string, value: unknown): unknown {
  return name === AMOUNT && isBigintText(value) ? BigInt(value.slice(0, -1)) : value;
}

/** Only of amounts: what a person calls an account, or a provider a period, may look like one. */
const AMOUNT: keyof Money = 'amountMicros';

const isBigintText = textLike(/^-?\d{1,20}n$/);
