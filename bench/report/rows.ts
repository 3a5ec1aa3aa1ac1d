import type { Comparison, Spread } from '../stats.ts';

/** Of a {@link table}. */
export type Row = readonly string[];

export function comparisonRows(
  what: string,
  baseline: string,
  of: Comparison,
  digits = of.unit === 'MiB' ? 1 : 0,
): Row[] {
  return [
    [`${what} (${of.unit})`],
    [...spreadRow('  OpenCredits', of.ours, digits), `× ${of.ratio.toFixed(2)}`],
    spreadRow(`  ${baseline}`, of.baseline, digits),
    spreadRow('  difference, pair by pair', of.difference, digits || 1),
  ];
}

export function spreadRow(what: string, spread: Spread, digits: number): Row {
  const { min, lowerQuartile, median, upperQuartile, max } = spread;
  return [what, ...[min, lowerQuartile, median, upperQuartile, max].map((value) => value.toFixed(digits))];
}
