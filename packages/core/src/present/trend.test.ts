import { describe, expect, test } from 'vitest';
import { anInsight, daysOf, firstDay } from '../testing/insights.ts';
import { trendDataUri, trendSvg, type TrendTheme } from './trend.ts';

const draw = (...amounts: readonly (string | undefined)[]): string => {
  const svg = trendSvg(daysOf(...amounts), 'dark');
  if (!svg) throw new Error('nothing drawn');
  return svg;
};

/** The parts in the order in which they are drawn: the days before, today, the days not known. */
function partsOf(svg: string) {
  const [before = '', today = '', gaps = ''] = [...svg.matchAll(/ d="([^"]*)"/g)].map(([, d]) => d);
  return { before, today, gaps };
}

const heights = (path: string): readonly number[] =>
  [...path.matchAll(/v-(\d+)h/g)].map(([, height]) => Number(height));

test('bars as high as the days, today last and with a line under it', () => {
  const { before, today, gaps } = partsOf(draw('1', '3', '2'));
  expect(heights(before)).toEqual([10, 30]);
  expect(heights(today)).toEqual([2, 20]);
  expect(gaps).toBe('');
});

test('today is marked by more than its colour, even where nothing is known of it', () => {
  const { before, today, gaps } = partsOf(draw('1', '3', undefined));
  expect(heights(before)).toHaveLength(2);
  expect(heights(today)).toEqual([2]);
  expect(gaps.match(/M/g)).toHaveLength(1);
  expect(/^M(\d+)/.exec(today)?.[1]).toBe(/^M(\d+)/.exec(gaps)?.[1]);
});

test('less than nothing, as a correction may leave it, is drawn as nothing', () => {
  const { before, today } = partsOf(draw('0', '-0.01'));
  expect(heights(before)).toEqual([1]);
  expect(heights(today)).toEqual([2, 1]);
});

test('nothing is a thin line, little more than that, and a gap neither', () => {
  const svg = draw('0', '0.000001', undefined, '100', '0');
  const { before, today, gaps } = partsOf(svg);
  expect(heights(before)).toEqual([1, 3, 30]);
  expect(heights(today)).toEqual([2, 1]);
  expect(gaps).toMatch(/^M\d+ \d+h11$/);
  expect(svg).toContain('stroke-dasharray');
});

test.each<[string, readonly (string | undefined)[], readonly number[]]>([
  ['nothing at all', ['0', '0', '0'], [1, 1, 1]],
  ['a trillion', ['1000000000000', '1', '500000000000'], [30, 3, 15]],
])('%s', (_what, amounts, expected) => {
  const { before, today } = partsOf(draw(...amounts));
  expect([...heights(before), heights(today)[1]]).toEqual(expected);
});

test('no picture of fewer than two known days, in one currency', () => {
  expect(trendSvg([], 'dark')).toBeUndefined();
  expect(trendSvg(daysOf('1'), 'dark')).toBeUndefined();
  expect(trendSvg(daysOf(undefined, undefined, '1'), 'dark')).toBeUndefined();
  const mixed = firstDay(daysOf('1', '2'), { amount: { amountMicros: 1n, currency: 'EUR' } });
  expect(trendSvg(mixed, 'dark')).toBeUndefined();
});

test('everything within the picture, of the newest two weeks, in whole pixels and a few hundred bytes', () => {
  const many = Array.from({ length: 40 }, (_, at) => (at % 5 === 0 ? undefined : '12.34'));
  const svg = draw(...many);
  const paths = Object.values(partsOf(svg)).join('');
  const xs = [...paths.matchAll(/M(-?\d+) /g)].map(([, x]) => Number(x));
  expect(new Set(xs).size).toBe(14);
  expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...xs) + 11).toBeLessThanOrEqual(220);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|\d\.\d/);
  expect(svg.length).toBeLessThan(1_000);
});

test('before the first day that was seen there is nothing, not a gap', () => {
  const { before, gaps } = partsOf(draw(undefined, undefined, '1', undefined, '2'));
  expect(heights(before)).toHaveLength(1);
  expect(gaps.match(/M/g)).toHaveLength(1);
});

test('a few days stand at the right, where today always is', () => {
  const lastX = (svg: string): string | undefined => /^M(\d+)/.exec(partsOf(svg).today)?.[1];
  expect(lastX(draw('1', '2'))).toBe(lastX(draw(...Array<string>(14).fill('1'))));
});

test('the picture asks for nothing and runs nothing', () => {
  const svg = draw('1', undefined, '3').replace('xmlns="http://www.w3.org/2000/svg"', '');
  expect(svg).not.toMatch(/https?:|href|url\(|<script|<image|<style|<text|on\w+=/);
});

test('as an address it is the same picture', () => {
  const svg = draw('1', '3');
  const [head, body = ''] = trendDataUri(svg).split(',');
  expect(head).toBe('data:image/svg+xml;base64');
  expect(Buffer.from(body, 'base64').toString()).toBe(svg);
});

describe('colours', () => {
  /** The background of a hover in VS Code's own themes: dark ones, light ones, high contrast. */
  const BACKGROUNDS: Readonly<Record<TrendTheme, readonly string[]>> = {
    dark: ['#252526', '#202020', '#1f1f1f'],
    light: ['#f3f3f3', '#f8f8f8', '#ffffff'],
    highContrastDark: ['#0c141f', '#000000'],
    highContrastLight: ['#ffffff'],
  };

  /** As WCAG 2 has it. */
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const share = parseInt(colour.slice(at, at + 2), 16) / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  test.each(Object.entries(BACKGROUNDS) as [TrendTheme, readonly string[]][])(
    'stand out from a hover of the theme: %s',
    (theme, backgrounds) => {
      const svg = trendSvg(anInsight().days, theme) ?? '';
      const colours = [...svg.matchAll(/(?:fill|stroke)="(#[0-9a-f]{6})"/g)].map(([, colour = '']) => colour);
      expect(new Set(colours).size).toBe(2);
      for (const colour of colours)
        for (const background of backgrounds)
          expect(contrast(colour, background), `${colour} on ${background}`).toBeGreaterThanOrEqual(3);
    },
  );
});
