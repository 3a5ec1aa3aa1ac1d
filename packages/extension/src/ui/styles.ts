import { DEFAULT_FORMAT } from '@opencredits/core';
import { window } from 'vscode';
import { getSetting, setSetting } from '../adapters/settings.ts';
import { ask, type Choice, pick } from './quickInput.ts';
import type { StatusBar } from './statusBar.ts';

const FORMAT = 'opencredits.statusBar.format';

/** Ready-made formats, from the plainest to the fullest. */
const STYLES: readonly { readonly name: string; readonly format: string }[] = [
  { name: 'Account and headline', format: DEFAULT_FORMAT },
  { name: 'Headline only', format: '{headline}' },
  { name: 'Headline and today', format: '{account}: {headline} · {today} today' },
  { name: 'Balance and month', format: '{balance} · {month} this month' },
  { name: 'Spend: today, week, month', format: '{today} · {week} · {month}' },
];

/** Lets a person choose what the item says; the item itself shows each choice while the list is open. */
export async function chooseStatusBarStyle(statusBar: StatusBar): Promise<void> {
  const current = getSetting(FORMAT);
  try {
    const chosen = await pick({
      title: 'Status bar style',
      placeholder: 'The status bar shows each choice as you go through them',
      items: [
        ...STYLES.map(({ name, format }): Choice<string> => ({
          label: statusBar.textIn(format) ?? format,
          description: format === current ? `${name} (current)` : name,
          value: format,
        })),
        { label: '$(edit) Your own…', description: 'Write a format with tokens', value: '' },
      ],
      onActive: (format) => statusBar.preview(format === '' ? undefined : format),
    });
    if (chosen === undefined || chosen === 'back') return;
    const format = chosen === '' ? await askFormat(statusBar, current) : chosen;
    if (format === undefined) return;
    await setSetting(FORMAT, format === DEFAULT_FORMAT ? undefined : format);
  } catch {
    void window.showErrorMessage('The style was not saved: the settings file could not be written.');
  } finally {
    statusBar.preview(undefined);
  }
}

async function askFormat(statusBar: StatusBar, current: string): Promise<string | undefined> {
  const tokens = '{account} {headline} {balance} {limit} {today} {week} {month}';
  const answer = await ask({
    title: 'Status bar style: your own',
    prompt: `Tokens: ${tokens}`,
    value: current,
    onChange: (format) => {
      statusBar.preview(format);
      return `${statusBar.textIn(format) ?? format}  (tokens: ${tokens})`;
    },
    check: (format) => Promise.resolve(format.length > 200 ? 'At most 200 characters.' : undefined),
  });
  return answer === 'back' ? undefined : answer;
}
