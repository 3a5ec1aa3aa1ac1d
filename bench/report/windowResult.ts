import type { Round } from '../windows/playWindows.ts';
import { compare, type Comparison, type Spread, spreadOf } from '../stats.ts';

/** What opening windows of a real VS Code has measured. */
export interface WindowResult {
  readonly windowsEach: number;
  /** VS Code's own figure, ours beside the empty extension in the same window, in milliseconds. */
  readonly activation: Comparison;
  /** From the start of the navigation, a second time, to the figure; beside an extension's static item. */
  readonly figure: Comparison;
  /** From the start of the navigation to the figure that the slowed simulator has answered. */
  readonly freshMs: Spread;
  /** In how many windows the first figure was the last window's. */
  readonly fromDisk: number;
  /** How the first figure of the last window is read out, with its age. */
  readonly spoken: string;
  /** The extension host with ours and the empty extension, beside one with the empty extension only. */
  readonly memory: { readonly pss: Comparison; readonly rss: Comparison } | 'not measured';
  /** Requests of a window until its figure is fresh, one number for each window. */
  readonly requests: readonly number[];
}

const mebibyte = 1024 * 1024;

export function windowResult(rounds: readonly Round[]): WindowResult {
  const weighed = rounds.flatMap(({ ours, emptyMemory }) =>
    ours.memory && emptyMemory ? [{ ours: ours.memory, baseline: emptyMemory }] : [],
  );
  const memory = (part: 'pssBytes' | 'rssBytes'): Comparison =>
    compare(
      'MiB',
      weighed.map(({ ours, baseline }) => ({
        ours: ours[part] / mebibyte,
        baseline: baseline[part] / mebibyte,
      })),
    );
  return {
    windowsEach: rounds.length,
    activation: compare(
      'ms',
      rounds.map(({ ours }) => ours.activationMs),
    ),
    figure: compare(
      'ms',
      rounds.map(({ ours, itemMs }) => ({ ours: ours.figureMs, baseline: itemMs })),
    ),
    freshMs: spreadOf(rounds.map(({ ours }) => ours.freshMs)),
    fromDisk: rounds.filter(({ ours }) => ours.wasFromDisk).length,
    spoken: rounds.at(-1)?.ours.spoken ?? '',
    memory: weighed.length > 0 ? { pss: memory('pssBytes'), rss: memory('rssBytes') } : 'not measured',
    requests: rounds.map(({ ours }) => ours.requests),
  };
}
