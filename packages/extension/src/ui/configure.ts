import {
  type Account,
  type AccountBook,
  checkKey,
  cleanKey,
  type CleanedKey,
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
import { env, QuickPickItemKind, Uri, window } from 'vscode';
import { environmentKey } from '#env/environmentKey.ts';
import { getSetting, setSetting } from '../adapters/settings.ts';
import { ask, type Choice, pick } from './quickInput.ts';

export interface ConfigureNeeds {
  readonly book: AccountBook;
  readonly transport: HttpTransport;
  readonly clock: Clock;
  readonly redactor: Redactor;
  readonly log: Logger;
  readonly provider: Provider;
  /** Asks for fresh figures, then says in a sentence what there is now. */
  readonly report: () => Promise<string>;
}

/** What a choice in a list does. `true` comes back to the list, as Back does. */
type Action = () => Promise<boolean>;
type Checked = { readonly slot: KeySlot } | { readonly problem: string };

const ENABLED = 'opencredits.providers.openrouter.enabled';
const NOT_SAVED = ' Nothing was saved.';
const separator: Choice<Action> = { label: '', kind: QuickPickItemKind.Separator };

/** Why a pasted text cannot be a key. Never repeats what was pasted. */
const REFUSALS: Readonly<Record<Extract<CleanedKey, { kind: 'refused' }>['why'], string>> = {
  empty: 'Paste a key, or press Escape to leave.',
  tooLong: 'That is too long for a key. Copy only the key.',
  tooShort: 'That is too short for a key. Copy all of it.',
  innerSpace: 'There is a space or a line break inside. Copy the key in one piece.',
  badCharacter: 'There is a character inside that no key has. Copy the key again.',
};

/** The way to add, replace, test and remove a provider's keys: lists and input boxes, all by keyboard. */
export class Configure {
  readonly #needs: ConfigureNeeds;
  readonly #provider: Provider;

  constructor(needs: ConfigureNeeds) {
    this.#needs = needs;
    this.#provider = needs.provider;
  }

  async run(): Promise<void> {
    const { book } = this.#needs;
    for (;;) {
      await book.load();
      const account = book.accounts.find((one) => one.providerId === this.#provider.id);
      const action = await pick({
        title: `${this.#provider.name}: ${account ? 'keys' : 'set up'}`,
        placeholder: account
          ? account.keys.map((key) => `${slotWords(key.slot)}, ${key.source}`).join('; ')
          : `The key is checked, kept in SecretStorage and sent only to ${this.#host}`,
        items: account ? this.#manageChoices(account) : this.#setupChoices(),
      });
      if (action === undefined || action === 'back' || !(await action())) return;
    }
  }

  /** The environment's key comes first: where there is one, it is two clicks. */
  #setupChoices(): readonly Choice<Action>[] {
    const { shows, environmentVariable } = this.#provider.keys;
    const { book } = this.#needs;
    const choices: Choice<Action>[] = [
      {
        label: '$(key) Paste a key',
        detail: `An API key shows ${shows.ordinary}; a management key ${shows.management}.`,
        value: () => this.#paste('ordinary'),
      },
      separator,
      this.#link('$(globe) Get an API key', this.#provider.links.keys),
      this.#link('$(shield) Get a management key', this.#provider.links.managementKeys),
    ];
    if (environmentKey(environmentVariable) !== undefined) {
      choices.unshift({
        label: `$(terminal) Use the key in ${environmentVariable}`,
        detail: "From this machine's environment: it is checked, then copied to SecretStorage.",
        value: () => this.#fromEnvironment(),
      });
    }
    if (!book.setupDismissed) {
      choices.push(separator, {
        label: '$(bell-slash) Take "Set up" out of the status bar',
        value: async () => {
          await book.dismissSetup();
          return false;
        },
      });
    }
    return choices;
  }

  #manageChoices(account: Account): readonly Choice<Action>[] {
    const { shows } = this.#provider.keys;
    const has = (slot: KeySlot): boolean => account.keys.some((key) => key.slot === slot);
    const put = (slot: KeySlot, icon: string): Choice<Action> => ({
      label: `${icon} ${has(slot) ? 'Replace' : 'Add'} the ${slotWords(slot)}`,
      detail: `Shows ${shows[slot]}.`,
      value: () => this.#paste(slot),
    });
    return [
      { label: '$(beaker) Test', value: () => this.#test(account) },
      put('ordinary', '$(key)'),
      put('management', '$(shield)'),
      this.#link('$(globe) Keys page', this.#provider.links.keys),
      separator,
      ...account.keys.map(({ slot }) => ({
        label: `$(trash) Remove the ${slotWords(slot)}`,
        value: () => this.#remove(account, slot),
      })),
    ];
  }

  #link(label: string, url: string): Choice<Action> {
    return {
      label,
      description: url.slice('https://'.length),
      value: async () => {
        await env.openExternal(Uri.parse(url));
        return true;
      },
    };
  }

  /** Asks for a key. Where a management key is wanted an ordinary one will not do; the other way round it may. */
  async #paste(wanted: KeySlot): Promise<boolean> {
    const { shows, usualPrefix } = this.#provider.keys;
    let found: { readonly key: string; readonly slot: KeySlot } | undefined;
    const answer = await ask({
      title: `${this.#provider.name}: paste a key`,
      canGoBack: true,
      isSecret: true,
      placeholder: `${usualPrefix}…`,
      prompt:
        wanted === 'management'
          ? `A management key: it shows ${shows.management}.`
          : `An API key shows ${shows.ordinary}; a management key ${shows.management}.`,
      check: async (text) => {
        const cleaned = cleanKey(text);
        if (cleaned.kind === 'refused') return REFUSALS[cleaned.why];
        const checked = await this.#check(cleaned.key);
        if ('problem' in checked) return checked.problem + NOT_SAVED;
        if (wanted === 'management' && checked.slot !== wanted)
          return `That is an ordinary API key.${NOT_SAVED}`;
        found = { key: cleaned.key, slot: checked.slot };
        return undefined;
      },
    });
    if (answer === 'back') return true;
    return answer !== undefined && found !== undefined && this.#save(found.key, found.slot, 'pasted');
  }

  async #fromEnvironment(): Promise<boolean> {
    const name = this.#provider.keys.environmentVariable;
    const cleaned = cleanKey(environmentKey(name) ?? '');
    const checked =
      cleaned.kind === 'key' ? await this.#check(cleaned.key) : { problem: REFUSALS[cleaned.why] };
    if (cleaned.kind === 'key' && 'slot' in checked)
      return this.#save(cleaned.key, checked.slot, 'environment');
    if ('problem' in checked) void window.showErrorMessage(`${name}: ${checked.problem}${NOT_SAVED}`);
    return false;
  }

  /** Asks the provider whether a key is good, and of which kind, before anything is kept. */
  async #check(key: string): Promise<Checked> {
    this.#needs.redactor.remember(key);
    const result = await checkKey({ ...this.#needs, key });
    if (result.kind === 'good') return { slot: result.keyKind === 'management' ? 'management' : 'ordinary' };
    return {
      problem: result.kind === 'failed' ? failureWords(result.failure, this.#provider.name).what : '',
    };
  }

  /** Keeps a key that has proved good, each kind in its own place. */
  async #save(key: string, slot: KeySlot, source: SavedKey['source']): Promise<boolean> {
    if (slot === 'management') {
      const consent = await pick({
        title: `${this.#provider.name}: this is a management key`,
        placeholder: 'It can also create and delete keys. Keep it in this editor?',
        canGoBack: true,
        items: [
          {
            label: '$(check) Keep it, only to read',
            detail: `Shows ${this.#provider.keys.shows.management}.`,
            value: true,
          },
          { label: '$(discard) Use another key', value: false },
        ],
      });
      if (consent !== true) return consent !== undefined;
    }
    const wasEnabled = getSetting(ENABLED);
    try {
      // First the switch: with a key and without it the item would be gone for a moment.
      if (!wasEnabled) await setSetting(ENABLED, true);
      await this.#needs.book.saveKey(this.#provider.id, slot, key, source);
    } catch (error) {
      this.#needs.log.error('A key could not be saved', error);
      if (!wasEnabled) await setSetting(ENABLED, undefined).catch(() => undefined);
      void window.showErrorMessage(
        'The key was not saved: SecretStorage or the settings cannot be written. Is the system keyring unlocked?',
      );
      return false;
    }
    void window.showInformationMessage(await this.#needs.report());
    return false;
  }

  async #test(account: Account): Promise<boolean> {
    const found = await this.#needs.book.keysOf(account);
    let problem = '';
    if (found.kind === 'unavailable') {
      problem = failureSentence({ kind: 'keyUnavailable', reason: found.reason }, this.#provider.name);
    } else {
      for (const key of Object.values(found.keys)) {
        const checked = await this.#check(key);
        if ('problem' in checked) problem ||= checked.problem;
      }
    }
    const report = await this.#needs.report();
    if (problem === '') void window.showInformationMessage(`Accepted. ${report}`);
    else void window.showErrorMessage(problem);
    return false;
  }

  async #remove(account: Account, slot: KeySlot): Promise<boolean> {
    const isLast = account.keys.length === 1;
    const confirmed = await window.showWarningMessage(
      `Remove the ${slotWords(slot)} for ${this.#provider.name} from this editor?`,
      {
        modal: true,
        detail: `${isLast ? 'The last figures go with it. ' : ''}The key stays valid at ${this.#host}.`,
      },
      'Remove',
    );
    if (confirmed === undefined) return false;
    await this.#needs.book.removeKey(account, slot);
    if (isLast) await setSetting(ENABLED, undefined);
    return false;
  }

  get #host(): string {
    return this.#provider.origins.map((origin) => origin.slice('https://'.length)).join(', ');
  }
}
