import type { Insight, Monitor, Reading } from '@opencredits/core';
import { beforeEach, expect, test } from 'vitest';
import { anInsight, daysOf } from '../../../core/src/testing/insights.ts';
import { aBalance } from '../../../core/src/testing/readings.ts';
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

const TREND = 'Spend per day, last 14 days: $1.13 on average, most $3.10 on Sat, Nov 21, $0.40 today.';

test('the trend is a picture, and the same in words for whoever does not see it', () => {
  open(anInsight());
  const [image, ...others] = images();
  expect(others).toEqual([]);
  expect(image?.svg).toMatch(/^<svg .*<\/svg>$/);
  expect(image?.alt).toBe(TREND);
  expect(readMarkdown(markdown())).toContain(TREND);
  expect(readMarkdown(markdown())).toMatch(/Pace\s+\$0\.42 an hour/);
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
  expect(readMarkdown(markdown())).not.toMatch(/\$\d|Spend per day/);
  expect(readMarkdown(markdown())).toMatch(/Runway\s+5–9 days/);
});

test('no picture of one day, nor where no history is kept', () => {
  open(anInsight({ days: daysOf('1') }));
  expect(images()).toEqual([]);
  host = openWindow();
  open(undefined);
  expect(images()).toEqual([]);
  expect(readMarkdown(markdown())).not.toMatch(/Pace|Runway|Spend per day/);
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
