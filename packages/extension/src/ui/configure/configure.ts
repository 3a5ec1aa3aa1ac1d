import {
  type Account,
  type AccountBook,
  checkKey,
  cleanKey,
  type Clock,
  failureSentence,
  failureWords,
  type HttpTransport,
  type KeySlot,
  type Logger,
  type Provider,
  type Redactor,
  type SavedKey,
  slotWords,
} from '@opencredits/core';
import { env, ProgressLocation, Uri, window } from 'vscode';
import { environmentKey } from '#env/environmentKey.ts';
import { getSetting, setSetting } from '../../adapters/settings.ts';
import { type Answer, ask, pick } from '../quickInput.ts';
import { type Action, consentChoices, manageChoices, setupChoices } from './choices.ts';
import { refusalWords } from './words.ts';

export interface ConfigureNeeds {
  readonly book: AccountBook;
  readonly transport: HttpTransport;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly log: Logger;
  /** Asks for fresh figures, then says in a sentence what there is now. */
  readonly report: () => Promise<string>;
}

type KeyKind = 'ordinary' | 'management';
type Checked = { readonly kind: KeyKind } | { readonly problem: string };

/** The way to add, replace, test and remove a provider's keys: lists and input boxes, all by keyboard. */
export async function configure(needs: ConfigureNeeds, provider: Provider): Promise<void> {
  for (;;) {
    await needs.book.load();
    const account = needs.book.accounts.find((one) => one.providerId === provider.id);
    const action = await chooseAction(needs, provider, account);
    if (action === undefined || action === 'back') return;
    if ((await perform(needs, provider, account, action)) !== 'back') return;
  }
}

async function chooseAction(
  { book }: ConfigureNeeds,
  provider: Provider,
  account: Account | undefined,
): Promise<Answer<Action>> {
  if (account) {
    return pick({
      title: `${provider.name}: keys`,
      placeholder: account.keys.map((key) => `${slotWords(key.slot)} ${sourceWords(key)}`).join(', '),
      items: manageChoices(provider, account),
    });
  }
  return pick({
    title: `Set up ${provider.name}`,
    placeholder: `The key is checked, kept in SecretStorage and sent only to ${hostOf(provider)}`,
    items: setupChoices(provider, {
      environmentKey: environmentKey(provider.keys.environmentVariable) !== undefined,
      setupDismissed: book.setupDismissed,
    }),
  });
}

async function perform(
  needs: ConfigureNeeds,
  provider: Provider,
  account: Account | undefined,
  action: Action,
): Promise<'done' | 'back'> {
  switch (action.kind) {
    case 'open':
      await env.openExternal(Uri.parse(action.url));
      return 'back';
    case 'dismissSetup':
      await needs.book.dismissSetup();
      return 'done';
    case 'useEnvironment':
      return addFromEnvironment(needs, provider);
    case 'paste':
      return addPasted(needs, provider, action.wanted);
    case 'test':
      if (account) await test(needs, provider, account);
      return 'done';
    case 'remove':
      if (account) await remove(needs, provider, account, action.slot);
      return 'done';
  }
}

async function addPasted(
  needs: ConfigureNeeds,
  provider: Provider,
  wanted: 'any' | 'management',
): Promise<'done' | 'back'> {
  let kind: KeyKind = 'ordinary';
  const { keys } = provider;
  const answer = await ask({
    title: `${provider.name}: paste a key`,
    step: 2,
    totalSteps: 2,
    canGoBack: true,
    isSecret: true,
    placeholder: `${keys.usualPrefix}…`,
    prompt:
      wanted === 'management'
        ? `A management key, from ${provider.links.managementKeys.replace('https://', '')}. Enter checks it.`
        : `An API key (${keys.shows.ordinary}) or a management key (${keys.shows.management}). Enter checks it.`,
    check: async (text) => {
      const cleaned = cleanKey(text);
      if (cleaned.kind === 'refused') return refusalWords(cleaned.why);
      const checked = await check(needs, provider, cleaned.key);
      if ('problem' in checked) return checked.problem;
      if (wanted === 'management' && checked.kind === 'ordinary') {
        return `That is an ordinary API key: it cannot show ${keys.shows.management}. Nothing was saved.`;
      }
      kind = checked.kind;
      return undefined;
    },
  });
  if (answer === 'back') return 'back';
  const cleaned = answer === undefined ? undefined : cleanKey(answer);
  if (cleaned?.kind !== 'key') return 'done';
  return save(needs, provider, { key: cleaned.key, kind, source: 'pasted' });
}

async function addFromEnvironment(needs: ConfigureNeeds, provider: Provider): Promise<'done' | 'back'> {
  const name = provider.keys.environmentVariable;
  const cleaned = cleanKey(environmentKey(name) ?? '');
  if (cleaned.kind === 'refused') {
    void window.showErrorMessage(`${name} does not hold a usable key. ${refusalWords(cleaned.why)}`);
    return 'back';
  }
  const checked = await window.withProgress(
    { location: ProgressLocation.Window, title: `Checking the key in ${name}` },
    async () => check(needs, provider, cleaned.key),
  );
  if ('problem' in checked) {
    void window.showErrorMessage(checked.problem);
    return 'done';
  }
  return save(needs, provider, { key: cleaned.key, kind: checked.kind, source: 'environment' });
}

/** Asks the provider whether the key is good, before anything is kept. */
async function check(needs: ConfigureNeeds, provider: Provider, key: string): Promise<Checked> {
  needs.redactor.remember(key);
  const result = await checkKey({ transport: needs.transport, clock: needs.clock, provider, key });
  switch (result.kind) {
    case 'good':
      return { kind: result.keyKind === 'management' ? 'management' : 'ordinary' };
    case 'failed':
      return { problem: `${failureWords(result.failure, provider.name).what} Nothing was saved.` };
    case 'aborted':
      return { problem: 'The check was broken off. Nothing was saved.' };
  }
}

/** Keeps a key that has proved good, each kind in its own place. */
async function save(
  needs: ConfigureNeeds,
  provider: Provider,
  found: { readonly key: string; readonly kind: KeyKind; readonly source: SavedKey['source'] },
): Promise<'done' | 'back'> {
  if (found.kind === 'management') {
    const consent = await pick({
      title: `${provider.name}: this is a management key`,
      placeholder: 'It can also create and delete keys. Keep it in this editor?',
      canGoBack: true,
      items: consentChoices(provider),
    });
    if (consent === 'back' || consent === 'other') return 'back';
    if (consent === undefined) return 'done';
  }
  const wasEnabled = getSetting(enabledSetting);
  try {
    // First the switch: with a key and without it the item would be gone for a moment.
    if (!wasEnabled) await setSetting(enabledSetting, true);
    await needs.book.saveKey(provider.id, found.kind, found.key, found.source);
  } catch (error) {
    needs.log.error('A key could not be saved', error);
    if (!wasEnabled) await setSetting(enabledSetting, undefined).then(undefined, () => undefined);
    void window.showErrorMessage(
      'The key was not saved: SecretStorage or the settings could not be written. Is the system keyring unlocked?',
    );
    return 'done';
  }
  void window.showInformationMessage(await needs.report());
  return 'done';
}

async function test(needs: ConfigureNeeds, provider: Provider, account: Account): Promise<void> {
  const found = await needs.book.keysOf(account);
  if (found.kind === 'unavailable') {
    void window.showErrorMessage(
      failureSentence({ kind: 'keyUnavailable', reason: found.reason }, provider.name),
    );
    return;
  }
  for (const [slot, key] of Object.entries(found.keys) as [KeySlot, string][]) {
    const checked = await check(needs, provider, key);
    if ('problem' in checked) {
      void window.showErrorMessage(checked.problem.replace(' Nothing was saved.', ` (${slotWords(slot)})`));
      return;
    }
  }
  void window.showInformationMessage(
    `The ${account.keys.map((key) => slotWords(key.slot)).join(' and the ')} works. ${await needs.report()}`,
  );
}

async function remove(
  needs: ConfigureNeeds,
  provider: Provider,
  account: Account,
  slot: KeySlot,
): Promise<void> {
  const isLast = account.keys.length === 1;
  const confirmed = await window.showWarningMessage(
    `Remove the ${slotWords(slot)} for ${provider.name} from this editor?`,
    {
      modal: true,
      detail: `${isLast ? 'The last figures go with it. ' : ''}The key itself stays valid at ${hostOf(provider)}.`,
    },
    'Remove',
  );
  if (confirmed !== 'Remove') return;
  try {
    await needs.book.removeKey(account, slot);
    if (isLast) await setSetting(enabledSetting, undefined);
  } catch (error) {
    needs.log.error('A key could not be removed', error);
    void window.showErrorMessage(
      'The key was not removed: SecretStorage or the settings could not be written.',
    );
  }
}

const enabledSetting = 'opencredits.providers.openrouter.enabled';

function hostOf(provider: Provider): string {
  return provider.origins.map((origin) => origin.replace('https://', '')).join(', ');
}

function sourceWords(key: SavedKey): string {
  return key.source === 'environment' ? 'from the environment' : 'pasted';
}
