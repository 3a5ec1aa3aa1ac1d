import {
  type Account,
  type AccountBook,
  checkKey,
  cleanKey,
  type CleanedKey,
  type Clock,
  failureWords,
  type HttpTransport,
  type KeySlot,
  type Logger,
  type Provider,
  type Redactor,
  type SavedKey,
  slotWords,
} from '@opencredits/core';
import { getSetting, setSetting } from '../adapters/settings.ts';
import { complain } from './messages.ts';
import { type Answer, ask, pick } from './quickInput.ts';
import { window } from '../vscodeApi.ts';

export interface KeyNeeds {
  readonly book: AccountBook;
  readonly transport: HttpTransport;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly log: Logger;
  readonly provider: Provider;
  /** The value of a variable of this host's environment, where it has one. */
  readonly environmentKey: (name: string) => string | undefined;
  /** Asks for fresh figures and says in a message what there is now: `prefix` and the figure, or the failure. */
  readonly report: (prefix?: string) => Promise<void>;
}

/** A key that its provider has accepted, and of which kind it proved to be. */
interface GoodKey {
  readonly key: string;
  readonly slot: KeySlot;
}

const ENABLED = 'providers.openrouter.enabled';
const NOT_SAVED = ' Nothing was saved.';

/** Why a pasted text cannot be a key. Never repeats what was pasted. */
const REFUSALS: Readonly<Record<Extract<CleanedKey, { kind: 'refused' }>['why'], string>> = {
  empty: 'Paste a key first.',
  tooLong: 'Too long.',
  tooShort: 'Too short.',
  innerSpace: 'A key has no space inside.',
  badCharacter: 'A key has no such character.',
};

export function showsWords({ keys: { shows } }: Provider): string {
  return `An API key shows ${shows.ordinary}; a management key ${shows.management}.`;
}

/** Asks for a key. Where a management key is wanted an ordinary one will not do; the other way round it may. */
export async function pasteKey(needs: KeyNeeds, wanted: KeySlot): Promise<Answer<unknown>> {
  const { provider } = needs;
  let good: GoodKey | undefined;
  const answer = await ask({
    title: `${provider.name}: paste a key`,
    canGoBack: true,
    isSecret: true,
    placeholder: `${provider.keys.usualPrefix}…`,
    prompt: showsWords(provider),
    check: async (text) => {
      const found = await examine(needs, text);
      if (typeof found === 'string') return found + NOT_SAVED;
      if (wanted === 'management' && found.slot !== wanted) return `That is an API key.${NOT_SAVED}`;
      good = found;
      return undefined;
    },
  });
  return answer === 'back' || !good ? answer : save(needs, good, 'pasted');
}

export async function takeEnvironmentKey(needs: KeyNeeds): Promise<Answer<unknown>> {
  const name = needs.provider.keys.environmentVariable;
  const found = await examine(needs, needs.environmentKey(name) ?? '');
  if (typeof found !== 'string') return save(needs, found, 'environment');
  complain(`${name}: ${found}${NOT_SAVED}`);
  return undefined;
}

/** Asks the provider whether a text is a good key, and of which kind, before anything is kept; or says why not. */
async function examine(needs: KeyNeeds, text: string): Promise<GoodKey | string> {
  const cleaned = cleanKey(text);
  if (cleaned.kind === 'refused') return REFUSALS[cleaned.why];
  const { key } = cleaned;
  needs.redactor.remember(key);
  const result = await checkKey({ ...needs, key });
  if (result.kind === 'good') {
    return { key, slot: result.keyKind === 'management' ? 'management' : 'ordinary' };
  }
  return result.kind === 'failed' ? failureWords(result.failure, needs.provider.name).what : '';
}

/** Keeps a key that has proved good, each kind in its own place. */
async function save(
  { book, log, provider, report }: KeyNeeds,
  { key, slot }: GoodKey,
  source: SavedKey['source'],
): Promise<Answer<unknown>> {
  if (slot === 'management') {
    const consent = await pick({
      title: `${provider.name}: this is a management key`,
      placeholder: 'It can also create and delete keys. Keep it in this editor?',
      canGoBack: true,
      items: [
        { label: '$(check) Keep it, only to read', value: 'keep' },
        { label: '$(discard) Use another key', value: 'back' },
      ],
    });
    if (consent !== 'keep') return consent;
  }
  const wasEnabled = getSetting(ENABLED);
  try {
    // First the switch: with a key and without it the item would be gone for a moment.
    if (!wasEnabled) await setSetting(ENABLED, true);
    await book.saveKey(provider.id, slot, key, source);
  } catch (error) {
    log.error('Key not saved', error);
    if (!wasEnabled) await setSetting(ENABLED, undefined).catch(() => undefined);
    complain('The key was not saved. See the log.');
    return undefined;
  }
  return report();
}

export async function removeKey(
  { book, provider }: KeyNeeds,
  account: Account,
  slot: KeySlot,
): Promise<void> {
  const confirmed = await window.showWarningMessage(
    `Remove the ${slotWords(slot)} for ${provider.name} from this editor?`,
    { modal: true, detail: `It stays valid at ${provider.name}.` },
    'Remove',
  );
  if (confirmed === undefined) return;
  await book.removeKey(account, slot);
  if (!book.accounts.some((one) => one.id === account.id)) await setSetting(ENABLED, undefined);
}
