import type { FileStore, FolderSharing, Logger } from '../ports.ts';
import { storedFile, storedText } from '../storage/storedFile.ts';
import { type AlertState, EMPTY_STATE, isAlertState, joinStates } from './alertState.ts';

/** One account's alerts on disk, which all windows share, and what this window knows of them beyond that. */
export interface AlertBook {
  /** What is on disk and what this window knows, together. Never rejects. */
  read(): Promise<AlertState>;
  /** Sees to it that there is a file, the same for all windows, before anything is counted. Never rejects. */
  begin(nowMs: number): Promise<void>;
  /** The file has changed: joins what is in it, and what this window knows beyond it. */
  heed(): Promise<void>;
  /**
   * Changes what is known, one change after the other, and writes it where the disk does not say so already. Never
   * rejects for the disk: what it refuses is kept in memory and written with the next change.
   * @param to gives the new state; may have one saved on its way
   */
  change(to: (state: AlertState, save: Save) => Promise<AlertState>): Promise<void>;
}

type Save = (state: AlertState) => Promise<void>;

export function alertBook(
  ports: { readonly files: FileStore & FolderSharing; readonly log: Logger },
  name: string,
): AlertBook {
  const file = storedFile<AlertState>(ports, name, isAlertState, EMPTY_STATE);
  let known = EMPTY_STATE;
  let isRefused = false;
  let last: Promise<unknown> = Promise.resolve();

  const load = async (): Promise<AlertState> => {
    known = joinStates(known, await file.load());
    return known;
  };

  /**
   * What another window has written is joined, not replaced. What it writes between our look and our writing is lost on
   * disk until it hears of ours, or changes something, and writes again.
   */
  const save: Save = async (state) => {
    known = joinStates(known, state);
    const onDisk = await file.load();
    known = joinStates(known, onDisk);
    if (contentOf(known) === contentOf(onDisk)) return;
    try {
      await file.save(known);
      isRefused = false;
    } catch (error) {
      if (!isRefused) ports.log.warn('The alerts were not stored', error);
      isRefused = true;
    }
  };

  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const next = last.then(run);
    last = next.catch(() => undefined);
    return next;
  };

  const begin = async (nowMs: number): Promise<void> => {
    if ((await load()).born > 0) return;
    const mine = { ...known, born: Math.max(1, Math.floor(nowMs / 1000)) };
    await ports.files.create(name, storedText(mine)).catch(() => undefined);
    // Another window's may have come first. Where there is none that could be used, each counts for itself.
    if ((await load()).born === 0) known = mine;
  };

  return {
    begin: (nowMs) => inTurn(() => begin(nowMs)),
    heed: () =>
      inTurn(async () => {
        // A file that is gone is gone for all.
        if ((await file.load()).born > 0) await save(known);
      }),
    read: () => inTurn(load),
    change: (to) => inTurn(async () => save(await to(await load(), save))),
  };
}

/** When the facts were learnt is no reason to write: it is another time after every refresh. */
function contentOf({ born, era, rules, peaks, snooze, mutes, log = [] }: AlertState): string {
  const shown = log.map(({ atMs, rule }) => [atMs, rule]);
  return JSON.stringify([born, era, rules, peaks, snooze, mutes, shown]);
}
