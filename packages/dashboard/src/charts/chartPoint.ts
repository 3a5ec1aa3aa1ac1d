/** Something on a chart that can be looked at. */
export interface ChartPoint {
  /** Stable over states, so that the eye and the focus stay where they were. */
  readonly key: string;
  /** "Tue, 3 Nov 2026". */
  readonly when: string;
  /** What is seen of it: "$4.20". */
  readonly short: string;
  /** What is heard of it: with its parts. */
  readonly words: string;
  /** Where it is found by pointer and focus, in pixels of the SVG. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where a key leads from a point. A chart runs from left to right in every language, so keys do, too.
 * @param across points in one row; missing: they are all in one
 * @returns undefined for keys that lead nowhere
 */
export function pointReached(
  key: string,
  at: number,
  count: number,
  across: number = count,
): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -across,
    ArrowDown: across,
    Home: -at,
    End: count - 1 - at,
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  const to = at + step;
  return to >= 0 && to < count ? to : undefined;
}
