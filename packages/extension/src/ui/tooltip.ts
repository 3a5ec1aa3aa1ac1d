import type { Provider, Summary, SummaryRow } from '@opencredits/core';
import type { CommandId } from '../generated/contributions.ts';
import { markdownText } from './markdownText.ts';
import { MarkdownString, version } from '../vscodeApi.ts';

/** The only commands that a link in the tooltip of an account can run. */
const LINKED: readonly CommandId[] = [
  'opencredits.refresh',
  'opencredits.configure',
  'opencredits.openSettings',
];
/** And where there are several accounts. */
const SWITCH: CommandId = 'opencredits.switchAccount';

/**
 * The tooltip of an account. VS Code has no tooltips on demand before they are shown, so it is made at each change.
 * @param picture of the trend, as a data URI of ours; not shown without its words
 */
export function tooltipOf(summary: Summary, { links }: Provider, picture?: string): MarkdownString {
  const { title, headline, trouble, rows, trend, notes, freshness, others } = summary;
  const trendText = trend && markdownText(trend, 300);
  const paragraphs = [
    bold(title),
    headline && `${bold(headline.figure)} ${markdownText(headline.meaning, 120)}`,
    trouble && `$(warning) ${markdownText(trouble.what, 200)}  \n${markdownText(trouble.todo, 200)}`,
    table(rows),
    trendText && (picture ? `![${trendText}](${picture})\n\n${trendText}` : trendText),
    ...notes.map((note) => `$(info) ${markdownText(note, 160)}`),
    markdownText(freshness),
    others.length > 0 && bold('Other accounts'),
    table(others),
    [
      '[Refresh](command:opencredits.refresh)',
      `[Top up](${links.topUp})`,
      `[Activity](${links.activity})`,
      `[Keys](${links.keys})`,
      '[Configure](command:opencredits.configure)',
      ...(others.length > 0 ? [`[Switch](command:${SWITCH})`] : []),
      '[Settings](command:opencredits.openSettings)',
    ].join(' · '),
  ];
  return trusted(paragraphs, others.length > 0 ? [...LINKED, SWITCH] : LINKED);
}

/** The tooltip while there is no account. */
export function setupTooltip({ name, links }: Provider): MarkdownString {
  const paragraphs = [
    bold(name),
    'No key yet. [Add a key](command:opencredits.configure) to see what is left.',
    `[Get a key](${links.keys})`,
  ];
  return trusted(paragraphs, ['opencredits.configure']);
}

/** Paragraphs of our own Markdown; those that are empty are left out. */
function trusted(
  paragraphs: readonly (string | false | undefined)[],
  linked: readonly CommandId[],
): MarkdownString {
  const string = new MarkdownString(paragraphs.filter(Boolean).join('\n\n'), true);
  // Before 1.78 a list of commands makes VS Code show no tooltip at all; without one it shows links to pages only.
  if (Number(version.split('.')[1]) >= 78) string.isTrusted = { enabledCommands: linked };
  return string;
}

function table(rows: readonly SummaryRow[]): string | false {
  return rows.length > 0 && ['| | | |', '|:--|--:|:--|', ...rows.map(tableRow)].join('\n');
}

function tableRow({ label, value, binds, detail = '' }: SummaryRow): string {
  const mark = binds ? '**' : '';
  const cells = [label, value].map((text) => mark + markdownText(text) + mark);
  const details = [binds ? 'decides' : '', markdownText(detail, 160)].filter(Boolean);
  return `| ${cells.join(' | ')} | ${details.join(' · ')} |`;
}

function bold(text: string): string {
  return `**${markdownText(text)}**`;
}
