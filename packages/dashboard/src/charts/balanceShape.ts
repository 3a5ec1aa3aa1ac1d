import type { BalanceChart, ShownRange, TimedMicros } from '@opencredits/core';

/** What is drawn of the time to come, at most, as a part of what has been; and where its end would not be seen anyway. */
const MOST_AHEAD = 0.6;
const LEAST_AHEAD = 0.15;

/** Until when the axis goes: to where the cone ends, but not so far that the past becomes narrow. */
export function balanceEndMs({ cone }: BalanceChart, { fromMs, toMs }: ShownRange, nowMs: number): number {
  if (!cone || toMs < nowMs) return toMs;
  const isNear = cone.earliestMs < toMs + (toMs - fromMs) * MOST_AHEAD;
  const aheadMs = (toMs - fromMs) * (isNear ? MOST_AHEAD : LEAST_AHEAD);
  const wantedMs = cone.latestMs ?? cone.medianMs + (cone.medianMs - cone.from.atMs);
  return Math.min(toMs + aheadMs, Math.max(toMs, wantedMs));
}

export interface BalancePoint extends TimedMicros {
  /** Whether the account was topped up then, and by how much. */
  readonly topUp: number | undefined;
}

/** Every point of the lines, and every top-up at what was left then. By time. */
export function balancePoints({
  lines,
  topUps,
}: Pick<BalanceChart, 'lines' | 'topUps'>): readonly BalancePoint[] {
  const all = lines.flat().sort((a, b) => a.atMs - b.atMs);
  const points: BalancePoint[] = all.map((point) => ({ ...point, topUp: undefined }));
  for (const { atMs, micros } of topUps) {
    const near = points.findIndex((point) => point.atMs >= atMs);
    const at = near < 0 ? points.length - 1 : near;
    const there = points[at];
    // The first point after it has the money in it; a second one there is added up.
    if (there) points[at] = { ...there, topUp: (there.topUp ?? 0) + micros };
  }
  return points;
}

/** What each point takes of the width: to the middle between it and its neighbours. */
export function pointBands(
  xs: readonly number[],
  left: number,
  right: number,
): readonly { readonly x: number; readonly width: number }[] {
  return xs.map((x, at) => {
    const before = xs[at - 1];
    const after = xs[at + 1];
    const start = before === undefined ? Math.max(left, x - 20) : (before + x) / 2;
    const end = after === undefined ? Math.min(right, x + 20) : (x + after) / 2;
    return { x: start, width: Math.max(0.5, end - start) };
  });
}

/** A piece of one line with where it is drawn. */
interface LabelPlace {
  readonly x: number;
  readonly width: number;
}

/** Which labels are written: from the last one back, none over another. All of them are in the table. */
export function labelsThatFit(places: readonly LabelPlace[]): readonly boolean[] {
  const fits = places.map(() => false);
  let free = Number.POSITIVE_INFINITY;
  for (let at = places.length - 1; at >= 0; at -= 1) {
    const place = places[at];
    if (!place || place.x + place.width / 2 > free) continue;
    fits[at] = true;
    free = place.x - place.width / 2 - 6;
  }
  return fits;
}
