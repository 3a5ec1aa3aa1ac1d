// The real clock, whatever a test does to the global one.
const now = process.hrtime.bigint.bind(process.hrtime);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const PATIENCE_NS = 90_000_000_000n;

/** Waits for `probe` to give something: not for a span of time, but turn by turn of the event loop. */
export async function until<T>(
  what: string,
  probe: () => T | undefined | false,
  instead: () => string = () => '',
): Promise<T> {
  const deadline = now() + PATIENCE_NS;
  for (;;) {
    const found = probe();
    if (found !== undefined && found !== false) return found;
    if (now() > deadline) throw new Error(`never: ${what}. ${instead()}`);
    await turn();
  }
}

/** File operations and connections that are under way in this process. Servers that only listen do not count. */
export function underWay(): readonly string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /^(?:FSReq|\w*CloseReq|TCPSocket|TCPConnect|TLS|GetAddrInfo)/.test(name));
}

/** Turns of the event loop that pass between, say, a promise kept and the connection that comes of it. */
const CALM_TURNS = 10;

/** Waits until nothing is under way, so that what has not happened by then will not happen by itself. */
export async function quiet(orElse: () => boolean = () => false): Promise<void> {
  let calmTurns = 0;
  await until(
    'quiet',
    () => {
      calmTurns = underWay().length === 0 ? calmTurns + 1 : 0;
      return calmTurns > CALM_TURNS || orElse();
    },
    () => `still ${underWay().join(', ')}`,
  );
}
