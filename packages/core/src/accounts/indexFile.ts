import {
  asideName,
  type Clock,
  type Disposable,
  type FileStore,
  type FolderSharing,
  type Logger,
} from '../ports.ts';
import { type FileTrouble, storedFile } from '../storage/storedFile.ts';
import { parseJson } from '../util/parseJson.ts';
import { type AccountIndex, EMPTY_INDEX, isAccountIndex, salvageIndex } from './accountIndex.ts';

export const INDEX_FILE = 'accounts.json';
const PREFIX = 'accounts.';
/** What was set aside, the latest first. */
const ASIDES = ['', '.2', '.3'].map((age) => asideName(INDEX_FILE) + age);

/** A change takes a few milliseconds. One that another window has left undone for so long is done for it. */
const PATIENCE_MS = 250;

/** The index on disk, which all windows read and change. */
export interface IndexFile extends Disposable {
  /** As it was last read. */
  readonly index: AccountIndex;
  /** `unreadable`: it has not been read, or not lately. `newer`: it is of a newer version, and what it says not known. */
  readonly standing: 'read' | 'unreadable' | 'newer';
  /** Never rejects. */
  load(): Promise<AccountIndex>;
  /**
   * Changes what is on disk now; a change that returns the same index writes nothing. Of two windows that change it at
   * once, one follows the other. Rejects when the disk refuses, or while the file is not ours to write over.
   */
  update(change: (now: AccountIndex) => AccountIndex): Promise<void>;
}

export interface IndexPorts {
  readonly files: FileStore & FolderSharing;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Who wants to make the nth change first writes down what it comes to, in a file that only one window can create; then
 * it goes into the index. A window that ends in between has its change done by the next one, which need not wait for it.
 */
export function indexFile(
  ports: IndexPorts,
  onTrouble: (kind: FileTrouble, kept: AccountIndex) => void,
): IndexFile {
  const { files, clock } = ports;
  /** A damaged list may be all that still knows of a key in SecretStorage: the next one does not take its place. */
  const setAside = async (text: string): Promise<boolean> => {
    // Before it is known whether it is this window that sets it aside: afterwards the latest is another.
    const older = await Promise.all(ASIDES.map((aside) => files.read(aside).catch(() => undefined)));
    if (!(await files.setAside(INDEX_FILE, text))) return false;
    await Promise.allSettled(
      ASIDES.slice(1).map(async (aside, at) => {
        if (older[at] !== undefined) await files.write(aside, older[at]);
      }),
    );
    return true;
  };

  const file = storedFile(ports, INDEX_FILE, isAccountIndex, EMPTY_INDEX, {
    salvage: salvageIndex,
    setAside,
    onTrouble,
  });
  let index = EMPTY_INDEX;
  /** What reads or writes the file waits for what did before. */
  let queue: Promise<unknown> = Promise.resolve();
  let stopWaiting: (() => void) | undefined;

  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = queue.then(run);
    queue = mine.catch(() => undefined);
    return mine;
  };

  const read = async (): Promise<AccountIndex> => (index = await file.load());

  const write = async (next: AccountIndex): Promise<void> => {
    await file.save(next);
    index = next;
  };

  /** @returns whether it was this window that made the change; otherwise there is a newer index to look at */
  const claimAndWrite = async (next: AccountIndex, intent: string): Promise<boolean> => {
    if (!(await files.create(intent, JSON.stringify(next)))) {
      await another(next, intent);
      return false;
    }
    try {
      // Another window may have been done between our look and our word.
      if (countOf(await read()) >= countOf(next)) return false;
      await write(next);
      return true;
    } finally {
      await files.remove(intent).catch(() => undefined);
    }
  };

  /** Another window is at it: waits for it, but not for ever. */
  const another = async (next: AccountIndex, intent: string): Promise<void> => {
    const lateMs = clock.monotonicMs() + PATIENCE_MS;
    let text = await files.read(intent);
    while (text !== undefined && clock.monotonicMs() < lateMs) {
      await untilTold(lateMs - clock.monotonicMs());
      text = await files.read(intent);
    }
    if (text === undefined || countOf(await read()) >= countOf(next)) return;
    const theirs = parseJson(text);
    if (isAccountIndex(theirs) && countOf(theirs) === countOf(next)) await write(theirs);
    await files.remove(intent);
  };

  const untilTold = (mostMs: number): Promise<void> =>
    new Promise((resolve) => {
      const look = clock.after(mostMs, () => stopWaiting?.());
      stopWaiting = () => {
        look.dispose();
        stopWaiting = undefined;
        resolve();
      };
    });

  const subscription = files.onDidChange((name) => {
    if (name.startsWith(PREFIX)) stopWaiting?.();
  });

  return {
    get index() {
      return index;
    },
    get standing() {
      return file.standing;
    },
    load: () => inTurn(read),
    update: (change) =>
      inTurn(async () => {
        for (;;) {
          const now = await read();
          const changed = change(now);
          if (changed === now) return;
          const next = { ...changed, changes: countOf(now) + 1 };
          // What could not be read again must not be written.
          if (!isAccountIndex(next)) throw new TypeError('Not a list of accounts');
          if (await claimAndWrite(next, `${PREFIX}${next.changes}.intent`)) return;
        }
      }),
    dispose() {
      stopWaiting?.();
      subscription.dispose();
    },
  };
}

function countOf({ changes = 0 }: AccountIndex): number {
  return changes;
}
