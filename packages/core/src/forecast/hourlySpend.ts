import type { Piece } from '../history/pieces.ts';
import { lastAtOrBefore } from '../history/spend.ts';

export const HOUR_MS = 3_600_000;

/**
 * What was spent in each of the last `hours` hours until the newest sample, oldest first, in millionths. Between two
 * samples money is taken to have gone evenly: while it goes they are minutes apart; what a machine slept through is
 * spread over its sleep.
 */
export function hourlySpend(piece: Piece, hours: number): readonly number[] {
  const { points, newest } = piece;
  const valueAt = (atMs: number): number => {
    const at = lastAtOrBefore(points, atMs);
    const [before, after] = [points[at], points[at + 1]];
    const [known, next] = [Number(before?.micros ?? after?.micros), Number((after ?? before)?.micros)];
    if (!before || !after) return known;
    return known + ((next - known) * (atMs - before.atMs)) / (after.atMs - before.atMs);
  };
  let before = valueAt(newest.atMs - hours * HOUR_MS);
  return Array.from({ length: hours }, (_, at) => {
    const after = valueAt(newest.atMs - (hours - 1 - at) * HOUR_MS);
    // What was taken back since counts as not spent; it does not make money.
    const spent = Math.max(0, after - before);
    before = after;
    return spent;
  });
}
