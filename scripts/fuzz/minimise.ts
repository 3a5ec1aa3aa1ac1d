/**
 * A shorter input that fails the same: halves, then ever smaller pieces are left out while it still does.
 * @param isOver asked before each try: with what is slow, all tries would take hours
 */
export async function minimise(
  input: string,
  stillFails: (shorter: string) => Promise<boolean>,
  isOver: () => boolean,
): Promise<string> {
  let smallest = input;
  for (let length = input.length; length >= 1; length /= 2) {
    const piece = Math.floor(length);
    for (let at = 0; at < smallest.length && !isOver();) {
      const shorter = smallest.slice(0, at) + smallest.slice(at + piece);
      if (await stillFails(shorter)) smallest = shorter;
      else at += piece;
    }
  }
  return smallest;
}
