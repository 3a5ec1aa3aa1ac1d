import type { HourMap, Micros } from '@opencredits/core';
import type { JSX } from 'preact';
import type { Words } from '../text/words.ts';
import { widthOfLabels } from './axes.tsx';
import type { Drawing } from './chartPanel.tsx';

const HOURS = 24;
const LARGEST_CELL = 32;
const WIDEST_CELL = 48;
/** Days stand further apart than hours: their row is what is read. */
const DAYS_APART = 1.3;
const LEAST_LABEL_WIDTH = 38;
const LABEL_HEIGHT = 18;
const LABELLED_HOURS = [0, 6, 12, 18];
/** Of a cell's side: the least that is something, and the most. */
const [SMALLEST, LARGEST] = [0.35, 0.9];

/** "14:00–15:00": an hour of the week has no date, so no zone, to write it in. */
export function hourName(hour: number): string {
  const two = (each: number): string => `${each % HOURS}`.padStart(2, '0');
  return `${two(hour)}:00–${two(hour + 1)}:00`;
}

/** The side of a square for an amount, as a part of its cell: its area tells, and no colour does. 0 for nothing. */
export function sideOf(micros: Micros, most: Micros): number {
  if (micros <= 0 || most <= 0) return 0;
  return SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(micros / most);
}

/** A square for each hour of the week: the larger, the more. */
export function drawHours({ cells }: HourMap, width: number, words: Words): Drawing {
  const names = cells.map((_, day) => words.weekday(day, 'short'));
  const labelWidth = Math.max(LEAST_LABEL_WIDTH, widthOfLabels(names));
  const across = Math.min(WIDEST_CELL, (width - labelWidth - 2) / HOURS);
  const side = Math.min(LARGEST_CELL, across);
  const down = Math.min(LARGEST_CELL, across * DAYS_APART);
  const most = cells.flat().reduce<number>((a, b) => Math.max(a, b ?? 0), 0);
  const x = (hour: number): number => labelWidth + across * hour;
  const y = (day: number): number => LABEL_HEIGHT + down * day;
  return {
    height: Math.ceil(LABEL_HEIGHT + down * cells.length + 4),
    marks: (
      <>
        <g class="axis">
          {LABELLED_HOURS.map((hour) => (
            <text x={x(hour)} y={11} key={hour}>
              {hourName(hour).slice(0, 5)}
            </text>
          ))}
          {cells.map((_, day) => (
            <text x={labelWidth - 8} y={y(day) + down / 2} dy="0.35em" text-anchor="end" key={day}>
              {names[day]}
            </text>
          ))}
        </g>
        {cells.flatMap((row, day) =>
          row.map((micros, hour) => (
            <Cell
              micros={micros}
              most={most}
              x={x(hour) + across / 2}
              y={y(day) + down / 2}
              side={side}
              key={day * HOURS + hour}
            />
          )),
        )}
      </>
    ),
    points: cells.flatMap((row, day) =>
      row.map((micros, hour) => {
        const amount = micros === null ? 'never seen' : `${words.money(micros)} on average`;
        return {
          key: `${day} ${hour}`,
          when: `${words.weekday(day, 'long')}, ${hourName(hour)}`,
          short: amount,
          words: amount,
          x: x(hour),
          y: y(day),
          width: across,
          height: down,
        };
      }),
    ),
    cursor: (point) => (
      <rect class="ring" x={point.x} y={point.y} width={point.width} height={point.height} rx={3} />
    ),
  };
}

interface CellProps {
  readonly micros: Micros | null;
  readonly most: Micros;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

function Cell({ micros, most, x, y, side }: CellProps): JSX.Element {
  if (micros === null) return <path class="cellUnknown" d={`M${x - side / 5} ${y}h${(side * 2) / 5}`} />;
  const size = sideOf(micros, most) * side;
  if (size === 0) return <circle class="cellNothing" cx={x} cy={y} r={1.2} />;
  return (
    <rect
      class="cell"
      x={x - size / 2}
      y={y - size / 2}
      width={size}
      height={size}
      rx={Math.min(3, size / 5)}
      fill-opacity={0.5 + 0.5 * (micros / most)}
    />
  );
}
