import { keyFor } from '@opencredits/simulator';
import { describe, expect, test } from 'vitest';
import { enter, refusalOf } from '../testing/configureFlow.ts';
import type { FakeBox } from '../testing/fakeQuickInput.ts';
import { journey } from '../testing/journey.ts';
import { quiet, until } from '../testing/waiting.ts';

// One account more, for somebody who has one already.
const at = journey();

/** All that is kept of the accounts, in one value. */
function kept(): unknown {
  return [
    (JSON.parse(at().files['accounts.json'] ?? '{}') as { readonly accounts?: unknown }).accounts,
    [...at().secrets.values],
    [...at().host.settings.user],
    at().host.item?.text,
    at().host.messages.length,
  ];
}

/** From the command to the box for the key. */
async function addBox(): Promise<{ readonly box: FakeBox; readonly over: Promise<unknown> }> {
  const over = at().run('opencredits.addAccount');
  return { box: await at().box(), over };
}

/** The box for the name, which comes after that for the key. */
function nameBox(): Promise<FakeBox> {
  return until('a box for the name', () => {
    const { input } = at().host;
    return input && 'password' in input && !input.password && input;
  });
}

function accounts(): unknown {
  return (JSON.parse(at().files['accounts.json'] ?? '{}') as { readonly accounts?: unknown }).accounts;
}

describe('a second and a third account', () => {
  test('by the command: the name is offered, a plain one is kept, each key has its own place', async () => {
    await at().open();
    await at().addKey('limitDaily');
    const { box, over } = await addBox();
    expect(box).toMatchObject({ password: true, value: '', title: 'OpenRouter: paste a key' });
    // The command begins here: there is nothing to go back to.
    expect(box.buttons).toEqual([]);
    enter(box, keyFor('ordinary403'));
    const name = await nameBox();
    expect(name.value).toBe('OpenRouter 2');
    enter(name, '  Work \u202e\n account ');
    await over;
    expect(await at().message()).toMatchObject({
      kind: 'information',
      text: expect.stringMatching(/^Work account: \$0\.42/) as string,
    });
    await at().addAccount('freeTier');
    expect(accounts()).toMatchObject([
      { providerId: 'openrouter' },
      { label: 'Work account' },
      { label: 'OpenRouter 3' },
    ]);
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily'), keyFor('ordinary403'), keyFor('freeTier')]);
    expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
    expect(at().host.items).toHaveLength(1);
  });

  test('from the configure flow, with one account and with two', async () => {
    await at().open();
    await at().addKey('limitDaily');
    for (const [title, persona] of [
      ['OpenRouter: keys', 'ordinary403'],
      ['OpenCredits: accounts', 'freeTier'],
    ] as const) {
      const over = at().run('opencredits.configure');
      (await at().pick(title)).choose('Add an account');
      enter(await at().box(), keyFor(persona));
      (await nameBox()).enter();
      await over;
      await quiet();
    }
    expect(accounts()).toMatchObject([{}, { label: 'OpenRouter 2' }, { label: 'OpenRouter 3' }]);
  });

  test('the name that is offered is nobody’s', async () => {
    await at().open();
    await at().addKey('limitDaily');
    await at().addAccount('ordinary403', 'OpenRouter 3');
    const { box, over } = await addBox();
    enter(box, keyFor('freeTier'));
    const name = await nameBox();
    expect(name.value).toBe('OpenRouter 4');
    name.escape();
    await over;
  });

  test.each(['', '  ', '\u200b\u202e', '$(key)'])(
    'a name of nothing is asked for again: %j',
    async (nothing) => {
      await at().open();
      await at().addKey('limitDaily');
      const { box, over } = await addBox();
      enter(box, keyFor('ordinary403'));
      const name = await nameBox();
      enter(name, nothing);
      expect(await refusalOf(name)).toBe('Type a name.');
      enter(name, 'Home');
      await over;
      await quiet();
      expect(accounts()).toMatchObject([{}, { label: 'Home' }]);
    },
  );

  test('[trust 11] a management key still needs consent, before the name', async () => {
    await at().open();
    await at().addKey('limitDaily');
    const { box, over } = await addBox();
    enter(box, keyFor('management'));
    const consent = await at().pick('management key');
    expect(at().secrets.values.size).toBe(1);
    consent.choose('Keep it');
    (await nameBox()).enter();
    await over;
    expect([...at().secrets.values.keys()][1]).toMatch(/\.management$/);
  });
});

describe('the environment’s key', () => {
  test('is offered, and only taken when it is chosen', async () => {
    process.env['OPENROUTER_API_KEY'] = keyFor('ordinary403');
    await at().open();
    await at().addKey('limitDaily');
    const over = at().run('opencredits.addAccount');
    const list = await at().pick('add an account');
    expect(list.labels).toEqual(['$(key) Paste a key', '$(terminal) Use the key in OPENROUTER_API_KEY']);
    list.choose('OPENROUTER_API_KEY');
    (await nameBox()).enter();
    await over;
    await quiet();
    expect(accounts()).toMatchObject([
      { keys: [{ source: 'pasted' }] },
      { keys: [{ source: 'environment' }] },
    ]);
  });

  test('the same as an account’s is refused without being repeated', async () => {
    process.env['OPENROUTER_API_KEY'] = ` "${keyFor('limitDaily')}" `;
    await at().open();
    await at().addKey('limitDaily');
    const before = kept() as unknown[];
    const over = at().run('opencredits.addAccount');
    (await at().pick('add an account')).choose('OPENROUTER_API_KEY');
    await over;
    expect(at().host.messages.at(-1)).toMatchObject({
      kind: 'error',
      text: 'OPENROUTER_API_KEY: You have an account with this key already. Nothing was saved.',
    });
    expect((kept() as unknown[]).slice(0, -1)).toEqual(before.slice(0, -1));
  });
});

describe('the same key twice', () => {
  test('is refused without being repeated or sent; another one then goes through', async () => {
    await at().open();
    await at().addKey('limitDaily');
    await at().addAccount('ordinary403');
    const before = kept();
    at().simulator.control.clearRequests();
    const { box, over } = await addBox();
    enter(box, `Bearer ${keyFor('limitDaily')}`);
    expect(await refusalOf(box)).toBe('You have an account with this key already. Nothing was saved.');
    expect(at().paths).toEqual([]);
    expect(kept()).toEqual(before);
    enter(box, keyFor('freeTier'));
    (await nameBox()).enter();
    await over;
    expect(at().secrets.values.size).toBe(3);
  });

  test('also in the place of another account’s key, not of its own', async () => {
    await at().open();
    await at().addKey('limitDaily');
    await at().addAccount('ordinary403', 'Work');
    const over = at().run('opencredits.replaceKey');
    (await at().pick('accounts')).choose('Work');
    const box = await at().box();
    expect(box.title).toBe('Work: paste a key');
    enter(box, keyFor('limitDaily'));
    expect(await refusalOf(box)).toContain('already');
    enter(box, keyFor('ordinary403'));
    await over;
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily'), keyFor('ordinary403')]);
  });
});

describe('Back and Escape change nothing, at each step', () => {
  test.each([
    ['in the list of keys', []],
    ['in the box for the key', ['paste']],
    ['at the consent', ['paste', 'key']],
    ['in the box for the name', ['paste', 'key', 'keep']],
  ] as const)('Escape %s', async (_where, steps) => {
    process.env['OPENROUTER_API_KEY'] = keyFor('freeTier');
    await at().open();
    await at().addKey('limitDaily');
    const before = kept();
    const over = at().run('opencredits.addAccount');
    const list = await at().pick('add an account');
    if (steps.length > 0) list.choose('Paste');
    if (steps.length > 1) enter(await at().box(), keyFor('management'));
    if (steps.length > 2) (await at().pick('management key')).choose('Keep it');
    const open = [
      () => at().pick('add an account'),
      () => at().box(),
      () => at().pick('management key'),
      nameBox,
    ];
    const last = await (open[steps.length] ?? nameBox)();
    last.clickElsewhere();
    expect(last.isVisible).toBe(true);
    last.escape();
    await over;
    await at().pass(60_000);
    expect(kept()).toEqual(before);
  });

  test('Back goes one step back, from the name to the list of accounts', async () => {
    await at().open();
    await at().addKey('limitDaily');
    await at().addAccount('ordinary403');
    process.env['OPENROUTER_API_KEY'] = keyFor('freeTier');
    const before = kept();
    const over = at().run('opencredits.configure');
    (await at().pick('OpenCredits: accounts')).choose('Add an account');
    (await at().pick('add an account')).choose('Paste');
    enter(await at().box(), keyFor('management'));
    (await at().pick('management key')).choose('Keep it');
    (await nameBox()).back();
    const box = await at().box();
    expect(box).toMatchObject({ password: true, value: '' });
    enter(box, keyFor('management'));
    (await at().pick('management key')).choose('Use another key');
    (await at().box()).back();
    const list = await at().pick('add an account');
    list.choose('OPENROUTER_API_KEY');
    (await nameBox()).back();
    (await at().pick('add an account')).back();
    (await at().pick('OpenCredits: accounts')).escape();
    await over;
    await at().pass(60_000);
    expect(kept()).toEqual(before);
  });
});

describe('[trust 12] what refuses to store', () => {
  test.each(['store', 'disk'] as const)('%s: said, and all is as it was', async (who) => {
    await at().open();
    await at().addKey('limitDaily');
    const before = kept() as unknown[];
    const { box, over } = await addBox();
    enter(box, keyFor('ordinary403'));
    const name = await nameBox();
    at().disk.isReadOnly = who === 'disk';
    if (who === 'store') at().secrets.refuses = 'store';
    name.enter();
    await over;
    at().disk.isReadOnly = false;
    at().secrets.refuses = 'nothing';
    await quiet();
    expect(at().host.messages.at(-1)).toMatchObject({
      kind: 'error',
      text: 'The key was not saved. See the log.',
    });
    expect((kept() as unknown[]).slice(0, -1)).toEqual(before.slice(0, -1));
    // The first one goes on as if nothing had been.
    at().simulator.control.clearRequests();
    await at().pass(400_000);
    expect(at().paths).toContain('/key');
    expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
  });
});
