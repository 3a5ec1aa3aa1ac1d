import { plainText, type Provider, type Summary, type SummaryRow } from '@opencredits/core';
import type { CommandId } from '../generated/contributions.ts';
import { markdownText } from './markdownText.ts';
import { MarkdownString, version } from '../vscodeApi.ts';

/** The only commands that a link in the tooltip of an account can run. */
const LINKED: readonly CommandId[] = [
  'opencredits.refresh',
  'opencredits.openDashboard',
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
  const isPictured = picture !== undefined && [...rows, ...others].every(fits);
  const words = isPictured ? linesOf : (text: string): string => markdownText(text, 300);
  const trendText = trend && words(trend);
  const paragraphs = [
    bold(title),
    headline && `${bold(headline.figure)} ${markdownText(headline.meaning, 120)}`,
    trouble && `$(warning) ${words(trouble.what)}  \n${words(trouble.todo)}`,
    table(rows),
    trendText && (isPictured ? `![Spend per day](${picture})  \n${trendText}` : trendText),
    ...notes.map((note) => `$(info) ${words(note)}`),
    markdownText(freshness),
    others.length > 0 && bold('Other accounts'),
    table(others),
    [
      hasCommands() && '[Refresh](command:opencredits.refresh)',
      hasCommands() && '[Dashboard](command:opencredits.openDashboard)',
      `[Top up](${links.topUp})`,
      `[Activity](${links.activity})`,
      `[Keys](${links.keys})`,
      hasCommands() && '[Configure](command:opencredits.configure)',
      hasCommands() && others.length > 0 && `[Switch](command:${SWITCH})`,
      hasCommands() && '[Settings](command:opencredits.openSettings)',
    ]
      .filter(Boolean)
      .join(' · '),
  ];
  return trusted(paragraphs, others.length > 0 ? [...LINKED, SWITCH] : LINKED);
}

/** The tooltip while there is no account. */
export function setupTooltip({ name, links }: Provider): MarkdownString {
  const paragraphs = [
    bold(name),
    hasCommands()
      ? 'No key yet. [Add a key](command:opencredits.configure) to see what is left.'
      : 'No key yet. Click to add one and see what is left.',
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
  if (hasCommands()) string.isTrusted = { enabledCommands: linked };
  return string;
}

/** Before 1.78 a list of commands makes VS Code show no tooltip at all; without one it shows links to pages only. */
function hasCommands(): boolean {
  return Number(version.split('.')[1]) >= 78;
}

/**
 * About 440 pixels. When a picture is there VS Code takes away the limit of 500, without placing the tooltip anew: one
 * that is wider would jump away from its item (seen in 1.139).
 */
const LINE_CHARACTERS = 66;

function fits({ label, value, detail = '' }: SummaryRow): boolean {
  return label.length + value.length + detail.length <= LINE_CHARACTERS;
}

/** A text of words, in lines that fit. */
function linesOf(text: string): string {
  const lines: string[] = [];
  for (const word of plainText(text, 300).split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= LINE_CHARACTERS)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => markdownText(line, LINE_CHARACTERS)).join('  \n');
}

function table(rows: readonly SummaryRow[]): string | false {
  return rows.length > 0 && ['| | | |', '|:--|--:|:--|', ...rows.map(tableRow)].join('\n');
}

function tableRow({ label, value, binds, detail = '' }: SummaryRow): string {
  const mark = binds ? '**' : '';
  const cells = [label, value].map((text) => mark + markdownText(text) + mark);
  const details = [binds ? 'decides' : '', markdownText(detail, 160)].filter(Boolean);
  // Else they would stand as close as two words.
  const gap = details.length > 0 ? '&#160; ' : '';
  return `| ${cells.join(' | ')} | ${gap}${details.join(' · ')} |`;
}

function bold(text: string): string {
  return `**${markdownText(text)}**`;
}
