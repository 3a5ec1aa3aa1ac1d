import { keyFor } from '@opencredits/simulator';
import { expect, test } from 'vitest';
import { configureFlow, enter, ENABLED, refusalOf } from '../testing/configureFlow.ts';
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
