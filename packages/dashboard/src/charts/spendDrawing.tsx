import type { Micros, ShownRange, SpendBucket, SpendChart } from '@opencredits/core';
import type { JSX } from 'preact';
import { bucketName, bucketTick, stillRuns } from '../text/bucketWords.ts';
import type { Words } from '../text/words.ts';
import { frameOf, MoneyAxis, moneyTicks, plotOf, TimeAxis } from './axes.tsx';
import type { Drawing } from './chartPanel.tsx';
import { partNames } from './partNames.ts';
import { Patterns, partStyle } from './patterns.tsx';
import { moneyScale, type Scale } from './scale.ts';
import { labelledBars, stackOf } from './stack.ts';

const HEIGHT = 240;
const WIDEST_BAR = 44;
const FAR_ABOVE = 1.6;
/** How high the mark of a bucket that is not known is. */
const GAP_HEIGHT = 10;
/** How far above a bar the lines reach between which it still grows. */
const OPEN_HEIGHT = 12;

interface SpendDrawing {
  readonly spend: SpendChart;
  readonly range: ShownRange;
  readonly budget: Micros | null;
  readonly width: number;
  readonly words: Words;
  readonly nowMs: number;
}

/**
 * A bar for each bucket; what is known in part is cut by lines, what is not known is a hatched mark, and the one whose time
 * still runs stands between two dashed lines that are open above.
 */
export function drawSpend({ spend, range, budget, width, words, nowMs }: SpendDrawing): Drawing {
  const { buckets } = spend;
  const spent = buckets.map((bucket) => bucket.spent?.micros ?? 0);
  const most = Math.max(0, ...spent);
  // One that is far above all bars would make them small, and is not what somebody looks for.
  const line = budget !== null && budget > 0 && budget < most * FAR_ABOVE ? budget : undefined;
  const values = line === undefined ? spent : [...spent, line];
  const write = (micros: number): string => (words.hidesAmounts ? '' : words.roundMoney(micros));
  const { y, ticks } = moneyScale(values, plotOf(HEIGHT));
  const frame = frameOf(width, HEIGHT, ticks.map(write));
  const step = (frame.right - frame.left) / Math.max(1, buckets.length);
  const barWidth = Math.max(1, Math.min(WIDEST_BAR, step * 0.72));
  const barX = (at: number): number => frame.left + step * at + (step - barWidth) / 2;
  const labelled = labelledBars(buckets.length, Math.floor((frame.right - frame.left) / 66));
  const names = partNames(spend);
  return {
    height: HEIGHT,
    marks: (
      <>
        <Patterns />
        <MoneyAxis frame={frame} ticks={moneyTicks(ticks, y, write)} />
        <TimeAxis
          frame={frame}
          ticks={labelled.flatMap((at) => {
            const startMs = buckets[at]?.startMs;
            if (startMs === undefined) return [];
            return [{ x: barX(at) + barWidth / 2, label: bucketTick(startMs, range.bucket, words) }];
          })}
        />
        {buckets.map((bucket, at) => (
          <Bar bucket={bucket} parts={spend.parts} x={barX(at)} width={barWidth} y={y} key={bucket.startMs} />
        ))}
        {buckets.map((bucket, at) => {
          if (!bucket.spent || !stillRuns(bucket, nowMs)) return null;
          const top = Math.max(frame.top, y(bucket.spent.micros) - OPEN_HEIGHT);
          const [left, right] = [barX(at) - 2, barX(at) + barWidth + 2];
          return <path class="open" d={`M${left} ${y(0)}V${top}M${right} ${y(0)}V${top}`} key="open" />;
        })}
        {line !== undefined && (
          <g class="threshold budget">
            <line x1={frame.left} x2={frame.right} y1={y(line)} y2={y(line)} />
            <text x={frame.left + 6} y={y(line) - 5}>
              Budget {words.roundMoney(line)}
            </text>
          </g>
        )}
      </>
    ),
    points: buckets.map((bucket, at) => ({
      key: `${bucket.startMs}`,
      when: bucketName(bucket, range.bucket, words),
      short: spentWords(bucket, words, nowMs),
      words: [
        spentWords(bucket, words, nowMs),
        ...names.flatMap((name, part) => {
          const micros = bucket.byPart[part] ?? 0;
          return micros > 0 ? [`${name} ${words.money(micros)}`] : [];
        }),
      ].join(', '),
      x: frame.left + step * at,
      y: frame.top,
      width: step,
      height: frame.bottom - frame.top,
    })),
    cursor: (point) => (
      <rect class="band" x={point.x} y={point.y} width={point.width} height={point.height} rx={2} />
    ),
  };
}

function spentWords(bucket: SpendBucket, words: Words, nowMs: number): string {
  const { spent } = bucket;
  if (!spent) return 'not known';
  const soFar = stillRuns(bucket, nowMs) ? ' so far' : '';
  return `${words.spent(spent)}${soFar}${spent.isPartial ? ' (seen in part)' : ''}`;
}

/** Where other bars are made up of parts, one of which that is not known must not look like the first of them. */
export function pieceStyle(part: number, parts: SpendChart['parts']): string {
  const { kind } = parts[part] ?? { kind: parts.length > 0 ? 'rest' : 'named' };
  return partStyle(Math.max(0, part), kind);
}

interface BarProps {
  readonly bucket: SpendBucket;
  readonly parts: SpendChart['parts'];
  readonly x: number;
  readonly width: number;
  readonly y: Scale;
}

function Bar({ bucket, parts, x, width, y }: BarProps): JSX.Element {
  const { spent } = bucket;
  const zero = y(0);
  if (!spent)
    return (
      <rect class="gap" x={x} y={zero - GAP_HEIGHT} width={width} height={GAP_HEIGHT} fill="url(#hatch)" />
    );
  const pieces = stackOf(bucket, y);
  const top = pieces.at(-1)?.y ?? zero;
  return (
    <g class="bar">
      {pieces.map(({ part, y: pieceY, height }) => (
        <rect
          class="piece"
          x={x}
          y={pieceY}
          width={width}
          height={height}
          fill={`url(#${pieceStyle(part, parts)})`}
          key={part}
        />
      ))}
      {spent.isPartial && top < zero && (
        <rect class="partial" x={x} y={top} width={width} height={zero - top} fill="url(#cut)" />
      )}
    </g>
  );
}
