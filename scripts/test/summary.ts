import type { PartResult } from '../lib/part.ts';
import { seconds } from '../lib/part.ts';

export interface PartOutcome extends PartResult {
  readonly name: string;
  readonly durationMs: number;
}

/**
 * The end of `npm test`: what failed and what was skipped by name, a table, and as the very last line
 * `N passed, N failed, N skipped`.
 */
export function summary(parts: readonly PartOutcome[], totalMs: number): string {
  const failed = parts.flatMap((part) => part.failed.map((name) => `✗ ${part.name}: ${name}`));
  const skipped = parts.flatMap((part) =>
    part.skipped.map(({ name, reason }) => `– ${part.name}: ${name} (skipped: ${reason})`),
  );
  const count = (field: 'passed' | 'failed' | 'skipped'): number =>
    parts.reduce((sum, part) => sum + sizeOf(part[field]), 0);
  const row = (cells: readonly string[]): string =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(22) : cell.padStart(10))).join('');
  return [
    ...failed,
    ...skipped,
    '',
    row(['', 'passed', 'failed', 'skipped', 'time']),
    ...parts.map((part) =>
      row([
        part.name,
        String(part.passed),
        String(part.failed.length),
        String(part.skipped.length),
        seconds(part.durationMs),
      ]),
    ),
    row(['all', '', '', '', seconds(totalMs)]),
    '',
    `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`,
  ].join('\n');
}

function sizeOf(count: number | readonly unknown[]): number {
  return typeof count === 'number' ? count : count.length;
}
