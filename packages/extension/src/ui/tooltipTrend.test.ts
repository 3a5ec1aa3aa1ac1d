import type { Insight, Monitor, Reading } from '@opencredits/core';
import { beforeEach, expect, test } from 'vitest';
import { anInsight, daysOf } from '../../../core/src/testing/insights.ts';
import { aBalance, usd } from '../../../core/src/testing/readings.ts';
import { NOW_MS, read, watching } from '../../../core/src/testing/watches.ts';
import { type FakeHost, openWindow } from '../testing/fakeHost.ts';
import { readMarkdown, renderMarkdown } from '../testing/renderMarkdown.ts';
import { ColorThemeKind, type MarkdownString } from '../testing/vscode.ts';
import { createStatusBar, type StatusBar } from './statusBar.ts';

let host: FakeHost;
beforeEach(() => {
  host = openWindow();
});

/** The status bar of a window with one management key, whose past is this. */
function open(insight: Insight | undefined, over: Partial<Reading> = {}): StatusBar {
  const reading = { keyKind: 'management', balance: aBalance('5.20'), ...over } as const;
  const watch = { kind: 'watching', accounts: [watching(read(reading))] } as const;
  const shownAccount = { get: () => undefined, set: () => Promise.resolve() };
  const statusBar = createStatusBar(
    { watch } as Partial<Monitor> as Monitor,
    shownAccount,
    () => NOW_MS,
    () => insight,
  );
  statusBar.draw();
  return statusBar;
}

const markdown = (): string => (host.item?.tooltip as MarkdownString | undefined)?.value ?? '';
const images = () =>
  [...renderMarkdown(markdown()).matchAll(/<img src="([^"]*)" alt="([^"]*)">/g)].map(([, src, alt]) => ({
    svg: Buffer.from((src ?? '').replace('data:image/svg+xml;base64,', ''), 'base64').toString(),
    alt: (alt ?? '').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
  }));

const TREND = 'Last 14 days: $1.13 a day, most $3.10 on Nov 21.';

test('the trend is a picture, and the same in words for whoever does not see it', () => {
  open(anInsight());
  const [image, ...others] = images();
  expect(others).toEqual([]);
  expect(image?.svg).toMatch(/^<svg .*<\/svg>$/);
  expect(image?.alt).toBe('Spend per day');
  expect(readMarkdown(markdown())).toContain(TREND);
  expect(readMarkdown(markdown())).toMatch(/Pace\s+\$0\.42\/h/);
  expect(readMarkdown(markdown())).toMatch(/Runway\s+5–9 days/);
  expect(markdown().length).toBeLessThan(20_000);
});

test('drawn anew it has the colours of the theme of the moment', () => {
  const statusBar = open(anInsight());
  const pictures = [
    ColorThemeKind.Light,
    ColorThemeKind.Dark,
    ColorThemeKind.HighContrast,
    ColorThemeKind.HighContrastLight,
  ].map((kind) => {
    host.themeKind = kind;
    statusBar.draw();
    return images()[0]?.svg;
  });
  expect(new Set(pictures).size).toBe(4);
  expect(pictures[0]).toContain('#005fb8');
  expect(pictures[3]).toContain('#0f4a85');
});

test('no picture and no amount while amounts are hidden', () => {
  host.settings.set({ 'opencredits.hideAmounts': true });
  open(anInsight());
  expect(images()).toEqual([]);
  expect(readMarkdown(markdown())).not.toMatch(/\$\d|Last 14 days/);
  expect(readMarkdown(markdown())).toMatch(/Runway\s+5–9 days/);
});

/** The characters of each line and row, as wide as they are written. */
const widths = (): readonly number[] =>
  renderMarkdown(markdown())
    .split(/<br>|<\/p>|<\/tr>/)
    .map(
      (part) =>
        readMarkdown(part.replace(/<img[^>]*>/, ''))
          .replace(/\s+/g, ' ')
          .trim().length,
    );

test('with a picture every line is short: wider, VS Code 1.139 would let the tooltip jump away from its item', () => {
  const { spend: whole } = anInsight();
  if (whole.month === 'unknown') throw new Error('the month is known');
  const spend = { ...whole, month: { ...whole.month, isPartial: true } };
  host.settings.set({ 'opencredits.budgets.daily': 2, 'opencredits.budgets.monthly': 1234.56 });
  open(anInsight({ spend, days: daysOf('1', undefined, '3', undefined, '1234.56', '2') }));
  expect(images()).toHaveLength(1);
  expect(Math.max(...widths())).toBeLessThanOrEqual(70);
  expect(readMarkdown(markdown())).toMatch(/2\s+days\s+not\s+seen\./);
});

test('where a row is wider there is no picture, and the words all the same', () => {
  host.settings.set({ 'opencredits.budgets.daily': 999_999.99 });
  const limited = {
    keyLimit: {
      kind: 'limited',
      remaining: usd('3'),
      limit: usd('10'),
      resets: { kind: 'other', word: 'x'.repeat(60) },
    },
  } as const;
  open(anInsight(), limited);
  expect(images()).toEqual([]);
  expect(readMarkdown(markdown())).toContain(TREND);
});

test('no picture of one day, nor where no history is kept', () => {
  open(anInsight({ days: daysOf('1') }));
  expect(images()).toEqual([]);
  host = openWindow();
  open(undefined);
  expect(images()).toEqual([]);
  expect(readMarkdown(markdown())).not.toMatch(/Pace|Runway|Last 14 days/);
});

test('pace and runway in the item itself, as it is drawn, previewed and heard', () => {
  host.settings.set({ 'opencredits.statusBar.format': '{headline} · {rate}' });
  const statusBar = open(anInsight());
  expect(host.item?.text).toBe('$5.20 · $0.42/h');
  expect(host.item?.accessibilityInformation?.label).toContain('about 5 to 9 days left at this pace');
  const id = statusBar.firstShown?.account.id ?? '';
  expect(statusBar.lineOf(id, '{headline} · {runway}')?.text).toBe('$5.20 · 5–9 d');
  statusBar.preview('{runway}');
  expect(host.item?.text).toBe('5–9 d');
});
