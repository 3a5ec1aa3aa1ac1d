import https from 'node:https';
import { type FaultSpec, keyFor } from '@opencredits/simulator';
import { describe, expect, test, vi } from 'vitest';
import { settle } from '../../../core/src/testing/settle.ts';
import { configureFlow, enter, ENABLED, refusalOf } from '../testing/configureFlow.ts';
import { journey } from '../testing/journey.ts';
import { quiet, until } from '../testing/waiting.ts';

// The configure flow of somebody who has no key yet. With one: configureKeys.test.ts.
const at = journey();
const { configure, pasteBox, expectNothingChanged } = configureFlow(at);

describe('an ordinary key is pasted', () => {
  test('said beforehand: what each kind shows, where to get one, where it is kept', async () => {
    await at().open();
    const { list, over } = await configure();
    for (const words of [
      'limit and spend',
      'account balance',
      'SecretStorage',
      'openrouter.ai/settings/keys',
    ])
      expect(list.words).toContain(words);
    list.choose('Get a management key');
    const again = await until('the list again', () => at().host.inputs.length === 2 && at().host.input);
    expect(at().host.opened).toEqual(['https://openrouter.ai/settings/management-keys']);
    // The browser has taken the keyboard; the list waits for the key.
    again.clickElsewhere();
    expect(again.isVisible).toBe(true);
    again.escape();
    await over;
    expectNothingChanged();
  });

  test('checked, kept, shown; nothing else is kept', async () => {
    await at().open();
    const { box, over } = await pasteBox();
    expect(box).toMatchObject({ password: true, ignoreFocusOut: true, value: '' });
    expect(box.words).toContain('account balance');
    box.clickElsewhere();
    expect(box.isVisible).toBe(true);
    enter(box, keyFor('ordinary403'));
    await over;
    expect(await at().message()).toMatchObject({
      kind: 'information',
      text: expect.stringContaining('$0.42') as string,
    });
    expect(at().host.item?.text).toBe('OpenRouter: PAYG · $0.42 today');
    expect([...at().secrets.values.keys()]).toEqual([
      expect.stringMatching(/^opencredits\.key\.[0-9a-f]{32}\.ordinary$/),
    ]);
    expect(at().secrets.keptKeys).toEqual([keyFor('ordinary403')]);
    expect([...at().host.settings.user]).toEqual([[ENABLED, true]]);
    expect(at().host.context.get('opencredits.hasKey')).toBe(true);
    await quiet();
    expect(JSON.parse(at().files['accounts.json'] ?? '')).toMatchObject({
      accounts: [{ providerId: 'openrouter', keys: [{ slot: 'ordinary', source: 'pasted' }] }],
    });
  });

  test.each([
    ['spaces', (key: string) => `  ${key}\t`],
    ['a line end', (key: string) => `${key}\r\n`],
    ['Bearer', (key: string) => `Bearer ${key}`],
    ['quotes', (key: string) => `"${key}"`],
    ['curly quotes', (key: string) => `\u201c${key}\u201d`],
    ['a byte order mark', (key: string) => `\ufeff${key}`],
    ['a zero-width space', (key: string) => `${key.slice(0, 9)}\u200b${key.slice(9)}`],
    ['a line of .env', (key: string) => `OPENROUTER_API_KEY='${key}'`],
  ])('[trust 8] with %s around it: cleaned', async (_what, around) => {
    await at().open();
    const { box, over } = await pasteBox();
    enter(box, around(keyFor('limitDaily')));
    await over;
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily')]);
    expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
  });
});

describe('a text that cannot be a key', () => {
  test.each([
    ['[trust 9] an inner line break', 'sk-or-v1-simu\nlated-twoLines'],
    ['[trust 9] an inner NUL', 'sk-or-v1-simu\0lated-nul'],
    ['[trust 8] an inner space', 'sk-or-v1-simulated two-words'],
    ['[trust 8] a smart quote inside', 'sk-or-v1-\u2019simulated-quote'],
    ['[trust 10] a megabyte', 'sk-or-v1-simulated'.padEnd(1_000_000, 'a')],
    ['[trust 10] 513 characters', 'sk-or-v1-simulated'.padEnd(513, 'a')],
    ['seven characters', 'sk-or-v'],
    ['nothing', '   '],
  ])('%s is refused, unrepeated and unsent', async (_what, text) => {
    await at().open();
    const { box, over } = await pasteBox();
    enter(box, text);
    const refusal = await refusalOf(box);
    for (const part of text.split(/[\s\0\u2019]+/).filter((one) => one.length > 4)) {
      expect(refusal).not.toContain(part.slice(0, 40));
    }
    expect(at().paths).toEqual([]);
    // The box stays, with what was typed, and the words go as soon as it is mended.
    expect(box.isVisible).toBe(true);
    box.type(keyFor('limitDaily'));
    expect(box.validationMessage ?? '').toBe('');
    box.escape();
    await over;
    expectNothingChanged();
  });
});

describe('a key that does not prove good is never stored', () => {
  const faults: readonly [string, FaultSpec | undefined, string][] = [
    ['nobody’s key', undefined, '401'],
    ['403', { kind: 'status', status: 403 }, '403'],
    ['429', { kind: 'status', status: 429 }, '429'],
    ['503', { kind: 'status', status: 503 }, '503'],
    ['a captive portal', { kind: 'captivePortal' }, 'not understood'],
    ['a redirect', { kind: 'redirect', to: 'elsewhere' }, 'not understood'],
    ['a bad certificate', { kind: 'badCertificate', certificate: 'selfSigned' }, 'certificate'],
    ['an endless body', { kind: 'endlessBody' }, 'not understood'],
    ['a dropped connection', { kind: 'drop', when: 'beforeHeaders' }, 'could not be reached'],
    ['an empty answer', { kind: 'body', body: 'missingData' }, 'not understood'],
  ];
  test.each(faults)('%s', async (_what, fault, words) => {
    await at().open();
    const { box, over } = await pasteBox();
    at().simulator.control.fault(fault);
    enter(box, fault ? keyFor('ordinary403') : 'sk-or-v1-simulated-nobody');
    const refusal = await refusalOf(box);
    expect(refusal).toContain(words);
    expect(refusal).toContain('Nothing was saved');
    expectNothingChanged();
    // The box is still there: mended, it goes on.
    at().simulator.control.fault(undefined);
    enter(box, keyFor('ordinary403'));
    await over;
    expect(at().host.item?.text).toBe('OpenRouter: PAYG · $0.42 today');
  });

  test('offline', async () => {
    await at().open();
    const { box, over } = await pasteBox();
    const { options } = https.globalAgent;
    const before = { ...options };
    Object.assign(options, { port: 1 });
    enter(box, keyFor('ordinary403'));
    expect(await refusalOf(box)).toContain('could not be reached');
    Object.assign(options, before);
    box.escape();
    await over;
    expectNothingChanged();
  });

  test('no answer within 15 seconds', async () => {
    await at().open();
    const { box, over } = await pasteBox();
    at().simulator.control.fault({ kind: 'hangBeforeHeaders' });
    enter(box, keyFor('ordinary403'));
    await until('a request', () => at().paths.length === 1);
    // Impatience sends nothing twice.
    box.enter();
    await settle();
    expect(Object.values(https.globalAgent.sockets).flat()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await refusalOf(box)).toContain('15 seconds');
    expect(at().paths).toEqual(['/key']);
    box.escape();
    await over;
    expectNothingChanged();
  });

  test.each(['escape', 'back'] as const)(
    '%s while it is being checked: the answer counts for nothing',
    async (how) => {
      await at().open();
      const { box, over } = await pasteBox();
      at().simulator.control.fault({ kind: 'delay', delayMs: 3_000 });
      enter(box, keyFor('ordinary403'));
      await until('a request', () => at().paths.length === 1);
      box[how]();
      if (how === 'back') (await at().pick('set up')).escape();
      await over;
      await vi.advanceTimersByTimeAsync(15_000);
      await quiet();
      expectNothingChanged();
      expect(at().host.messages).toEqual([]);
    },
  );

  test.each(['store', 'settings'] as const)(
    '[trust 12] %s refuses: said, and put back as it was',
    async (who) => {
      await at().open();
      const { box, over } = await pasteBox();
      if (who === 'store') at().secrets.refuses = 'store';
      else at().host.settings.refusesWrites = true;
      enter(box, keyFor('ordinary403'));
      await over;
      expect(await at().message()).toMatchObject({
        kind: 'error',
        text: expect.stringContaining('not saved') as string,
      });
      await quiet();
      expectNothingChanged();
      await at().pass(600_000);
      expect(at().paths).toEqual(['/key']);
    },
  );
});

describe('Back and Escape change nothing, at each step', () => {
  test('Escape in the list', async () => {
    await at().open();
    const { list, over } = await configure();
    list.escape();
    await over;
    expectNothingChanged();
    expect(at().files).toEqual({});
  });

  test('Back and Escape in the box', async () => {
    await at().open();
    const { box, over } = await pasteBox();
    box.type(keyFor('management'));
    box.back();
    (await at().pick('set up')).choose('Paste a key');
    const second = await at().box();
    expect(second.value).toBe('');
    second.escape();
    await over;
    expectNothingChanged();
    expect(at().paths).toEqual([]);
  });

  test.each(['escape', 'back', 'Use another key'] as const)('a management key, and then %s', async (how) => {
    await at().open();
    const { box, over } = await pasteBox();
    enter(box, keyFor('management'));
    const consent = await at().pick('management key');
    expect(consent.words).toContain('create and delete keys');
    if (how === 'escape') consent.escape();
    else {
      if (how === 'back') consent.back();
      else consent.choose(how);
      // To the box for another one, which has forgotten this one.
      const again = await at().box();
      expect(again.value).toBe('');
      again.back();
      (await at().pick('set up')).escape();
    }
    await over;
    await quiet();
    expectNothingChanged();
    expect(at().host.messages).toEqual([]);
  });
});

test('[trust 11] a management key is recognised by the answer and kept, after consent, in its own place', async () => {
  await at().open();
  const { box, over } = await pasteBox();
  enter(box, keyFor('management'));
  (await at().pick('management key')).choose('Keep it');
  await over;
  expect([...at().secrets.values.keys()]).toEqual([expect.stringMatching(/\.management$/)]);
  expect(at().host.item?.text).toBe('OpenRouter: $5.20');
  expect(
    at()
      .simulator.control.requests()
      .every(({ method }) => method === 'GET'),
  ).toBe(true);
});

describe('OPENROUTER_API_KEY', () => {
  test('is offered first, is two clicks, and is copied only then', async () => {
    process.env['OPENROUTER_API_KEY'] = ` ${keyFor('limitDaily')}\n`;
    await at().open();
    await at().pass(600_000);
    expectNothingChanged();
    const { list, over } = await configure();
    expect(list.labels[0]).toContain('OPENROUTER_API_KEY');
    expectNothingChanged();
    list.choose('OPENROUTER_API_KEY');
    await over;
    expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
    expect(at().secrets.keptKeys).toEqual([keyFor('limitDaily')]);
    await quiet();
    expect(at().files['accounts.json']).toContain('"source":"environment"');
  });

  test.each([undefined, '', '  '])('is not offered where it says %j', async (value) => {
    if (value !== undefined) process.env['OPENROUTER_API_KEY'] = value;
    await at().open();
    const { list, over } = await configure();
    expect(list.words).not.toContain('OPENROUTER_API_KEY');
    list.escape();
    await over;
    expectNothingChanged();
  });

  test.each(['sk-or-v1-simulated-nobody', 'sk-or-v1-simulated two'])(
    'a bad one is refused: %j',
    async (value) => {
      process.env['OPENROUTER_API_KEY'] = value;
      await at().open();
      const { list, over } = await configure();
      list.choose('OPENROUTER_API_KEY');
      await over;
      expect(await at().message()).toMatchObject({
        kind: 'error',
        text: expect.stringMatching(/OPENROUTER_API_KEY.*Nothing was saved/) as string,
      });
      expectNothingChanged();
    },
  );

  test('a management key in it still needs consent', async () => {
    process.env['OPENROUTER_API_KEY'] = keyFor('management');
    await at().open();
    const { list, over } = await configure();
    list.choose('OPENROUTER_API_KEY');
    (await at().pick('management key')).escape();
    await over;
    expectNothingChanged();
  });
});

test('"Set up" can be taken out of the status bar for good; the command remains', async () => {
  await at().open();
  const { list, over } = await configure();
  list.choose('out of the status bar');
  await over;
  expect(at().host.item).toBeUndefined();
  at().close();
  await at().open();
  await at().pass(60_000);
  expect(at().host.items).toEqual([]);
  await at().addKey('limitDaily');
  expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
});
