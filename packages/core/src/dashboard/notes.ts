import type { Watching } from '../monitor/accountMonitor.ts';
import { BALANCE_NOTE, summarize, type SummaryStyle } from '../present/summary.ts';
import { type Usage, usageSubjects } from '../usage/usage.ts';
import { tabTroubles, usageTroubles } from './usageTroubles.ts';

const MORE_NOTE = 'A management key would show which models and keys this was spent on.';
const BALANCE_AND_MORE_NOTE =
  'A management key would show the account balance, and which models and keys it was spent on.';

/** Calm lines about the account and what is shown of it. */
export function notes(
  watching: Watching,
  style: SummaryStyle,
  usage: Usage | undefined,
  isBehind: boolean,
): readonly string[] {
  const said = summarize(watching, style).notes;
  const { name } = watching.provider;
  const lacksKey = !hasManagementKey(watching);
  const ofKey = said.includes(BALANCE_NOTE) ? BALANCE_AND_MORE_NOTE : MORE_NOTE;
  return [
    ...said.filter((note) => note !== BALANCE_NOTE || !lacksKey),
    lacksKey && ofKey,
    isBehind && `What ${name} has broken down is behind what was spent.`,
    usage?.isTruncated === true && `${name} cut off its answer: some of the breakdown is missing.`,
    ...usageTroubles(watching, usage, usageSubjects),
  ].filter((note) => typeof note === 'string');
}

/** Why a provider has told nothing of models, keys and days; '' where it has told something. */
export function whyNothingTold(watching: Watching, usage: Usage | undefined): string {
  const { name } = watching.provider;
  if (usage && (usage.days.length > 0 || usage.keyDays.length > 0 || usage.keys !== 'unknown')) return '';
  if (!hasManagementKey(watching)) return MORE_NOTE;
  return tabTroubles(watching, usage, usageSubjects).join(' ') || `${name} has not told this yet.`;
}

function hasManagementKey({ account }: Watching): boolean {
  return account.keys.some(({ slot }) => slot === 'management');
}
