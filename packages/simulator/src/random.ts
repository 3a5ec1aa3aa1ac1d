/** Numbers in [0, 1), the same ones for the same seed. */
export type Random = () => number;

/**
 * A seeded generator (mulberry32). Each user of randomness names its own `stream`, so that one more draw in
 * one place changes nothing in another.
 */
export function createRandom(seed: number, stream: string): Random {
  let state = seed | 0;
  for (let index = 0; index < stream.length; index++) {
    state = Math.imul(state ^ stream.charCodeAt(index), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
