import { DEFAULT_FORMAT, templateTokens } from '@opencredits/core';
import { getSetting, setSetting } from '../adapters/settings.ts';
import { ask, pick } from './quickInput.ts';
import type { StatusBar } from './statusBar.ts';

const FORMAT = 'statusBar.format';

/** Ready-made formats, from the plainest to the fullest. */
const STYLES = [
  DEFAULT_FORMAT,
  '{headline}',
  '{account}: {headline} · {today} today',
  '{account}: {headline} · {rate}',
  '{account}: {headline} · {runway}',
  '{today} · {week} · {month}',
];

/** Lets a person choose what the item says; the item itself shows each choice while the list is open. */
export async function chooseStatusBarStyle({ statusBar }: { readonly statusBar: StatusBar }): Promise<void> {
  const current = getSetting(FORMAT);
  const shownId = statusBar.firstShown?.account.id ?? '';
  try {
    let format = await pick({
      title: 'Status bar style',
      placeholder: 'Each shows in the status bar as you go',
      items: [
        ...STYLES.map((style) => ({
          label: statusBar.lineOf(shownId, style)?.text ?? style,
          description: style === current ? 'current' : style,
          value: style,
        })),
        { label: '$(edit) Your own…', value: '' },
      ],
      onActive: (style) => statusBar.preview(style === '' ? undefined : style),
    });
    if (format === '') {
      format = await ask({
        title: 'Status bar style',
        prompt: templateTokens.map((token) => `{${token}}`).join(' '),
        value: current,
        onChange: (style) => statusBar.preview(style),
      });
    }
    if (format === undefined || format === 'back') return;
    await setSetting(FORMAT, format === DEFAULT_FORMAT ? undefined : format);
  } finally {
    statusBar.preview(undefined);
  }
}
