import { describe, expect, test } from 'vitest';
import { editAccounts, listedAccounts } from '../testing/accountsFile.ts';
import { journey } from '../testing/journey.ts';
import { quiet } from '../testing/waiting.ts';

// Which of several accounts the status bar shows, and how.
const at = journey();
/** Five minutes, and all that jitter, lag and the turns of three accounts can add. */
const INTERVAL_MS = 400_000;
const EACH = { 'opencredits.statusBar.accounts': 'each' };

const texts = (): readonly string[] => at().host.shownItems.map(({ text }) => text);

/** Three accounts, in this order. */
async function openThree(settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await at().open(settings);
  await at().addKey('limitDaily');
  await at().addAccount('management', 'Team');
  await at().addAccount('ordinary403', 'Work');
}

/** Lets time pass until the one item says this. */
async function become(text: string): Promise<void> {
  await at().passUntil(text, () => texts()[0] === text);
  expect(texts()).toEqual([text]);
  expectKept();
}

/** What every item of ours keeps to. */
function expectKept(): void {
  for (const item of at().host.shownItems) {
    expect(item.text.match(/\$\(/g) ?? []).toHaveLength(/\$\(/.test(item.text) ? 1 : 0);
    expect(item.accessibilityInformation?.role).toBe('button');
    expect(item.accessibilityInformation?.label).toMatch(/^\S.*\.$/);
    expect(item.accessibilityInformation?.label).not.toMatch(/\$\(|\||command:|\*\*|\[/);
    expect(item.color).toBeUndefined();
  }
}

describe('one item for all', () => {
  test('the first, while none needs anything', async () => {
    await openThree();
    expect(texts()).toEqual(['OpenRouter: $3.10 / $10']);
    expect(at().host.item).toMatchObject({ id: 'balance', name: 'OpenCredits' });
    expect(at().host.items).toHaveLength(1);
    expectKept();
  });

  test('rather one that is late, for as long as it is', async () => {
    await openThree();
    // As the last of them it could not be read for two intervals.
    at().simulator.control.fault({ kind: 'status', status: 503, persona: 'ordinary403' });
    await at().pass(INTERVAL_MS);
    expect(texts()).toEqual(['OpenRouter: $3.10 / $10']);
    await become('Work: PAYG · $0.42 today $(warning)');
    at().simulator.control.fault(undefined);
    await become('OpenRouter: $3.10 / $10');
  });

  test('rather one that is low; then one that needs a person; then one in error; and back', async () => {
    await openThree();
    at().simulator.control.spend('management', 0.5);
    await become('Team: $4.70');
    expect(at().host.background).toBe('statusBarItem.warningBackground');
    // The key of the first is lost.
    const [lost = ''] = at().secrets.values.keys();
    at().secrets.values.delete(lost);
    await become('OpenRouter: $3.10 / $10 $(warning)');
    expect(at().host.item?.command).toBe('opencredits.configure');
    // Most urgent of all, although it is the last of them.
    at().simulator.control.keyRevoked('ordinary403', true);
    await become('Work: Error');
    expect(at().host.background).toBe('statusBarItem.errorBackground');
    at().simulator.control.keyRevoked('ordinary403', false);
    // A second wish within five seconds would send nothing.
    await at().pass(6_000);
    await at().run('opencredits.refresh');
    await become('OpenRouter: $3.10 / $10 $(warning)');
    // It was the same item all the time.
    expect(at().host.items).toHaveLength(1);
  });

  test('one that fails never disturbs another', async () => {
    await openThree({ ...EACH });
    at().simulator.control.keyRevoked('management', true);
    await at().pass(INTERVAL_MS);
    expect(texts()).toEqual(['OpenRouter: $3.10 / $10', 'Team: Error', 'Work: PAYG · $0.42 today']);
    at().simulator.control.clearRequests();
    at().simulator.control.spend('ordinary403', 1);
    await at().pass(2 * INTERVAL_MS);
    expect(texts()).toEqual(['OpenRouter: $3.10 / $10', 'Team: Error', 'Work: PAYG · $1.42 today']);
    const asked = at()
      .simulator.control.requests()
      .map(({ persona }) => persona);
    expect(asked).toContain('limitDaily');
    expect(asked).toContain('ordinary403');
    expect(asked).not.toContain('management');
    expectKept();
  });

  test('switched off, one is neither shown nor asked; all off, there is no item', async () => {
    await openThree();
    at().simulator.control.spend('management', 5);
    await become('Team: $0.20');
    editAccounts(at(), (accounts) => accounts.map((one) => ({ ...one, disabled: one.label === 'Team' })));
    await at().shows('OpenRouter: $3.10 / $10');
    editAccounts(at(), (accounts) => accounts.map((one) => ({ ...one, disabled: true })));
    await at().passUntil('no item', () => at().host.item === undefined);
    expect(at().host.context.get('opencredits.hasKey')).toBe(true);
  });

  test.each([
    ['Team', 'Team: $5.20'],
    ['A name of its own', 'A name of its own: $5.20'],
    ['财务部', '财务部: $5.20'],
  ])('is at most 25 characters long, where the name allows: %s', async (label, text) => {
    await at().open({ 'opencredits.thresholds.low': 6 });
    await at().addKey('limitDaily');
    await at().addAccount('management', label);
    expect(texts()).toEqual([text]);
    expect([...text].length).toBeLessThanOrEqual(25);
  });
});

describe('one item each', () => {
  test('ids are stable, names differ, the order is the person’s', async () => {
    await openThree(EACH);
    expect(texts()).toEqual(['OpenRouter: $3.10 / $10', 'Team: $5.20', 'Work: PAYG · $0.42 today']);
    const ids = listedAccounts(at()).map(({ id }) => `account.${id}`);
    expect(at().host.shownItems.map(({ id }) => id)).toEqual(ids);
    expect(at().host.shownItems.map(({ name }) => name)).toEqual([
      'OpenCredits 1: OpenRouter',
      'OpenCredits 2: Team',
      'OpenCredits 3: Work',
    ]);
    expectKept();
    const over = at().run('opencredits.moveAccount');
    (await at().pick('accounts')).choose('Work');
    (await at().pick('Work: order')).choose('Move up');
    (await at().pick('Work: order')).choose('Move up');
    const list = await at().pick('Work: order');
    expect(list.placeholder).toBe('[Work], OpenRouter, Team');
    list.escape();
    await over;
    await quiet();
    expect(texts()).toEqual(['Work: PAYG · $0.42 today', 'OpenRouter: $3.10 / $10', 'Team: $5.20']);
    expect(at().host.shownItems.map(({ id }) => id)).toEqual([ids[2], ids[0], ids[1]]);
    at().close();
    await at().open();
    await at().shows('Work: PAYG · $0.42 today');
    expect(at().host.shownItems.map(({ id }) => id)).toEqual([ids[2], ids[0], ids[1]]);
  });

  test('two of one name, however long, can be told apart where they are hidden', async () => {
    await at().open(EACH);
    await at().addKey('limitDaily');
    await at().addAccount('ordinary403', 'x'.repeat(300));
    await at().addAccount('freeTier', 'Other');
    await quiet();
    // In a list from another computer two may have one name.
    editAccounts(at(), (accounts) =>
      accounts.map((one, place) => (place === 2 ? { ...one, label: accounts[1]?.label } : one)),
    );
    await at().passUntil('two of one name', () =>
      at().host.shownItems.every(({ text }) => !text.startsWith('Other')),
    );
    const names = at().host.shownItems.map(({ name = '' }) => name);
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(40);
  });

  test('a new name is also the name in that menu', async () => {
    await openThree(EACH);
    const over = at().run('opencredits.renameAccount');
    (await at().pick('accounts')).choose('Team');
    const box = await at().box();
    expect(box.value).toBe('Team');
    box.type('Finance');
    box.enter();
    await over;
    expect(at().host.shownItems[1]).toMatchObject({ text: 'Finance: $5.20', name: 'OpenCredits 2: Finance' });
  });

  test('what is switched off or removed goes, and its item is disposed once', async () => {
    await openThree(EACH);
    const [first, second, third] = at().host.shownItems;
    editAccounts(at(), (accounts) => accounts.map((one) => ({ ...one, disabled: one.label === 'Team' })));
    await at().passUntil('two items', () => at().host.shownItems.length === 2);
    expect(second?.isDisposed).toBe(true);
    const over = at().run('opencredits.removeAccount');
    (await at().pick('accounts')).choose('Work');
    (await at().question()).answer('Remove');
    await over;
    expect(third?.isDisposed).toBe(true);
    expect(at().host.shownItems).toEqual([first]);
    expect(texts()).toEqual(['OpenRouter: $3.10 / $10']);
  });

  test('hidden, all are disposed and nobody is asked; shown again, all are back', async () => {
    await openThree(EACH);
    at().host.settings.set({ 'opencredits.showInStatusBar': false, 'opencredits.alerts.enabled': false });
    await quiet();
    expect(at().host.items.map(({ isDisposed }) => isDisposed)).toEqual(at().host.items.map(() => true));
    at().simulator.control.clearRequests();
    await at().pass(2 * INTERVAL_MS);
    expect(at().paths).toEqual([]);
    at().host.settings.set({ 'opencredits.showInStatusBar': true });
    await quiet();
    expect(at().host.shownItems).toHaveLength(3);
  });

  test('back to one item: the one of old, under its own id', async () => {
    await openThree(EACH);
    at().host.settings.set({ 'opencredits.statusBar.accounts': undefined });
    await quiet();
    expect(at().host.shownItems.map(({ id, name }) => [id, name])).toEqual([['balance', 'OpenCredits']]);
    expect(at().host.items.filter(({ isDisposed }) => !isDisposed)).toHaveLength(1);
  });

  test('a value that is none of the choices counts as the default', async () => {
    await openThree({ 'opencredits.statusBar.accounts': 'everything' });
    expect(at().host.shownItems.map(({ id }) => id)).toEqual(['balance']);
  });
});
