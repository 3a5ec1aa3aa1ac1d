import { faultCases, laterCases } from './faultCases.ts';
import { table } from './markdown.ts';

export interface TestFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/**
 * The table of docs/testing.md: each case with the files that test it.
 * @throws Error naming every case that no test carries in its title.
 */
export function faultTable(files: readonly TestFile[]): string {
  const byCase = new Map<number, string[]>();
  for (const { path, text } of files) {
    for (const number of numbersIn(text)) byCase.set(number, [...(byCase.get(number) ?? []), path]);
  }
  const untested = Object.keys(faultCases).filter((number) => !byCase.has(Number(number)));
  if (untested.length > 0) throw new Error(`No test is titled [trust N] for case ${untested.join(', ')}`);
  const rows = Object.entries(faultCases).map(([number, words]) => {
    const paths = (byCase.get(Number(number)) ?? []).sort();
    return [number, words, paths.map((path) => `[${nameOf(path)}](../${path})`).join(', ')];
  });
  const later = Object.entries(laterCases).map(([number, { words, waitsFor }]) => [
    number,
    words,
    `waits for ${waitsFor}`,
  ]);
  const byNumber = [...rows, ...later].sort(([a], [b]) => Number(a) - Number(b));
  return table(['#', 'Case', 'Tests'], byNumber);
}

/** The numbers of all titles such as `[trust 9]`, `[trust 8, 9, 10]` and `[trust 53–56]`, each once. */
export function numbersIn(text: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const [, list = ''] of text.matchAll(/\[trust ([\d ,–-]+)\]/g)) {
    for (const part of list.split(',')) {
      const [from = NaN, to = from] = part.split(/[–-]/).map(Number);
      for (let number = from; number <= to; number += 1) numbers.add(number);
    }
  }
  return numbers;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/(\.test)?\.ts$/, '');
}
