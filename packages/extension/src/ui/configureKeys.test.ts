import { keyFor } from '@opencredits/simulator';
import { describe, expect, test } from 'vitest';
import { listedAccounts } from '../testing/accountsFile.ts';
import { configureFlow, enter, ENABLED, refusalOf } from '../testing/configureFlow.ts';
import type { FakePick } from '../testing/fakeQuickInput.ts';
import { journey } from '../testing/journey.ts';
import { quiet, until } from '../testing/waiting.ts';

// The configure flow of somebody who has a key already.
const at = journey();
const { configure, expectNothingChanged } = configureFlow(at);

test('a second of the other kind: each is used for what it is good for', async () => {
  await at().open();
  await at().addKey('ordinary403');
  at().simulator.control.clearRequests();
  const { list, over } = await configure();
  list.choose('Add the management key');
  const box = await at().box();
  enter(box, keyFor('limitDaily'));
  expect(await refusalOf(box)).toContain('Nothing was saved');
  enter(box, keyFor('management'));
  (await at().pick('management key')).choose('Keep it');
  await over;
  expect(at().host.item?.text).toBe('OpenRouter: $5.20');
  expect(at().simulator.control.requests().slice(-2)).toMatchObject([
    { path: '/api/v1/key', persona: 'ordinary403' },
    { path: '/api/v1/credits', persona: 'management' },
  ]);
  expect(at().secrets.values.size).toBe(2);
});

test('replaced: the new figure at once, nothing of the other account’s carried over', async () => {
  await at().open();
  await at().addKey('limitDaily');
  await at().addKey('freeTier');
  expect(at().host.item?.text).toBe('OpenRouter: Free · 48 left');
  expect(at().secrets.keptKeys).toEqual([keyFor('freeTier')]);
  expect(at().files[at().recordFile]).not.toContain('3100000');
});

describe('an API key that is replaced by a management key', () => {
  /** From the start to what is asked about the management key. */
  async function replaced(): Promise<{ readonly consent: FakePick; readonly over: Promise<unknown> }> {
    await at().open();
    await at().addKey('limitDaily');
    const { list, over } = await configure();
    list.choose('Replace the API key');
    enter(await at().box(), keyFor('management'));
    return { consent: await at().pick('management key'), over };
  }

  test('it is asked whether the API key stays: it may', async () => {
    const { consent, over } = await replaced();
    expect(consent.items.map(({ label }) => label)).toEqual([
      '$(check) Keep it, and the API key too',
      '$(arrow-swap) Keep it in place of the API key',
      '$(discard) Use another key',
    ]);
    consent.choose('the API key too');
    await over;
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily'), keyFor('management')]);
  });

  test('or go: then only the new one is kept and asked with', async () => {
    const { consent, over } = await replaced();
    consent.choose('in place of the API key');
    await over;
    await at().pass(5_000);
    expect(at().secrets.keptKeys).toEqual([keyFor('management')]);
    expect(listedAccounts(at())).toMatchObject([{ keys: [{ slot: 'management' }] }]);
    await at().shows('OpenRouter: $5.20');
    at().simulator.control.clearRequests();
    await at().pass(330_000);
    expect(
      new Set(
        at()
          .simulator.control.requests()
          .map(({ persona }) => persona),
      ),
    ).toEqual(new Set(['management']));
  });

  test('[trust 12] a keyring that does not let it go: said, and both are there', async () => {
    const { consent, over } = await replaced();
    at().secrets.refuses = 'delete';
    consent.choose('in place of the API key');
    await over;
    at().secrets.refuses = 'nothing';
    expect(at().host.messages.map(({ text }) => text)).toContain('The API key was not removed. See the log.');
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily'), keyFor('management')]);
    expect(listedAccounts(at())).toMatchObject([{ keys: [{}, {}] }]);
  });

  test('Back leads to the empty box, and nothing has changed', async () => {
    const { consent, over } = await replaced();
    consent.choose('Use another key');
    const box = await at().box();
    expect(box.value).toBe('');
    box.escape();
    await over;
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily')]);
  });
});

test('a second management key where an API key was wanted: said that the other management key goes', async () => {
  await at().open();
  await at().addKey('management');
  const { list, over } = await configure();
  list.choose('Add the API key');
  enter(await at().box(), keyFor('overdrawn'));
  const consent = await at().pick('management key');
  expect(consent.items[0]).toMatchObject({
    label: '$(check) Keep it, only to read',
    detail: 'It replaces the management key that is there.',
  });
  consent.escape();
  await over;
  expect(at().secrets.keptKeys).toEqual([keyFor('management')]);
});

test('added, not replaced: nothing is asked about the API key', async () => {
  await at().open();
  await at().addKey('limitDaily');
  const { list, over } = await configure();
  list.choose('Add the management key');
  enter(await at().box(), keyFor('management'));
  const consent = await at().pick('management key');
  expect(consent.items.map(({ label }) => label)).toEqual([
    '$(check) Keep it, only to read',
    '$(discard) Use another key',
  ]);
  consent.choose('Keep it');
  await over;
  expect(at().secrets.values.size).toBe(2);
});

test('replaced by a bad one: refused, and the old one stays', async () => {
  await at().open();
  await at().addKey('limitDaily');
  const { list, over } = await configure();
  list.choose('Replace the API key');
  const box = await at().box();
  enter(box, 'sk-or-v1-simulated-nobody');
  expect(await refusalOf(box)).toContain('401');
  box.escape();
  await over;
  expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily')]);
  expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
});

test('[trust 12] replaced while the keyring is locked: the old one stays', async () => {
  await at().open();
  await at().addKey('limitDaily');
  at().secrets.refuses = 'store';
  const said = await at().addKey('freeTier');
  at().secrets.refuses = 'nothing';
  expect(said).toMatchObject({ kind: 'error' });
  await at().pass(330_000);
  expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily')]);
  expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
  expect(at().host.settings.user.get(ENABLED)).toBe(true);
});

describe('a key of another account', () => {
  const ELSEWHERE =
    'That key belongs to another OpenRouter account. Add it as an account of its own. Nothing was saved.';
  const of = (creator: string | null, organization: string | null = null): Record<string, unknown> => ({
    creator_user_id: creator,
    organization_id: organization,
  });

  /** The answers about the API key that there is, and about the management key that is to come, name these. */
  async function openWith(there: Record<string, unknown>, toCome: Record<string, unknown>): Promise<void> {
    await at().open();
    at().simulator.control.setAccount('limitDaily', { keyFields: there });
    at().simulator.control.setAccount('management', { keyFields: toCome });
    await at().addKey('limitDaily');
  }

  /** What the box says about the management key; `fits` when it goes on to the question that such a key needs. */
  async function added(): Promise<string> {
    const { list, over } = await configure();
    list.choose('Add the management key');
    const box = await at().box();
    enter(box, keyFor('management'));
    const said = await until('an answer', () =>
      at().host.input === box ? !box.busy && box.validationMessage : 'fits',
    );
    if (said === 'fits') (await at().pick('management key')).choose('Keep it');
    else box.escape();
    await over;
    return said;
  }

  test.each([
    ['another person’s', of('user_ONE'), of('user_TWO')],
    ['another organisation’s', of('user_ONE', 'org_ONE'), of('user_ONE', 'org_TWO')],
    ['the same person’s, but the organisation’s', of('user_ONE'), of('user_ONE', 'org_ONE')],
  ])('is not joined to this one: %s', async (_whose, there, toCome) => {
    await openWith(there, toCome);
    expect(await added()).toBe(ELSEWHERE);
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily')]);
    const seen = JSON.stringify([at().files, at().host.log, at().host.everythingVisible]);
    expect(seen).not.toMatch(/user_(ONE|TWO)|org_(ONE|TWO)/);
  });

  test.each([
    ['the same person’s', of('user_ONE'), of('user_ONE')],
    ['two members’ of one organisation', of('user_ONE', 'org_ONE'), of('user_TWO', 'org_ONE')],
    ['nobody’s by the answer', of('user_ONE'), of(null)],
    ['an answer of before September 2026', { organization_id: undefined }, of('user_TWO', 'org_ONE')],
    ['an answer of nonsense', of('user_ONE'), { creator_user_id: 7, organization_id: ['org_TWO'] }],
  ])('unless it is said to be, it is not: %s', async (_whose, there, toCome) => {
    await openWith(there, toCome);
    expect(await added()).toBe('fits');
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily'), keyFor('management')]);
  });

  test('a key that cannot be asked about any more does not stand in the way', async () => {
    await openWith(of('user_ONE'), of('user_TWO'));
    at().simulator.control.keyRevoked('limitDaily', true);
    expect(await added()).toBe('fits');
  });

  test('it may take the place of the only one, but not stand beside it', async () => {
    await openWith(of('user_ONE'), of('user_TWO'));
    const { list, over } = await configure();
    list.choose('Replace the API key');
    enter(await at().box(), keyFor('management'));
    const consent = await at().pick('management key');
    expect(consent.items).toMatchObject([
      {
        label: '$(arrow-swap) Keep it in place of the API key',
        detail: 'That key belongs to another OpenRouter account. The API key is removed from this editor.',
      },
      { label: '$(discard) Use another key' },
    ]);
    consent.choose('in place of');
    await over;
    expect(at().secrets.keptKeys).toEqual([keyFor('management')]);
  });

  test('one of two is not replaced by one of another account', async () => {
    await openWith(of('user_ONE'), of('user_ONE'));
    expect(await added()).toBe('fits');
    at().simulator.control.setAccount('freeTier', { keyFields: of('user_TWO') });
    const { list, over } = await configure();
    list.choose('Replace the API key');
    const box = await at().box();
    enter(box, keyFor('freeTier'));
    expect(await refusalOf(box)).toBe(ELSEWHERE);
    box.escape();
    await over;
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily'), keyFor('management')]);
  });

  test('as an account of its own it is welcome', async () => {
    await openWith(of('user_ONE'), of('user_TWO'));
    await at().addAccount('management', 'Team');
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily'), keyFor('management')]);
    expect(listedAccounts(at())).toHaveLength(2);
  });
});

test('tested: good, then revoked', async () => {
  await at().open();
  await at().addKey('limitDaily');
  await at().pass(6_000);
  at().simulator.control.clearRequests();
  const first = await configure();
  first.list.choose('Test');
  await first.over;
  expect(await at().message()).toMatchObject({
    kind: 'information',
    text: expect.stringContaining('Accepted') as string,
  });
  expect(at().paths[0]).toBe('/key');
  at().simulator.control.keyRevoked('limitDaily', true);
  await at().pass(6_000);
  const second = await configure();
  second.list.choose('Test');
  await second.over;
  expect(await at().message()).toMatchObject({
    kind: 'error',
    text: expect.stringContaining('401') as string,
  });
});

test('removed, once confirmed', async () => {
  await at().open();
  await at().addKey('limitDaily');
  for (const answer of [undefined, 'Remove']) {
    const { list, over } = await configure();
    list.choose('Remove the API key');
    const question = await at().message();
    expect(question).toMatchObject({ kind: 'warning', modal: true, choices: ['Remove'] });
    expect(at().secrets.values.size).toBe(1);
    question.answer(answer);
    await over;
    await quiet();
    expect(at().secrets.values.size).toBe(answer === undefined ? 1 : 0);
  }
  expectNothingChanged();
  expect(JSON.stringify(at().files)).not.toContain('3100000');
  at().simulator.control.clearRequests();
  await at().pass(600_000);
  expect(at().paths).toEqual([]);
});

test('one of two removed: the other goes on alone', async () => {
  await at().open();
  await at().addKey('limitDaily');
  const add = await configure();
  add.list.choose('Add the management key');
  enter(await at().box(), keyFor('management'));
  (await at().pick('management key')).choose('Keep it');
  await add.over;
  const { list, over } = await configure();
  list.choose('Remove the management key');
  (await until('the question', () => at().host.messages.find(({ modal }) => modal))).answer('Remove');
  await over;
  await at().pass(5_000);
  await at().shows('OpenRouter: $3.10 / $10');
  expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily')]);
  expect(at().host.settings.user.get(ENABLED)).toBe(true);
});
