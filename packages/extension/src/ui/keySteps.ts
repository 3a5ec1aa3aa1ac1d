import {
  type Account,
  type AccountBook,
  type checkKey,
  cleanKey,
  type CleanedKey,
  failureWords,
  type KeySlot,
  type Logger,
  type NewAccount,
  type Provider,
  type Redactor,
  type SavedKey,
  slotWords,
} from '@opencredits/core';
import { ENABLED, getSetting, setSetting } from '../adapters/settings.ts';
import { nameOf } from './accountRow.ts';
import { askLabel } from './askLabel.ts';
import { complain, complainOf } from './messages.ts';
import { type Answer, ask, pick } from './quickInput.ts';

export interface KeyNeeds {
  readonly book: AccountBook;
  /** Asks a provider whether a key is good, before anything is kept. */
  readonly checkKey: (provider: Provider, key: string) => ReturnType<typeof checkKey>;
  readonly redactor: Redactor;
  readonly log: Logger;
  /** There is a step before, to which Back leads. */
  readonly canGoBack: boolean;
  /** The one that a new account is of. */
  readonly provider: Provider;
  /** By its id; undefined for one that only a newer version knows. */
  readonly providerOf: (providerId: string) => Provider | undefined;
  /** The value of a variable of this host's environment, where it has one. */
  readonly environmentKey: (name: string) => string | undefined;
  /** Asks for an account's fresh figures and says in a message what there is: `prefix` and the figure, or the failure. */
  readonly report: (accountId: string, prefix?: string) => Promise<void>;
}

/** Where a key is to be kept: with an account that there is, or with a new one. */
export type Whose = Account | NewAccount;

/** A key that its provider has accepted, and of which kind it proved to be. */
interface GoodKey {
  readonly key: string;
  readonly slot: KeySlot;
  /** It would stand beside a key of another account. */
  readonly isStray: boolean;
}

export const UNKNOWN_PROVIDER =
  'This version of OpenCredits does not know the provider of this account. Update it first.';

const NOT_SAVED = ' Nothing was saved.';

/** Why a pasted text cannot be a key. Never repeats what was pasted. */
const REFUSALS: Readonly<Record<Extract<CleanedKey, { kind: 'refused' }>['why'], string>> = {
  empty: 'Paste a key first.',
  tooLong: 'Too long.',
  tooShort: 'Too short.',
  innerSpace: 'A key has no space inside.',
  address: 'That is an address, not a key. Nothing was sent.',
  otherProvider: 'That looks like a key of another provider. Nothing was sent.',
  badCharacter: 'A key has no such character.',
};

export function showsWords({ keys: { shows } }: Provider): string {
  return `An API key shows ${shows.ordinary}; a management key ${shows.management}.`;
}

/** The provider of an account; says so where a newer version has made it that knows more of them than this one. */
export function providerOrSay(needs: KeyNeeds, { providerId }: Whose): Provider | undefined {
  const provider = needs.providerOf(providerId);
  if (!provider) complain(UNKNOWN_PROVIDER);
  return provider;
}

/** Asks for a key. Where a management key is wanted an ordinary one will not do; the other way round it may. */
export async function pasteKey(given: KeyNeeds, whose: Whose, wanted: KeySlot): Promise<Answer<unknown>> {
  const provider = providerOrSay(given, whose);
  if (!provider) return undefined;
  const needs = { ...given, provider };
  const isOverSince = overSince(needs);
  for (;;) {
    const good = await askKey(needs, whose, wanted);
    if (good === undefined || good === 'back') return good;
    // What comes after it leads back to the box, which is empty: a key is never shown again.
    const outcome = await save(needs, whose, wanted, good, 'pasted', isOverSince);
    if (outcome !== 'back') return outcome;
  }
}

async function askKey(needs: KeyNeeds, whose: Whose, wanted: KeySlot): Promise<Answer<GoodKey>> {
  const { provider, canGoBack } = needs;
  let good: GoodKey | undefined;
  const answer = await ask({
    title: `${'id' in whose ? nameOf(needs, whose) : provider.name}: paste a key`,
    canGoBack,
    isSecret: true,
    placeholder: `${provider.keys.usualPrefix}…`,
    prompt: showsWords(provider),
    check: async (text) => {
      const found = await examine(needs, whose, text);
      if (typeof found === 'string') return found + NOT_SAVED;
      if (wanted === 'management' && found.slot !== wanted) return `That is an API key.${NOT_SAVED}`;
      // Of another kind than was wanted it may yet take the other's place.
      if (found.isStray && found.slot === wanted)
        return `${strayWords(provider)} Add it as an account of its own.${NOT_SAVED}`;
      good = found;
      return undefined;
    },
  });
  return answer === 'back' ? answer : good;
}

export async function takeEnvironmentKey(needs: KeyNeeds, whose: Whose): Promise<Answer<unknown>> {
  const name = needs.provider.keys.environmentVariable;
  const isOverSince = overSince(needs);
  const found = await examine(needs, whose, needs.environmentKey(name) ?? '');
  if (typeof found !== 'string') return save(needs, whose, 'ordinary', found, 'environment', isOverSince);
  complain(`${name}: ${found}${NOT_SAVED}`);
  return undefined;
}

/** Asks the provider whether a text is a good key, and of which kind, before anything is kept; or says why not. */
async function examine(needs: KeyNeeds, whose: Whose, text: string): Promise<GoodKey | string> {
  const cleaned = cleanKey(text);
  if (cleaned.kind === 'refused') return REFUSALS[cleaned.why];
  const { key } = cleaned;
  needs.redactor.remember(key);
  if (await isKnown(needs, whose, key)) return 'You have an account with this key already.';
  const result = await needs.checkKey(needs.provider, key);
  if (result.kind === 'good') {
    const slot = result.keyKind === 'management' ? 'management' : 'ordinary';
    return { key, slot, isStray: await wouldBeStray(needs, whose, slot, result.owner) };
  }
  return result.kind === 'failed' ? failureWords(result.failure, needs.provider.name).what : '';
}

/** Whether a key is of another account, by its provider's word, than the one it would be kept beside: no sum would be right. */
async function wouldBeStray(
  { book, checkKey, provider }: KeyNeeds,
  whose: Whose,
  slot: KeySlot,
  owner: string | undefined,
): Promise<boolean> {
  const beside = 'id' in whose ? whose.keys.filter((key) => key.slot !== slot) : [];
  if (owner === undefined || !('id' in whose) || beside.length === 0) return false;
  const found = await book.keysOf({ ...whose, keys: beside });
  for (const other of found.kind === 'keys' ? Object.values(found.keys) : []) {
    const result = await checkKey(provider, other);
    if (result.kind === 'good' && (result.owner ?? owner) !== owner) return true;
  }
  return false;
}

/** Whether another account has this key: two would show one figure twice. */
async function isKnown({ book }: KeyNeeds, whose: Whose, key: string): Promise<boolean> {
  const others = book.accounts.filter((account) => !('id' in whose && whose.id === account.id));
  const found = await Promise.all(others.map((account) => book.keysOf(account)));
  return found.some((one) => one.kind === 'keys' && Object.values(one.keys).includes(key));
}

/** Whether everything was removed since now: what was begun before that is not kept. */
function overSince({ book }: KeyNeeds): () => boolean {
  const before = book.timesForgotten;
  return () => book.timesForgotten !== before;
}

function strayWords({ name }: Provider): string {
  return `That key belongs to another ${name} account.`;
}

/** Whether a management key is to be kept. Where an API key was wanted it is said, or asked, what becomes of the others. */
function askConsent(
  { provider }: KeyNeeds,
  whose: Whose,
  wanted: KeySlot,
  isStray: boolean,
): Promise<Answer<'keep' | 'instead'>> {
  const isThere = (slot: KeySlot): boolean => 'id' in whose && whose.keys.some((key) => key.slot === slot);
  const goes =
    wanted === 'ordinary' && isThere('management') ? 'It replaces the management key that is there.' : '';
  const why = isStray ? strayWords(provider) : '';
  const keep = { label: '$(check) Keep it, only to read', detail: goes, value: 'keep' } as const;
  const both = { ...keep, label: '$(check) Keep it, and the API key too' };
  const instead = {
    label: '$(arrow-swap) Keep it in place of the API key',
    detail: `${why} The API key is removed from this editor. ${goes}`.trim(),
    value: 'instead',
  } as const;
  const isReplacing = wanted === 'ordinary' && isThere('ordinary');
  return pick<'keep' | 'instead' | 'back'>({
    title: `${provider.name}: this is a management key`,
    placeholder: 'It can also create and delete keys. Keep it in this editor?',
    canGoBack: true,
    items: [
      ...(isReplacing ? [...(isStray ? [] : [both]), instead] : [keep]),
      { label: '$(discard) Use another key', value: 'back' },
    ],
  });
}

/** Keeps a key that has proved good, each kind in its own place. */
async function save(
  needs: KeyNeeds,
  whose: Whose,
  wanted: KeySlot,
  { key, slot, isStray }: GoodKey,
  source: SavedKey['source'],
  isOver: () => boolean,
): Promise<Answer<unknown>> {
  const { book, log, report } = needs;
  const consent = slot === 'management' ? await askConsent(needs, whose, wanted, isStray) : 'keep';
  if (consent === undefined || consent === 'back') return consent;
  let label: Answer<string>;
  if (!('id' in whose) && book.accounts.length > 0) {
    label = await askLabel(freeName(needs), true, namesOf(needs));
    if (label === undefined || label === 'back') return label;
  }
  if (isOver()) {
    complain('Everything was removed meanwhile. The key was not saved.');
    return undefined;
  }
  const wasEnabled = getSetting(ENABLED);
  let account: Account;
  try {
    // First the switch: with a key and without it the item would be gone for a moment.
    if (!wasEnabled) await setSetting(ENABLED, true);
    account = await book.saveKey({ ...whose, ...(label !== undefined && { label }) }, slot, key, source);
  } catch (error) {
    log.error('Key not saved', error);
    if (!wasEnabled) await setSetting(ENABLED, undefined).catch(() => undefined);
    complainOf('The key was not saved', error);
    return undefined;
  }
  if (consent === 'instead') {
    // After the new one is safe: an account without a key is none.
    await book.removeKey(account, wanted).catch((error: unknown) => {
      log.error('Key not removed', error);
      complainOf(`The ${slotWords(wanted)} was not removed`, error);
    });
  }
  return report(account.id);
}

/** What a new account could be called: as its provider, with the first number that no other has. */
function freeName(needs: KeyNeeds): string {
  const { provider } = needs;
  const taken = namesOf(needs);
  for (let number = taken.length + 1; ; number += 1) {
    const name = `${provider.name} ${number}`;
    if (!taken.includes(name)) return name;
  }
}

function namesOf(needs: KeyNeeds): readonly string[] {
  return needs.book.accounts.map((account) => nameOf(needs, account));
}

/** The slots of an account, in words: "API key, pasted; management key, environment". */
export function keysWords({ keys }: Account): string {
  return keys.map(({ slot, source }) => `${slotWords(slot)}, ${source}`).join('; ');
}
