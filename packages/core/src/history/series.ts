/**
 * What the counters of an account's keys are told apart by: short, since it stands in every sample, and of which keys it
 * is cannot be seen from it. Two sets of keys in four thousand million have the same (FNV-1a, 32 bits).
 */
export function seriesOf(keyRevisions: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < keyRevisions.length; at += 1)
    hash = Math.imul(hash ^ keyRevisions.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
