import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { FakeBox } from '../testing/fakeQuickInput.ts';
import { journey } from '../testing/journey.ts';
import { quiet, until } from '../testing/waiting.ts';

const at = journey();
const declared = manifest.contributes.commands.map(({ command }) => command);
const ENABLED = 'opencredits.providers.openrouter.enabled';

test('exactly the declared commands are registered', async () => {
  await at().open();
  expect([...at().host.commands.keys()].sort()).toEqual([...declared].sort());
});

describe('[trust 19] whoever calls a command, with whatever, gets nothing', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  const junk: unknown[] = [
    'sk-or-v1-junk',
    { url: 'https://elsewhere.example' },
    null,
    -1,
    () => 'x',
    cyclic,
  ];

  test.each(declared.flatMap((command) => [true, false].map((hasKey) => ({ command, hasKey }))))(
    '$command, with an account: $hasKey',
    async ({ command, hasKey }) => {
      await at().open();
      if (hasKey) await at().addKey('management');
      await at().pass(6_000);
      const messages = at().host.messages.length;
      let result: unknown = 'nothing yet';
      const ran = at()
        .run(command, ...junk)
        .then((given) => (result = given));
      // Whoever sits there closes whatever opens.
      await until('the end', () => {
        at().host.input?.escape();
        for (const message of at().host.messages.slice(messages)) message.answer(undefined);
        return result !== 'nothing yet';
      });
      await ran;
      expect(result).toBeUndefined();
      expect(
        at()
          .host.messages.slice(messages)
          .filter(({ kind }) => kind === 'error'),
      ).toEqual([]);
      expect(at().secrets.values.size).toBe(hasKey ? 1 : 0);
      expect(at().host.everythingVisible).not.toContain('sk-or-v1-junk');
    },
  );
});

describe('small ones', () => {
  test('refresh without an account opens the way to one', async () => {
    await at().open();
    await at().shows('OpenRouter: Set up');
    const ran = at().run('opencredits.refresh');
    const list = await at().pick('set up');
    expect(list.labels.join()).toContain('Paste a key');
    list.escape();
    await ran;
  });

  test('toggleAmounts there and back', async () => {
    await at().open();
    await at().addKey('management');
    await at().run('opencredits.toggleAmounts');
    await at().shows('OpenRouter: •••');
    await at().run('opencredits.toggleAmounts');
    expect(at().host.item?.text).toBe('OpenRouter: $5.20');
  });

  test('showLog, openSettings and showMenu', async () => {
    await at().open();
    await at().run('opencredits.showLog');
    await at().run('opencredits.openSettings');
    await at().run('opencredits.showMenu');
    expect(at().host.isLogShown).toBe(true);
    expect(at().host.executed.slice(-2)).toEqual([
      ['workbench.action.openSettings', '@ext:opencredits.opencredits'],
      ['workbench.action.quickOpen', '>OpenCredits: '],
    ]);
  });

  test('[trust 20] copyDiagnostics: versions and states into the clipboard, and nothing that is somebody’s', async () => {
    await at().open();
    await at().addKey('limitDaily');
    await at().run('opencredits.copyDiagnostics');
    const [copied = ''] = at().host.copied;
    expect(copied).toContain(`OpenCredits ${manifest.version}`);
    expect(copied).toContain('ordinary (pasted)');
    for (const [name] of at().secrets.values) expect(copied).not.toContain(name.split('.')[2]);
    expect(copied).not.toMatch(/sk-|3\.10|\/|opencredits-test/);
  });

  test('a settings file that cannot be written: said, and written down', async () => {
    await at().open();
    await at().addKey('management');
    at().host.settings.refusesWrites = true;
    await at().run('opencredits.toggleAmounts');
    expect(at().host.messages.at(-1)).toMatchObject({ kind: 'error' });
    expect(at().host.log.at(-1)?.level).toBe('error');
  });
});

describe('chooseStatusBarStyle', () => {
  test('shows each choice in the item while it is looked at; Escape puts it back', async () => {
    await at().open();
    await at().addKey('limitDaily');
    const ran = at().run('opencredits.chooseStatusBarStyle');
    const list = await at().pick('style');
    list.moveTo('$6.90 today');
    expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10 · $6.90 today');
    list.escape();
    await ran;
    expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
    expect([...at().host.settings.user.keys()]).toEqual([ENABLED]);
  });

  test('keeps what is chosen, one’s own too; the default leaves no setting behind', async () => {
    await at().open();
    await at().addKey('limitDaily');
    const own = at().run('opencredits.chooseStatusBarStyle');
    (await at().pick('style')).choose('Your own');
    const box = await at().box();
    box.type('{today}!');
    expect(at().host.item?.text).toBe('$6.90!');
    box.enter();
    await own;
    expect(at().host.item?.text).toBe('$6.90!');
    expect(at().host.settings.user.get('opencredits.statusBar.format')).toBe('{today}!');
    const back = at().run('opencredits.chooseStatusBarStyle');
    (await at().pick('style')).choose('OpenRouter: $3.10 / $10');
    await back;
    expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
    expect([...at().host.settings.user.keys()]).toEqual([ENABLED]);
  });

  test('Escape in one’s own puts it back', async () => {
    await at().open();
    await at().addKey('limitDaily');
    const ran = at().run('opencredits.chooseStatusBarStyle');
    (await at().pick('style')).choose('Your own');
    const box = await at().box();
    expect(box).toBeInstanceOf(FakeBox);
    box.type('x');
    box.escape();
    await ran;
    expect(at().host.item?.text).toBe('OpenRouter: $3.10 / $10');
  });
});

describe('[trust 21] removeAllData', () => {
  test('is asked about, and Cancel removes nothing', async () => {
    await at().open();
    await at().addKey('management');
    const ran = at().run('opencredits.removeAllData');
    const question = await until('the question', () => at().host.messages.find(({ modal }) => modal));
    expect(question.kind).toBe('warning');
    expect(question.detail).toMatch(/[Kk]eys.*figures/);
    question.answer(undefined);
    await ran;
    expect(at().secrets.values.size).toBe(1);
    expect(at().host.item?.text).toBe('OpenRouter: $5.20');
  });

  test.each(['at rest', 'during a request', 'during a write'])(
    'removes keys, files, switch and context key, %s',
    async (when) => {
      await at().open({ 'opencredits.hideAmounts': true });
      await at().addKey('management');
      at().simulator.control.clearRequests();
      if (when === 'during a request') {
        at().simulator.control.fault({ kind: 'delay', delayMs: 2_000 });
        await at().passUntil('a request', () => at().paths.length > 0);
      }
      const ran = at().run('opencredits.removeAllData');
      (await until('the question', () => at().host.messages.find(({ modal }) => modal))).answer('Remove All');
      await ran;
      await vi.advanceTimersByTimeAsync(15_000);
      await quiet();
      expect(at().secrets.values.size).toBe(0);
      expect(at().files).toEqual({});
      expect([...at().host.settings.user]).toEqual([['opencredits.hideAmounts', true]]);
      expect(at().host.context.get('opencredits.hasKey')).toBe(false);
      expect(at().host.item?.text).toBe('OpenRouter: Set up');
      expect(at().workspaceState.text).toBe('[]');
      // And it is as on the first day.
      at().simulator.control.fault(undefined);
      await at().addKey('limitDaily');
      expect(at().host.item?.text).toBe('OpenRouter: •••');
    },
  );

  test('[trust 21] in another window: this one forgets which account its workspace had chosen', async () => {
    await at().open();
    await at().addKey('management');
    await at().workspaceState.update('opencredits.shownAccount', 'whichever');
    const index = { accounts: [], setupDismissed: false, version: 1 };
    await writeFile(join(at().folder, 'accounts.json'), JSON.stringify(index));
    await until('Set up', () => at().host.item?.text === 'OpenRouter: Set up');
    expect(at().workspaceState.text).toBe('[]');
  });
});
