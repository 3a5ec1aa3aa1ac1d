import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editAccounts, listedAccounts } from '../testing/accountsFile.ts';
import { journey } from '../testing/journey.ts';
import { quiet, until } from '../testing/waiting.ts';

// [trust 21] Remove All Data where it is not simple: several accounts, damaged lists, a keyring that refuses, windows.
const at = journey();
/** Five minutes, and all that jitter, lag and the turns of three accounts can add. */
const INTERVAL_MS = 400_000;

/** Three accounts, and one of them for this workspace. */
async function openThree(): Promise<void> {
  await at().open();
  await at().addKey('limitDaily');
  await at().addAccount('management', 'Team');
  await at().addAccount('ordinary403', 'Work');
  const over = at().run('opencredits.switchAccount');
  (await at().pick('account of this workspace')).choose('Work');
  await over;
}

async function removeAll(): Promise<void> {
  const over = at().run('opencredits.removeAllData');
  (await at().question()).answer('Remove All');
  await over;
  await quiet();
}

/** Nothing is left: proved where it lies, not by what is said. */
function expectNothingLeft(): void {
  expect([...at().secrets.values]).toEqual([]);
  expect(at().files).toEqual({});
  expect([...at().host.settings.user]).toEqual([]);
  expect(at().workspaceState.keys()).toEqual([]);
  expect(at().host.item?.text).toBe('OpenRouter: Set up');
  expect(at().host.context.get('opencredits.hasKey')).toBe(false);
  expect(at().host.messages.at(-1)).toMatchObject({
    kind: 'information',
    text: 'All OpenCredits data has been removed from this editor.',
  });
}

describe('[trust 21] all data is removed', () => {
  test('of three accounts, with the choice of this workspace', async () => {
    await openThree();
    expect(at().secrets.values.size).toBe(3);
    await removeAll();
    expectNothingLeft();
    at().simulator.control.clearRequests();
    await at().pass(2 * INTERVAL_MS);
    expect(at().paths).toEqual([]);
    expectNothingLeft();
  });

  test.each(['damaged', 'newer'] as const)(
    'with a list of accounts that is %s: its keys go too',
    async (how) => {
      await openThree();
      at().close();
      const text = at().files['accounts.json'] ?? '';
      const unusable = how === 'damaged' ? text.slice(0, -20) : text.replace('"version":1', '"version":2');
      writeFileSync(join(at().folder, 'accounts.json'), unusable);
      await at().open();
      await at().shows('OpenRouter: Set up');
      await quiet();
      expect(at().secrets.values.size).toBe(3);
      await removeAll();
      expectNothingLeft();
    },
  );

  test('with a list that was damaged twice: also keys that only the first one knew of', async () => {
    await openThree();
    const damage = async (): Promise<void> => {
      at().close();
      await quiet();
      writeFileSync(join(at().folder, 'accounts.json'), (at().files['accounts.json'] ?? '').slice(0, -20));
      await at().open();
      await at().shows('OpenRouter: Set up');
    };
    await damage();
    await at().addKey('freeTier');
    await damage();
    await quiet();
    expect(at().secrets.values.size).toBe(4);
    await removeAll();
    expectNothingLeft();
  });

  test('with keys that only VS Code itself still knows of', async () => {
    await openThree();
    at().secrets.values.set('somebody.else', 'theirs');
    editAccounts(at(), () => []);
    await at().shows('OpenRouter: Set up');
    at().secrets.canTellNames();
    await removeAll();
    expect([...at().secrets.values]).toEqual([['somebody.else', 'theirs']]);
    at().secrets.values.clear();
    expectNothingLeft();
  });

  test('also where VS Code cannot say what it keeps, after all', async () => {
    await openThree();
    at().secrets.keys = () => Promise.reject(new Error('not today'));
    await removeAll();
    expectNothingLeft();
  });
});

describe('[trust 21] what refuses is heard of, and nothing half done is hidden', () => {
  test('the keyring: the accounts are still there, to try again', async () => {
    await openThree();
    const before = listedAccounts(at());
    at().secrets.refuses = 'delete';
    await removeAll();
    expect(at().host.messages.at(-1)).toMatchObject({
      kind: 'error',
      text: 'Not every key could be removed: the keyring refused. Your accounts are still there, to try again.',
    });
    expect(at().secrets.values.size).toBe(3);
    expect(listedAccounts(at())).toEqual(before);
    await at().shows('Work: PAYG · $0.42 today');
    at().secrets.refuses = 'nothing';
    await removeAll();
    expectNothingLeft();
  });

  test('the keyring, in the middle: the account whose key has gone says so', async () => {
    await openThree();
    const [first = ''] = at().secrets.values.keys();
    const real = at().secrets.delete.bind(at().secrets);
    at().secrets.delete = async (name) => {
      if (name !== first) throw new Error('the keyring is locked');
      await real(name);
    };
    await removeAll();
    expect(at().host.messages.at(-1)?.kind).toBe('error');
    expect(at().secrets.values.size).toBe(2);
    expect(listedAccounts(at())).toHaveLength(3);
    at().secrets.delete = real;
    await removeAll();
    expectNothingLeft();
  });

  test('the disk: the keys are gone, and it is said that the rest is not', async () => {
    await openThree();
    at().disk.isReadOnly = true;
    await removeAll();
    expect(at().secrets.values.size).toBe(0);
    expect(at().host.messages.at(-1)).toMatchObject({
      kind: 'error',
      text: 'All keys have been removed, but not all other data. See the log.',
    });
    at().disk.isReadOnly = false;
    await removeAll();
    expectNothingLeft();
  });
});

describe('[trust 21] a second window', () => {
  test.each(['at rest', 'during a request'])(
    'shows "Set up" by itself and writes nothing back, %s',
    async (when) => {
      await openThree();
      const other = await at().openBeside();
      await at().shows('Work: PAYG · $0.42 today');
      await quiet();
      if (when === 'during a request') {
        at().simulator.control.clearRequests();
        at().simulator.control.fault({ kind: 'delay', delayMs: 2_000 });
        await at().passUntil('a request', () => at().paths.length > 0);
      }
      await removeAll();
      await until('"Set up" in the other window', () => other.item?.text === 'OpenRouter: Set up');
      expect(other.context.get('opencredits.hasKey')).toBe(false);
      at().simulator.control.fault(undefined);
      await at().pass(20_000);
      at().simulator.control.clearRequests();
      other.windowState.fire({ focused: true });
      await at().pass(2 * INTERVAL_MS);
      expect(at().paths).toEqual([]);
      expect(other.messages.filter(({ kind }) => kind !== 'information')).toEqual([]);
      expectNothingLeft();
    },
  );

  test('sees an account that is added here, renamed and removed', async () => {
    await openThree();
    const other = await at().openBeside();
    await at().shows('Work: PAYG · $0.42 today');
    at().host.settings.set({ 'opencredits.statusBar.accounts': 'each' });
    other.settings.set({ 'opencredits.statusBar.accounts': 'each' });
    const same = (): Promise<unknown> =>
      until('the same in both', () => {
        const [here, there] = [at().host, other].map(({ shownItems }) =>
          shownItems.map(({ text }) => text).join(),
        );
        return here === there && here;
      });
    await at().addAccount('freeTier', 'Home');
    expect(await same()).toContain('Home: Free · 48 left');
    const renamed = at().run('opencredits.renameAccount');
    (await at().pick('accounts')).choose('Home');
    const box = await at().box();
    box.type('Cabin');
    box.enter();
    await renamed;
    expect(await same()).toContain('Cabin: Free · 48 left');
    const removed = at().run('opencredits.removeAccount');
    (await at().pick('accounts')).choose('Cabin');
    (await at().question()).answer('Remove');
    await removed;
    expect(await same()).not.toContain('Cabin');
  });
});
