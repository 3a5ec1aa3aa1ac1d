import type { TimedMicros } from './state.ts';

type Line = readonly TimedMicros[];

/** More is not seen on a screen, and makes a table behind the chart that nobody can read. */
const MOST_POINTS = 300;
/** Rises that are kept with both their ends, whatever else goes: the largest. */
const MOST_RISES = 40;
const PER_SLOT = 4;

/**
 * The same lines with 300 points at most, each of which was there before. Kept are the first and the last, the highest and
 * the lowest of equal stretches of time, and so those of all; and both ends of the largest rises.
 */
export function thinLines(lines: readonly Line[]): readonly Line[] {
  const steps = lines.map(withoutRepeats);
  if (count(steps) <= MOST_POINTS) return steps;
  const kept = new Set<TimedMicros>();
  const rises = steps.flatMap((line) => line.flatMap((point, at) => riseTo(point, line[at - 1])));
  rises.sort((one, other) => other.by - one.by);
  for (const { from, to } of rises.slice(0, MOST_RISES)) kept.add(from).add(to);

  const points = steps.flat();
  const [first, last] = [points[0]?.atMs ?? 0, points.at(-1)?.atMs ?? 0];
  const slots = Math.floor((MOST_POINTS - kept.size) / PER_SLOT);
  const slotMs = (last - first + 1) / slots;
  const bySlot = new Map<number, TimedMicros[]>();
  for (const point of points) {
    const slot = Math.floor((point.atMs - first) / slotMs);
    const others = bySlot.get(slot);
    if (others) others.push(point);
    else bySlot.set(slot, [point]);
  }
  for (const ofSlot of bySlot.values()) for (const point of marksOf(ofSlot)) kept.add(point);
  return steps.map((line) => line.filter((point) => kept.has(point))).filter(({ length }) => length > 0);
}

/** A step that stays where it is needs its two ends only. */
function withoutRepeats(line: Line): Line {
  return line.filter(({ micros }, at) => micros !== line[at - 1]?.micros || micros !== line[at + 1]?.micros);
}

function riseTo(to: TimedMicros, from: TimedMicros | undefined) {
  return from && to.micros > from.micros ? [{ from, to, by: to.micros - from.micros }] : [];
}

function marksOf(points: Line): readonly TimedMicros[] {
  const [first] = points;
  if (!first) return [];
  let [lowest, highest] = [first, first];
  for (const point of points) {
    if (point.micros < lowest.micros) lowest = point;
    if (point.micros > highest.micros) highest = point;
  }
  return [first, lowest, highest, points.at(-1) ?? first];
}

function count(lines: readonly Line[]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}
