type CleanUp = () => Promise<void>;

const owed = new Set<CleanUp>();
let ending: Promise<void> | undefined;

/** Adds something to undo when the process is told to end. Call the returned function to undo it now, once. */
export function owe(undo: CleanUp): CleanUp {
  let done: Promise<void> | undefined;
  const once = (): Promise<void> => {
    // It stays owed until it is done, so that whoever cleans up at the same time waits for it too.
    done ??= undo().finally(() => owed.delete(once));
    return done;
  };
  owed.add(once);
  return once;
}

/** Undoes everything that is still owed, the newest first. */
export async function cleanUp(): Promise<void> {
  while (owed.size > 0) {
    const newest = [...owed].at(-1);
    await newest?.().catch((error: unknown) => console.error('Cleaning up:', error));
  }
}

/** On Ctrl+C, a polite kill or a closed terminal: cleans up, then ends with the code that shells expect. */
export function cleanUpOnSignals(): void {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  for (const [signal, code] of Object.entries(codes)) {
    process.on(signal, () => {
      // A second Ctrl+C, or the copy that a parent passes on, must not cut the first one's work short.
      ending ??= cleanUp().finally(() => process.exit(code));
    });
  }
}
