import type { Provider, Summary, SummaryRow } from '@opencredits/core';
import type { CommandId } from '../generated/contributions.ts';
import { markdownText } from './markdownText.ts';
import { MarkdownString, version } from '../vscodeApi.ts';

/** The only commands that a link in the tooltip can run. */
const LINKED: CommandId[] = ['opencredits.refresh', 'opencredits.configure', 'opencredits.openSettings'];

/** The tooltip of an account. VS Code has no tooltips on demand before they are shown, so it is made at each change. */
export function tooltipOf(summary: Summary, { links }: Provider): MarkdownString {
  const { title, headline, trouble, rows, notes, freshness } = summary;
  return trusted([
    bold(title),
    headline && `${bold(headline.figure)} ${markdownText(headline.meaning, 120)}`,
    trouble && `$(warning) ${markdownText(trouble.what, 200)}  \n${markdownText(trouble.todo, 200)}`,
    rows.length > 0 && ['| | | |', '|:--|--:|:--|', ...rows.map(tableRow)].join('\n'),
    ...notes.map((note) => `$(info) ${markdownText(note, 160)}`),
    markdownText(freshness),
    [
      '[Refresh](command:opencredits.refresh)',
      `[Top up](${links.topUp})`,
      `[Activity](${links.activity})`,
      `[Keys](${links.keys})`,
      '[Configure](command:opencredits.configure)',
      '[Settings](command:opencredits.openSettings)',
    ].join(' · '),
  ]);
}

/** The tooltip while there is no account. */
export function setupTooltip({ name, links }: Provider): MarkdownString {
  return trusted([
    bold(name),
    'No key yet. [Add a key](command:opencredits.configure) to see what is left.',
    `[Get a key](${links.keys})`,
  ]);
}

/** Paragraphs of our own Markdown; those that are empty are left out. */
function trusted(paragraphs: readonly (string | false | undefined)[]): MarkdownString {
  const string = new MarkdownString(paragraphs.filter(Boolean).join('\n\n'), true);
  // Before 1.78 a list of commands makes VS Code show no tooltip at all; without one it shows links to pages only.
  if (Number(version.split('.')[1]) >= 78) string.isTrusted = { enabledCommands: LINKED };
  return string;
}

function tableRow({ label, value, binds, detail = '' }: SummaryRow): string {
  const mark = binds ? '**' : '';
  const cells = [label, value].map((text) => mark + markdownText(text) + mark);
  const details = [binds ? 'decides' : '', markdownText(detail)].filter(Boolean);
  return `| ${cells.join(' | ')} | ${details.join(' · ')} |`;
}

function bold(text: string): string {
  return `**${markdownText(text)}**`;
}
