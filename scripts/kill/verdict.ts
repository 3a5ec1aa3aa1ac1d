import type { FoundAccount } from './state.ts';

/**
 * What the host was doing when it was killed may have happened or not; everything before must have. It changes one account
 * at a time, so at most one may be different from what was said last, in one respect; and one more where the host before
 * had left its change for the next to make.
 * @returns what was lost, in words
 */
export function lossesBetween(
  said: readonly FoundAccount[],
  found: readonly FoundAccount[],
  mostChanges: 1 | 2,
): readonly string[] {
  const losses: string[] = [];
  let different = 0;
  for (const account of found) {
    if (Object.values(account.keys).includes('lost')) losses.push(`the keys of ${account.id}`);
    if (!said.some(({ id }) => id === account.id)) different += 1;
  }
  for (const before of said) {
    const now = found.find(({ id }) => id === before.id);
    if (!now) {
      different += 1;
      continue;
    }
    const slots = new Set([...Object.keys(before.keys), ...Object.keys(now.keys)]);
    different += [...slots].filter((slot) => before.keys[slot] !== now.keys[slot]).length;
    if (before.label !== now.label) different += 1;
    if (now.attempt === before.attempt + 1) different += 1;
    else if (now.attempt !== before.attempt) losses.push(`the record of ${before.id}`);
  }
  if (mostChanges === 1 && different === 0 && !isSameOrder(said, found) && !isOneMove(said, found))
    losses.push('the order');
  if (different > mostChanges) losses.push(`${different} changes for ${mostChanges}`);
  return losses;
}

function isSameOrder(said: readonly FoundAccount[], found: readonly FoundAccount[]): boolean {
  return said.every(({ id }, at) => found[at]?.id === id);
}

/** Whether two neighbours have changed places, and nothing else. */
function isOneMove(said: readonly FoundAccount[], found: readonly FoundAccount[]): boolean {
  const moved = said.flatMap(({ id }, at) => (found[at]?.id === id ? [] : [at]));
  const [first = 0, second = 0] = moved;
  return moved.length === 2 && second === first + 1 && said[first]?.id === found[second]?.id;
}
