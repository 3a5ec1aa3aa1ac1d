import { type PersonaName, personaNames } from '@opencredits/simulator';
import { afterEach, describe, expect, test } from 'vitest';
import { commandIds } from '../generated/contributions.ts';
import { journey } from '../testing/journey.ts';
import { renderMarkdown, withoutTrend } from '../testing/renderMarkdown.ts';
import { type MarkdownString, NEWEST_VERSION, pretendVersion } from '../testing/vscode.ts';

const at = journey();

afterEach(() => pretendVersion(NEWEST_VERSION));

function tooltip(): MarkdownString {
  return at().host.item?.tooltip as unknown as MarkdownString;
}

const linksIn = (html: string): string[] => [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url ?? '');

/** What every tooltip has to keep to. */
function expectKept(markdown: MarkdownString): void {
  const html = renderMarkdown(markdown.value);
  const links = linksIn(html);
  const commands = links.filter((link) => link.startsWith('command:')).map((link) => link.slice(8));
  expect(links.length).toBeGreaterThan(0);
  expect(markdown.value).toMatch(/\[[^\]]+\]\(/);
  // Exactly the commands that it links to may run, and they exist.
  const { enabledCommands } = markdown.isTrusted as { readonly enabledCommands: readonly string[] };
  expect([...enabledCommands].sort()).toEqual([...new Set([...enabledCommands, ...commands])].sort());
  for (const command of enabledCommands) expect(commandIds).toContain(command);
  for (const link of links)
    expect(link).toMatch(/^(?:command:opencredits\.\w+|https:\/\/openrouter\.ai\/[\w/-]+)$/);
  expect(markdown.supportHtml ?? false).toBe(false);
  expect(markdown.value.length).toBeLessThan(20_000);
  expect(withoutTrend(html)).not.toMatch(
    /<(?!\/?(?:p|strong|em|table|thead|tbody|tr|th|td|a|br|hr|ul|li|span)\b)/,
  );
  expect(html).not.toMatch(/NaN|undefined|null|Infinity/);
}

test('before there is a key: how to begin', async () => {
  await at().open();
  await at().shows('OpenRouter: Set up');
  expectKept(tooltip());
  expect(tooltip().value).toContain('(command:opencredits.configure)');
});

describe('for everybody whom the simulator knows', () => {
  test.each(personaNames.filter((name) => name !== 'disabled'))('%s', async (persona: PersonaName) => {
    await at().open();
    await at().addKey(persona);
    expectKept(tooltip());
    const links = linksIn(renderMarkdown(tooltip().value));
    expect(links).toContain('command:opencredits.refresh');
  });
});

test('the commands that may run are the commands that it links to', async () => {
  await at().open();
  await at().addKey('management');
  const commands = linksIn(renderMarkdown(tooltip().value))
    .filter((link) => link.startsWith('command:'))
    .map((link) => link.slice(8));
  expect(tooltip().isTrusted).toEqual({ enabledCommands: expect.any(Array) as string[] });
  const { enabledCommands } = tooltip().isTrusted as { readonly enabledCommands: readonly string[] };
  expect([...enabledCommands].sort()).toEqual([...new Set(commands)].sort());
});

test.each(['1.74.0', '1.75.1', '1.77.3'])(
  'VS Code %s shows no tooltip that names its commands, so none are',
  async (old) => {
    pretendVersion(old);
    await at().open();
    await at().shows('OpenRouter: Set up');
    expect(tooltip().isTrusted ?? false).toBe(false);
    expect(tooltip().value).toContain('https://openrouter.ai/');
    await at().addKey('management');
    // Never plainly true: that would trust every command that a provider's text could name.
    expect(tooltip().isTrusted ?? false).toBe(false);
  },
);

test('says what the figure is, which cap decides, and how old it is', async () => {
  await at().open();
  await at().addKey('budgeted');
  const html = renderMarkdown(tooltip().value);
  expect(html).toContain('left of the budget above this key');
  expect(html).toMatch(/Budget left.*<\/td>\s*<td[^>]*><strong>.*2.*50.*<\/strong>/);
  expect(html).toContain('Account balance');
  expect(html).toContain('Updated just now');
  await at().pass(180_000);
  expect(renderMarkdown(tooltip().value)).toMatch(/Updated \d min ago .* next in \d min/);
});

test('[trust 53] [trust 55] a hostile provider’s words stay words', async () => {
  await at().open();
  await at().addKey('hostileStrings');
  expectKept(tooltip());
  const rows = renderMarkdown(tooltip().value).match(/<tr>[\s\S]*?<\/tr>/g) ?? [];
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) expect(row.match(/<t[dh]/g)).toHaveLength(3);
});
