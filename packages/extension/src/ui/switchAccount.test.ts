import { describe, expect, test } from 'vitest';
import { removeElsewhere } from '../testing/accountsFile.ts';
import { journey } from '../testing/journey.ts';
import { quiet } from '../testing/waiting.ts';

// Which account a workspace shows: chosen there, kept there, and nowhere that travels with a folder.
const at = journey();

async function openThree(): Promise<void> {
  await at().open();
  await at().addKey('limitDaily');
  await at().addAccount('management', 'Team');
  await at().addAccount('ordinary403', 'Work');
}

async function switchTo(part: string): Promise<void> {
  const over = at().run('opencredits.switchAccount');
  (await at().pick('account of this workspace')).choose(part);
  await over;
}

/** The rows that are marked as the current one. */
async function current(): Promise<readonly string[]> {
  const over = at().run('opencredits.switchAccount');
  const list = await at().pick('account of this workspace');
  list.escape();
  await over;
  return list.items.filter(({ description }) => description?.endsWith('current')).map(({ label }) => label);
}

describe('the account of a workspace', () => {
  test('is shown whatever another one needs, and survives a restart', async () => {
    await openThree();
    expect(await current()).toEqual(['$(wand) The one that needs attention most']);
    await switchTo('Work');
    expect(at().host.item?.text).toBe('Work: PAYG · $0.42 today');
    at().simulator.control.spend('management', 5);
    await at().pass(400_000);
    expect(at().host.item?.text).toBe('Work: PAYG · $0.42 today');
    at().close();
    await at().open();
    await at().shows('Work: PAYG · $0.42 today');
    expect(await current()).toEqual(['$(credit-card) Work']);
    await switchTo('attention');
    expect(at().host.item?.text).toBe('Team: $0.20');
  });

  test('[trust 1] [trust 3] is kept by VS Code for that workspace, in no settings file and in no file of ours', async () => {
    await openThree();
    const files = at().files['accounts.json'];
    const settings = [...at().host.settings.user];
    await switchTo('Work');
    await quiet();
    expect(at().workspaceState.keys()).toEqual(['opencredits.shownAccount']);
    expect(at().workspaceState.text).toMatch(/"[0-9a-f]{32}"/);
    expect(at().files['accounts.json']).toBe(files);
    expect([...at().host.settings.user]).toEqual(settings);
    expect([...at().host.settings.workspace]).toEqual([]);
    await switchTo('attention');
    expect(at().workspaceState.keys()).toEqual([]);
  });

  test.each([null, 7, {}, ['x'], 'nobody', ''])('what stands there may be anything: %j', async (junk) => {
    await openThree();
    await at().workspaceState.update('opencredits.shownAccount', junk);
    at().close();
    await at().open();
    await at().shows('OpenRouter: $3.10 / $10');
    expect(await current()).toEqual(['$(wand) The one that needs attention most']);
  });

  test('Escape changes nothing; from the configure flow Back leads there', async () => {
    await openThree();
    await switchTo('Work');
    const state = at().workspaceState.text;
    const over = at().run('opencredits.configure');
    (await at().pick('OpenCredits: accounts')).choose('Account of this workspace');
    (await at().pick('account of this workspace')).back();
    (await at().pick('OpenCredits: accounts')).escape();
    await over;
    expect(await current()).toEqual(['$(credit-card) Work']);
    expect(at().workspaceState.text).toBe(state);
  });
});

describe('without that account', () => {
  test('removed: the one that needs attention most', async () => {
    await openThree();
    await switchTo('Work');
    await removeElsewhere(at(), 'Work');
    await at().shows('OpenRouter: $3.10 / $10');
    expect(await current()).toEqual(['$(wand) The one that needs attention most']);
  });

  test('switched off: the same, and when it is on again it is back', async () => {
    await openThree();
    await switchTo('Work');
    for (const text of ['OpenRouter: $3.10 / $10', 'Work: PAYG · $0.42 today']) {
      const over = at().run('opencredits.toggleAccount');
      (await at().pick('accounts')).choose('Work');
      await over;
      await at().shows(text);
      expect(await current()).toHaveLength(1);
      await at().pass(6_000);
    }
  });
});

test('where each has an item, the list says that the choice is for another time', async () => {
  await openThree();
  at().host.settings.set({ 'opencredits.statusBar.accounts': 'each' });
  const over = at().run('opencredits.switchAccount');
  const list = await at().pick('account of this workspace');
  expect(list.placeholder).toBe('The status bar shows each account now. Which one, when it shows only one?');
  list.choose('Work');
  await over;
  expect(at().host.shownItems).toHaveLength(3);
  at().host.settings.set({ 'opencredits.statusBar.accounts': undefined });
  expect(at().host.shownItems.map(({ text }) => text)).toEqual(['Work: PAYG · $0.42 today']);
});
