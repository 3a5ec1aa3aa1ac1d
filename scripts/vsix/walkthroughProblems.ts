import type { NlsStrings } from '../lib/manifest.ts';
import { localize } from '../lib/manifest.ts';

interface Walkthrough {
  readonly steps?: readonly {
    readonly id?: string;
    readonly description?: string;
    readonly media?: { readonly altText?: string };
    readonly completionEvents?: readonly string[];
  }[];
}

/** One walkthrough of three to five steps; each step has a command to press, a described picture and an end. */
export function walkthroughProblems(walkthroughs: unknown, nls: NlsStrings): string[] {
  const all = (Array.isArray(walkthroughs) ? walkthroughs : []) as readonly Walkthrough[];
  const steps = all[0]?.steps ?? [];
  if (all.length !== 1 || steps.length < 3 || steps.length > 5)
    return ['there is not one walkthrough of 3 to 5 steps'];
  return steps.flatMap(({ id, description, media, completionEvents }) => [
    ...(localize(description, nls).includes('](command:')
      ? []
      : [`walkthrough step ${id} has no command link`]),
    ...(localize(media?.altText, nls) === '' ? [`walkthrough step ${id} has a picture without words`] : []),
    ...(completionEvents?.length ? [] : [`walkthrough step ${id} never completes`]),
  ]);
}
