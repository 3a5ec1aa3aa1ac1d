import { keyFor } from '@opencredits/simulator';
import { describe, expect, test } from 'vitest';
import { listedAccounts, removeElsewhere } from '../testing/accountsFile.ts';
import { enter } from '../testing/configureFlow.ts';
import { journey } from '../testing/journey.ts';
import { quiet, until } from '../testing/waiting.ts';

// What can be done with one account: by its command and from the configure flow; with none, one and three accounts.
const at = journey();
const GONE = 'That account is not there any more: another window has removed it.';

async function openThree(): Promise<void> {
  await at().open();
  await at().addKey('limitDaily');
  await at().addAccount('management', 'Team');
  await at().addAccount('ordinary403', 'Work');
}

const labels = (): readonly (string | undefined)[] => listedAccounts(at()).map(({ label }) => label);

/** From a command, or from the rows of the configure flow, to what is asked about an account. */
async function begin(command: string, row: string, from: 'command' | 'flow'): Promise<Promise<unknown>[]> {
  await quiet();
  const over = at().run(from === 'command' ? `opencredits.${command}` : 'opencredits.configure');
  (await at().pick('OpenCredits: accounts')).choose('Team');
  if (from === 'flow') (await at().pick('Team: keys')).choose(row);
  return [over];
}

describe.each(['command', 'flow'] as const)('with three accounts, from the %s', (from) => {
  test('rename', async () => {
    await openThree();
    const [over] = await begin('renameAccount', 'Rename', from);
    const box = await at().box();
    expect(box).toMatchObject({ value: 'Team', password: false });
    enter(box, 'Finance');
    await over;
    await quiet();
    expect(labels()).toEqual([undefined, 'Finance', 'Work']);
  });

  test('another key: the new figure at once, under the same name', async () => {
    await openThree();
    const [over] = await begin('replaceKey', 'Replace the management key', from);
    enter(await at().box(), keyFor('overdrawn'));
    (await at().pick('management key')).choose('Keep it');
    await over;
    await quiet();
    expect(at().secrets.keptKeys).toContain(keyFor('overdrawn'));
    expect(at().secrets.values.size).toBe(3);
    expect(at().host.item?.text).toBe('Team: -$0.40');
  });

  test('test: the figure of that account', async () => {
    await openThree();
    await at().pass(6_000);
    at().simulator.control.clearRequests();
    const [over] = await begin('testAccount', 'Test', from);
    await over;
    expect(at().host.messages.at(-1)?.text).toBe('Accepted. Team: $5.20 account balance, updated just now.');
    expect(
      at()
        .simulator.control.requests()
        .map(({ persona }) => persona),
    ).toEqual(['management', 'management']);
  });

  test('switch off and on again: nothing is asked, its key is kept', async () => {
    await openThree();
    const [off] = await begin('toggleAccount', 'Switch off', from);
    await off;
    await quiet();
    expect(listedAccounts(at())[1]).toMatchObject({ label: 'Team', disabled: true });
    at().simulator.control.clearRequests();
    await at().pass(400_000);
    expect(
      at()
        .simulator.control.requests()
        .map(({ persona }) => persona),
    ).not.toContain('management');
    expect(at().secrets.values.size).toBe(3);
    const [on] = await begin('toggleAccount', 'Switch on', from);
    await on;
    await quiet();
    expect(listedAccounts(at())[1]).not.toHaveProperty('disabled');
    await at().pass(400_000);
    expect(
      at()
        .simulator.control.requests()
        .map(({ persona }) => persona),
    ).toContain('management');
  });

  test('move: down, up, and content', async () => {
    await openThree();
    const [over] = await begin('moveAccount', 'Move', from);
    (await at().pick('Team: order')).choose('Move down');
    const next = await at().pick('Team: order');
    expect(next.placeholder).toBe('OpenRouter, Work, [Team]');
    // Past the end it stays where it is.
    next.choose('Move down');
    (await at().pick('Team: order')).escape();
    await over;
    await quiet();
    expect(labels()).toEqual([undefined, 'Work', 'Team']);
  });

  test('remove, once confirmed: its key and its figures, and nobody else’s', async () => {
    await openThree();
    for (const answer of [undefined, 'Remove']) {
      const [over] = await begin('removeAccount', 'Remove the management key', from);
      const question = await at().question();
      expect(question).toMatchObject({ kind: 'warning', modal: true, choices: ['Remove'] });
      expect(question.text).toContain('Team');
      question.answer(answer);
      await over;
      await quiet();
      expect(at().secrets.values.size).toBe(answer === undefined ? 3 : 2);
    }
    expect(labels()).toEqual([undefined, 'Work']);
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily'), keyFor('ordinary403')]);
    expect(Object.keys(at().files).filter((name) => name.startsWith('account.'))).toHaveLength(2);
    expect(at().host.settings.user.get('opencredits.providers.openrouter.enabled')).toBe(true);
  });

  test.each([
    ['renameAccount', 'Rename', 'box'],
    ['replaceKey', 'Replace the management key', 'box'],
    ['moveAccount', 'Move', 'Team: order'],
  ] as const)('Back from %s leads to the list before it, and Escape ends it', async (command, row, step) => {
    await openThree();
    const before = at().files['accounts.json'];
    const [over] = await begin(command, row, from);
    (await (step === 'box' ? at().box() : at().pick(step))).back();
    (await at().pick(from === 'flow' ? 'Team: keys' : 'OpenCredits: accounts')).escape();
    await over;
    await quiet();
    expect(at().files['accounts.json']).toBe(before);
    expect(at().host.input).toBeUndefined();
  });
});

describe('another window removes the account meanwhile', () => {
  test.each([
    [
      'renameAccount',
      () =>
        at()
          .box()
          .then((box) => enter(box, 'Finance')),
    ],
    [
      'moveAccount',
      () =>
        at()
          .pick('order')
          .then((list) => list.choose('Move down')),
    ],
  ] as const)('%s: said, and it does not come back', async (command, answer) => {
    await openThree();
    const [over] = await begin(command, '', 'command');
    await until('the step', () => at().host.input?.title !== 'OpenCredits: accounts' && at().host.input);
    await removeElsewhere(at(), 'Team');
    await answer();
    await over;
    await quiet();
    expect(at().host.messages.at(-1)).toMatchObject({ kind: 'error', text: GONE });
    expect(labels()).toEqual([undefined, 'Work']);
  });

  test.each(['toggleAccount', 'testAccount'])('%s, with the list still open: said', async (command) => {
    await openThree();
    const over = at().run(`opencredits.${command}`);
    const list = await at().pick('OpenCredits: accounts');
    await removeElsewhere(at(), 'Team');
    await until('the news here', () => !JSON.stringify(at().host.item?.tooltip).includes('Team'));
    list.choose('Team');
    await over;
    await quiet();
    expect(at().host.messages.at(-1)).toMatchObject({ kind: 'error', text: GONE });
    expect(labels()).toEqual([undefined, 'Work']);
  });

  test('removeAccount: it is as it was wished', async () => {
    await openThree();
    const [over] = await begin('removeAccount', '', 'command');
    const question = await at().question();
    await removeElsewhere(at(), 'Team');
    question.answer('Remove');
    await over;
    await quiet();
    expect(labels()).toEqual([undefined, 'Work']);
    expect(at().secrets.values.size).toBe(2);
    expect(at().host.messages.filter(({ kind }) => kind === 'error')).toEqual([]);
  });

  test('in the configure flow the list comes again, without it', async () => {
    await openThree();
    const over = at().run('opencredits.configure');
    const list = await at().pick('OpenCredits: accounts');
    await removeElsewhere(at(), 'Team');
    list.choose('Team');
    const again = await at().pick('OpenCredits: accounts');
    expect(again.labels.join()).not.toContain('Team');
    again.escape();
    await over;
  });

  test('a key that is given to it nevertheless makes it an account again', async () => {
    await openThree();
    const [over] = await begin('replaceKey', '', 'command');
    const box = await at().box();
    await removeElsewhere(at(), 'Team');
    enter(box, keyFor('overdrawn'));
    (await at().pick('management key')).choose('Keep it');
    await over;
    await quiet();
    expect(labels()).toEqual([undefined, 'Work', 'Team']);
    expect(at().host.messages.at(-1)?.kind).toBe('information');
  });
});

describe('with one account', () => {
  test.each(['renameAccount', 'replaceKey'])('%s is about that one, and begins there', async (command) => {
    await at().open();
    await at().addKey('limitDaily');
    const over = at().run(`opencredits.${command}`);
    const box = await at().box();
    expect(box.buttons).toEqual([]);
    box.escape();
    await over;
  });

  test('there is nothing to move', async () => {
    await at().open();
    await at().addKey('limitDaily');
    await at().run('opencredits.moveAccount');
    expect(at().host.messages.at(-1)).toMatchObject({
      kind: 'information',
      text: 'There is one account only: nothing to move.',
    });
  });

  test('it is switched off and tested', async () => {
    await at().open();
    await at().addKey('limitDaily');
    await at().run('opencredits.toggleAccount');
    expect(at().host.item).toBeUndefined();
    await at().run('opencredits.testAccount');
    expect(at().host.messages.at(-1)).toMatchObject({ kind: 'error', text: 'OpenRouter is switched off.' });
    await at().run('opencredits.toggleAccount');
    await at().shows('OpenRouter: $3.10 / $10');
  });

  test('of its two keys one asks which to replace', async () => {
    await at().open();
    await at().addKey('limitDaily');
    const adding = at().run('opencredits.configure');
    (await at().pick('keys')).choose('Add the management key');
    enter(await at().box(), keyFor('management'));
    (await at().pick('management key')).choose('Keep it');
    await adding;
    const over = at().run('opencredits.replaceKey');
    const list = await at().pick('replace a key');
    expect(list.labels).toEqual(['$(key) Replace the API key', '$(key) Replace the management key']);
    list.choose('management');
    (await at().box()).back();
    (await at().pick('replace a key')).escape();
    await over;
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily'), keyFor('management')]);
  });

  test('the last one is removed: as on the first day', async () => {
    await at().open();
    await at().addKey('limitDaily');
    const over = at().run('opencredits.removeAccount');
    (await at().question()).answer('Remove');
    await over;
    await at().shows('OpenRouter: Set up');
    expect([...at().host.settings.user]).toEqual([]);
    expect(at().secrets.values.size).toBe(0);
  });
});

test.each([
  'renameAccount',
  'replaceKey',
  'testAccount',
  'toggleAccount',
  'moveAccount',
  'removeAccount',
  'switchAccount',
])('without an account %s is the way to one', async (command) => {
  await at().open();
  const over = at().run(`opencredits.${command}`);
  (await at().pick('OpenRouter: set up')).escape();
  await over;
  expect(at().host.messages).toEqual([]);
});
