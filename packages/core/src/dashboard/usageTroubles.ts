import type { Failure } from '../model/failure.ts';
import type { Watching } from '../monitor/accountMonitor.ts';
import { failureSentence } from '../present/failureWords.ts';
import type { Usage, UsageSubject } from '../usage/usage.ts';

const NAMES: Readonly<Record<UsageSubject, string>> = {
  days: 'Models',
  keyDays: 'Spend of keys',
  hours: 'Hours',
  keys: 'Keys and limits',
};

/** Why the provider did not tell some of these when it was last asked: a sentence for each reason, of what it concerns. */
export function usageTroubles(
  { provider: { name } }: Pick<Watching, 'provider'>,
  usage: Usage | undefined,
  subjects: readonly UsageSubject[],
): readonly string[] {
  const concerned = new Map<string, string[]>();
  for (const subject of subjects) {
    const failure = usage?.failures[subject];
    if (!failure) continue;
    const sentence = partSentence(failure, name);
    concerned.set(sentence, [...(concerned.get(sentence) ?? []), NAMES[subject]]);
  }
  return [...concerned].map(([sentence, of]) =>
    of.length === subjects.length ? sentence : `${of.join(', ')}: ${sentence}`,
  );
}

/** The same for a tab where the account's own trouble is not to be seen: with a key that is rejected nothing is asked. */
export function tabTroubles(
  watching: Watching,
  usage: Usage | undefined,
  subjects: readonly UsageSubject[],
): readonly string[] {
  const failure = watching.state.trouble?.failure;
  return failure?.kind === 'invalidKey' && failure.slot === 'management'
    ? [failureSentence(failure, watching.provider.name)]
    : usageTroubles(watching, usage, subjects);
}

function partSentence(failure: Failure, name: string): string {
  return failure.kind === 'wrongKeyKind'
    ? `${name} does not show this to the management key (403).`
    : failureSentence(failure, name);
}
