import type { TimedMicros } from '@opencredits/core';
import type { Scale } from './scale.ts';

/** A line of steps: what was known stayed so until the next point. As the `d` of a path. */
export function stepPath(points: readonly TimedMicros[], x: Scale, y: Scale): string {
  return points
    .map(({ atMs, micros }, at) => {
      const [px, py] = [tenths(x(atMs)), tenths(y(micros))];
      return at === 0 ? `M${px} ${py}` : `H${px}V${py}`;
    })
    .join('');
}

/** What lies between that line and nothing. */
export function stepArea(points: readonly TimedMicros[], x: Scale, y: Scale): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  return `${stepPath(points, x, y)}H${tenths(x(last.atMs))}V${tenths(y(0))}H${tenths(x(first.atMs))}Z`;
}

/** Of a pixel: nobody sees less, and a year of points is shorter. */
function tenths(px: number): number {
  return Math.round(px * 10) / 10;
}
