import { findInvisible, findKeyShape } from '../lib/forbiddenText.ts';
import type { SourceFile } from './repositoryFiles.ts';

const longestFileLines = 400;

/** What no file of ours may have: characters nobody sees, something shaped like a key, more lines than one concept needs. */
export function sourceProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const invisible = findInvisible(text);
    const key = findKeyShape(text);
    const lines = text.split('\n').length - 1;
    const limited = /\.(ts|mts|mjs|cjs|js)$/.test(path) && !/\.test\.ts$|\/generated\//.test(path);
    return [
      ...(invisible ? [`${path} has the invisible character ${invisible}: write it as an escape`] : []),
      ...(key ? [`${path} has a key-shaped string in ${key}`] : []),
      ...(limited && lines > longestFileLines
        ? [`${path} has ${lines} lines; more than ${longestFileLines} are a split`]
        : []),
    ];
  });
}
