import type { Provider, Summary, SummaryRow } from '@opencredits/core';
import { MarkdownString } from 'vscode';
import type { CommandId } from '../generated/contributions.ts';
import { markdownText } from './markdownText.ts';

/** The only commands that a link in the tooltip can run. */
const LINKED: readonly CommandId[] = [
  'opencredits.refresh',
  'opencredits.configure',
  'opencredits.openSettings',
];

/** The tooltip of an account. VS Code has no tooltips on demand before they are shown, so it is made at each change. */
export function tooltipOf(summary: Summary, provider: Provider): MarkdownString {
  const parts = [
    heading(summary),
    trouble(summary),
    table(summary.rows),
    ...summary.notes.map((note) => `$(info) ${markdownText(note, 160)}`),
    markdownText(summary.freshness),
    links(provider),
  ];
  return trusted(parts.filter((part) => part !== '').join('\n\n'));
}

/** The tooltip while there is no account. */
export function setupTooltip(provider: Provider): MarkdownString {
  return trusted(
    [
      `**${markdownText(provider.name)}**`,
      `No key yet. [Add a key](command:opencredits.configure) to see what is left.`,
      `[Get a key](${provider.links.keys})`,
    ].join('\n\n'),
  );
}

function trusted(markdown: string): MarkdownString {
  const string = new MarkdownString(markdown, true);
  string.isTrusted = { enabledCommands: [...LINKED] };
  return string;
}

function heading({ title, headline }: Summary): string {
  const name = `**${markdownText(title)}**`;
  return headline
    ? `${name}\n\n**${markdownText(headline.figure)}** ${markdownText(headline.meaning, 120)}`
    : name;
}

function trouble({ trouble: words }: Summary): string {
  return words ? `$(warning) ${markdownText(words.what, 200)}  \n${markdownText(words.todo, 200)}` : '';
}

function table(rows: readonly SummaryRow[]): string {
  if (rows.length === 0) return '';
  const lines = rows.map(({ label, value, binds, detail }) => {
    const cells = [
      binds === true ? `**${markdownText(label)}**` : markdownText(label),
      binds === true ? `**${markdownText(value)}**` : markdownText(value),
      [
        ...(binds === true ? ['decides'] : []),
        ...(detail === undefined || detail === '' ? [] : [markdownText(detail)]),
      ].join(' · '),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| | | |', '|:--|--:|:--|', ...lines].join('\n');
}

function links(provider: Provider): string {
  return [
    '[Refresh](command:opencredits.refresh)',
    `[Top up](${provider.links.topUp})`,
    `[Activity](${provider.links.activity})`,
    `[Keys](${provider.links.keys})`,
    '[Configure](command:opencredits.configure)',
    '[Settings](command:opencredits.openSettings)',
  ].join(' · ');
}
