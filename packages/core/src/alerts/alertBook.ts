import type { FileStore, Logger } from '../ports.ts';
import { storedFile } from '../storage/storedFile.ts';
import { type AlertState, EMPTY_STATE, isAlertState, joinStates } from './alertState.ts';

/** One account's alerts on disk, which all windows share, and what this window knows of them beyond that. */
export interface AlertBook {
  /** What is on disk and what this window knows, together. Never rejects. */
  read(): Promise<AlertState>;
  /**
   * Changes what is known, one change after the other, and writes it where the disk does not say so already. Never
   * rejects for the disk: what it refuses is kept in memory and written with the next change.
   * @param to gives the new state; may have one saved on its way
   */
  change(to: (state: AlertState, save: Save) => Promise<AlertState>): Promise<void>;
}

type Save = (state: AlertState) => Promise<void>;

export function alertBook(
  ports: { readonly files: FileStore; readonly log: Logger },
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

  return {
    read: () => inTurn(load),
    change: (to) => inTurn(async () => save(await to(await load(), save))),
  };
}

/** When the facts were learnt is no reason to write: it is another time after every refresh. */
function contentOf({ era, rules, peaks, snooze, mutes }: AlertState): string {
  return JSON.stringify([era, rules, peaks, snooze, mutes]);
}
