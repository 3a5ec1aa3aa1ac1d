import type { Random } from '../../packages/simulator/src/random.ts';
import { changeJson } from './changeJson.ts';
import { SEPARATOR } from './parts.ts';

/** Longer inputs say nothing that shorter ones do not, except to code that is slow. */
const MOST_BYTES = 20_000;
const TOKEN = /"(?:[^"\\]|\\.)*"|[\w.+-]+|[^\s\w]/g;

/** One input made of another. Inputs are bytes in a string, one character each, so that bytes and words mix. */
export type Mutator = (input: string, other: string) => string;

/** @param dictionary words that mean something to the code under test */
export function createMutator(random: Random, dictionary: readonly string[]): Mutator {
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  const word = (): string => pick(dictionary) ?? '';
  const splice = (input: string, from: number, length: number, by: string): string =>
    input.slice(0, from) + by + input.slice(from + length);
  const piece = (input: string): string => {
    const at = below(input.length);
    return input.slice(at, at + 1 + below(12));
  };
  const replaceToken = (input: string, by: string): string => {
    const token = pick([...input.matchAll(TOKEN)]);
    return token ? splice(input, token.index, token[0].length, by) : by;
  };
  const changePart = (input: string, change: (part: string, at: number) => string): string => {
    const parts = input.split(SEPARATOR);
    const chosen = below(parts.length);
    return parts.map((part, at) => (at === chosen ? change(part, at) : part)).join(SEPARATOR);
  };
  const changes: readonly Mutator[] = [
    (input) => {
      const at = below(input.length);
      return splice(input, at, 1, String.fromCharCode((input.charCodeAt(at) || 0) ^ (1 << below(8))));
    },
    (input) => splice(input, below(input.length + 1), below(2), String.fromCharCode(below(256))),
    (input) => splice(input, below(input.length), 1 + below(12), ''),
    (input) => splice(input, below(input.length + 1), 0, word()),
    (input) => splice(input, below(input.length + 1), 0, piece(input)),
    (input) => replaceToken(input, word()),
    (input) => replaceToken(input, ''),
    (input, other) => replaceToken(input, pick(other.match(TOKEN) ?? []) ?? ''),
    (input, other) => input.slice(0, below(input.length + 1)) + other.slice(below(other.length + 1)),
    (input, other) => {
      const others = other.split(SEPARATOR);
      return changePart(input, (_, at) => others[at] ?? '');
    },
    (input) => changePart(input, (part) => changeJson(part, below, word)),
    // Rarely, for it is slow: what takes far longer for twice the length shows only when it is long.
    (input) =>
      below(20) === 0 ? splice(input, below(input.length + 1), 0, piece(input).repeat(8000)) : input,
  ];
  return (input, other) => {
    let changed = input;
    do changed = (pick(changes) ?? changeNothing)(changed, other);
    while (below(3) > 0);
    return changed.slice(0, MOST_BYTES);
  };
}

const changeNothing: Mutator = (input) => input;
