import type { JSX } from 'preact';
import type { Scale } from './scale.ts';

/** The plot inside of an SVG, in pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A character of the axes' text is some 7 px wide, digits and signs less. */
const CHARACTER_PX = 6.6;
const GAP_PX = 8;

/** From where to where a plot goes down, in an SVG of this height. */
export function plotOf(heightPx: number): Pick<Frame, 'top' | 'bottom'> {
  return { top: 18, bottom: heightPx - 26 };
}

/** @param labels those of the y axis: what they take is left free beside the plot */
export function frameOf(widthPx: number, heightPx: number, labels: readonly string[]): Frame {
  return { left: widthOfLabels(labels), right: widthPx - 12, ...plotOf(heightPx) };
}

/** What labels beside a plot take, with the gap after them. */
export function widthOfLabels(labels: readonly string[]): number {
  const longest = labels.reduce((most, { length }) => Math.max(most, length), 0);
  return longest > 0 ? Math.ceil(longest * CHARACTER_PX) + GAP_PX : 0;
}

interface MoneyAxisProps {
  readonly frame: Frame;
  readonly ticks: readonly { readonly y: number; readonly label: string; readonly isZero: boolean }[];
}

export function MoneyAxis({ frame, ticks }: MoneyAxisProps): JSX.Element {
  return (
    <g class="axis">
      {ticks.map(({ y, label, isZero }) => (
        <g key={y}>
          <line class={isZero ? 'base' : 'guide'} x1={frame.left} x2={frame.right} y1={y} y2={y} />
          {label !== '' && (
            <text x={frame.left - GAP_PX} y={y} dy="0.35em" text-anchor="end">
              {label}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

interface TimeAxisProps {
  readonly frame: Frame;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
}

export function TimeAxis({ frame, ticks }: TimeAxisProps): JSX.Element {
  return (
    <g class="axis">
      {ticks.map(({ x, label }) => (
        <g key={x}>
          <line class="tick" x1={x} x2={x} y1={frame.bottom} y2={frame.bottom + 4} />
          <text x={insideX(x, label, frame)} y={frame.bottom + 17} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}

/** A label at the edge is moved inwards rather than cut off. */
export function insideX(x: number, label: string, { right }: Pick<Frame, 'right'>): number {
  const half = (label.length * CHARACTER_PX) / 2;
  return Math.max(half, Math.min(x, right + 12 - half));
}

export function moneyTicks(
  ticks: readonly number[],
  y: Scale,
  write: (micros: number) => string,
): MoneyAxisProps['ticks'] {
  return ticks.map((tick) => ({ y: y(tick), label: write(tick), isZero: tick === 0 }));
}
