import { personas } from '@opencredits/simulator';
import { afterEach, describe, expect, test } from 'vitest';
import { editAccounts } from '../testing/accountsFile.ts';
import { journey } from '../testing/journey.ts';
import { readMarkdown, renderMarkdown, withoutTrend } from '../testing/renderMarkdown.ts';
import { type MarkdownString, NEWEST_VERSION, pretendVersion } from '../testing/vscode.ts';
import { quiet } from '../testing/waiting.ts';

// Several accounts in one tooltip, and their names wherever they are shown.
const at = journey();

afterEach(() => pretendVersion(NEWEST_VERSION));

const tooltip = (): MarkdownString => at().host.item?.tooltip as unknown as MarkdownString;
const html = (): string => renderMarkdown(tooltip().value);
const words = (): string => readMarkdown(tooltip().value);
const commandsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/href="command:([^"]*)"/g)].map(([, command = '']) => command)),
];

async function openThree(settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await at().open(settings);
  await at().addKey('limitDaily');
  await at().addAccount('management', 'Team');
  await at().addAccount('ordinary403', 'Work');
}

describe('the tooltip of one of several accounts', () => {
  test('lists the others, each with its own figure and age, and adds nothing up', async () => {
    await openThree();
    expect(words()).toMatch(/Other accounts\s+Team\s+\$5\.20\s+account balance · just now\s/);
    expect(words()).toMatch(/\sWork\s+\$0\.42\s+spent today \(UTC\); what is left is not known · just now\s/);
    // Neither the sum of any two nor of all.
    for (const sum of ['8.30', '8.72', '5.62', '3.52']) expect(words()).not.toContain(sum);
  });

  test('an account in trouble says what is the matter, whole', async () => {
    await openThree();
    at().simulator.control.fault({ kind: 'status', status: 503, persona: 'management' });
    await at().passUntil('the trouble', () => words().includes('503'));
    expect(words()).toMatch(/account balance · \d min ago · OpenRouter has trouble of its own \(503\)\.\s/);
  });

  test('exactly the commands that it links to may run', async () => {
    await openThree();
    const allowed = (): readonly string[] =>
      (tooltip().isTrusted as { readonly enabledCommands: readonly string[] }).enabledCommands;
    expect([...allowed()].sort()).toEqual(commandsIn(html()).sort());
    expect(allowed()).toContain('opencredits.switchAccount');
    editAccounts(at(), (accounts) => accounts.slice(0, 1));
    await at().passUntil('one account', () => !html().includes('Other accounts'));
    expect([...allowed()].sort()).toEqual(commandsIn(html()).sort());
    expect(allowed()).not.toContain('opencredits.switchAccount');
    editAccounts(at(), () => []);
    await at().shows('OpenRouter: Set up');
    expect(allowed()).toEqual(['opencredits.configure']);
  });

  test.each(['1.74.0', '1.77.3'])(
    'VS Code %s: no list of commands, so that it is shown at all',
    async (old) => {
      pretendVersion(old);
      await openThree();
      expect(tooltip().isTrusted ?? false).toBe(false);
      expect(html()).toContain('Team');
    },
  );

  test('where each has an item, each has its own tooltip with the others in it', async () => {
    await openThree({ 'opencredits.statusBar.accounts': 'each' });
    const texts = at().host.shownItems.map((item) => (item.tooltip as unknown as MarkdownString).value);
    expect(texts.map((text) => text.split('\n')[0])).toEqual(['**OpenRouter**', '**Team**', '**Work**']);
    for (const text of texts) expect(text).toContain('Other accounts');
  });
});

describe('amounts are hidden', () => {
  test('in the items, the tooltips, every list and every message', async () => {
    await openThree();
    at().host.settings.set({ 'opencredits.hideAmounts': true, 'opencredits.statusBar.accounts': 'each' });
    await at().pass(6_000);
    const from = { inputs: at().host.inputs.length, messages: at().host.messages.length };
    for (const command of [
      'configure',
      'switchAccount',
      'renameAccount',
      'replaceKey',
      'testAccount',
      'toggleAccount',
      'moveAccount',
      'removeAccount',
      'chooseStatusBarStyle',
    ]) {
      const over = at().run(`opencredits.${command}`);
      (await at().pick('')).escape();
      await over;
    }
    const tested = at().run('opencredits.testAccount');
    (await at().pick('accounts')).choose('Team');
    await tested;
    const shown = [
      ...at().host.shownItems.flatMap((item) => [
        item.text,
        item.accessibilityInformation?.label,
        readMarkdown((item.tooltip as unknown as MarkdownString).value),
      ]),
      ...at()
        .host.inputs.slice(from.inputs)
        .map((input) => input.words),
      ...at()
        .host.messages.slice(from.messages)
        .map(({ text }) => text),
    ].join('\n');
    expect(shown).toContain('Team');
    expect(shown).toContain('•••');
    expect(at().host.messages.at(-1)?.text).toContain('hidden amount');
    expect(shown).not.toMatch(/\$\s?\d|\d\.\d\d/);
  });
});

describe('[trust 53] [trust 54] [trust 55] [trust 56] a name that tries to break out', () => {
  const hostile: readonly [string, string][] = [
    ['a command link', '[Top up](command:workbench.action.terminal.sendSequence?%7B%7D)'],
    ['a web link', '[Top up](https://elsewhere.example/pay)'],
    ['bare addresses', 'https://elsewhere.example www.elsewhere.example a@elsewhere.example'],
    ['pipes and line breaks', 'a | b\n| c |\r\n\u2028---'],
    ['HTML and an image', '<img src=https://t.example/x> ![](https://t.example/y) </table><script>'],
    ['backticks and stars', '`x` **y** ~~z~~ __w__ # heading'],
    ['icon codes', '$(sync~spin) $$((sync) $(alert) x'],
    ['bidi overrides and nothings', 'pay\u202etxt\u2066\u200b\u200f me'],
    ['ten thousand characters', 'x'.repeat(10_000)],
    ['five hundred emoji', '👩\u200d👩\u200d👧\u200d👦'.repeat(500)],
    ['a provider’s worst', personas.hostileStrings.label],
  ];

  test.each(hostile)('%s', async (_what, label) => {
    await at().open({ 'opencredits.statusBar.accounts': 'each' });
    await at().addKey('limitDaily');
    await at().addAccount('ordinary403', 'Work');
    // As typed, and as it may stand in the file.
    const over = at().run('opencredits.renameAccount');
    (await at().pick('accounts')).choose('Work');
    const box = await at().box();
    box.type(label);
    box.enter();
    await over;
    const kept = label.slice(0, 200).replace(/[\r\n\u2028]/g, ' ');
    editAccounts(at(), (accounts) =>
      accounts.map((one, place) => (place === 0 ? { ...one, label: kept } : one)),
    );
    await at().passUntil('the new name', () =>
      at().host.shownItems.every(({ text }) => !/^(?:OpenRouter|Work):/.test(text)),
    );
    const ran = at().run('opencredits.testAccount');
    const list = await at().pick('accounts');
    list.choose(list.labels[1] ?? '');
    await ran;
    const removing = at().run('opencredits.removeAccount');
    const again = await at().pick('accounts');
    again.choose(again.labels[1] ?? '');
    (await at().question()).answer(undefined);
    await removing;
    await quiet();

    for (const { text, name = '', accessibilityInformation, tooltip: hover } of at().host.shownItems) {
      for (const line of [text, name, accessibilityInformation?.label ?? ''])
        expect(line).not.toMatch(/[\r\n\u2028\u202a-\u202e\u2066-\u2069\u200b]|\$\([^)]/);
      expect([...new Intl.Segmenter().segment(text)].length).toBeLessThanOrEqual(80);
      const rendered = renderMarkdown((hover as unknown as MarkdownString).value);
      for (const [, link = ''] of rendered.matchAll(/href="([^"]*)"/g))
        expect(link).toMatch(/^(?:command:opencredits\.\w+|https:\/\/openrouter\.ai\/[\w/-]+)$/);
      expect(withoutTrend(rendered)).not.toMatch(/<(?!\/?(?:p|strong|em|table|thead|tbody|tr|th|td|a|br)\b)/);
      for (const row of rendered.match(/<tr>[\s\S]*?<\/tr>/g) ?? [])
        expect(row.match(/<t[dh]/g)).toHaveLength(3);
      expect((hover as unknown as MarkdownString).value.length).toBeLessThan(20_000);
    }
    // VS Code makes links of these in messages, also to commands.
    for (const { text } of at().host.messages)
      expect(text).not.toMatch(/\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+/i);
    for (const row of at().host.inputs.flatMap((input) => ('items' in input ? input.items : [])))
      expect(row.label.replace(/^\$\([a-z-]+\)/, '')).not.toMatch(/\$\([^)]|[\r\n\u202a-\u202e]/);
  });
});
