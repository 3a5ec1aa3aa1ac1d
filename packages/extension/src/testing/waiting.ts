// The real clock, whatever a test does to the global one.
const now = process.hrtime.bigint.bind(process.hrtime);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const PATIENCE_NS = 5_000_000_000n;

/** Waits for `probe` to give something: not for a span of time, but turn by turn of the event loop. */
export async function until<T>(what: string, probe: () => T | undefined | false): Promise<T> {
  const deadline = now() + PATIENCE_NS;
  for (;;) {
    const found = probe();
    if (found !== undefined && found !== false) return found;
    if (now() > deadline) throw new Error(`never: ${what}`);
    await turn();
  }
}

/** File operations and connections that are under way in this process. Servers that only listen do not count. */
export function underWay(): readonly string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /^(?:FSReq|TCPSocket|TCPConnect|TLS|GetAddrInfo)/.test(name));
}

/** Waits until nothing is under way, so that what has not happened by then will not happen by itself. */
export async function quiet(): Promise<void> {
  let calmTurns = 0;
  await until(`quiet (still ${underWay().join(', ')})`, () => {
    calmTurns = underWay().length === 0 ? calmTurns + 1 : 0;
    return calmTurns > 5;
  });
}
