import type { BalanceChart, ShownRange } from '@opencredits/core';
import type { JSX } from 'preact';
import type { Words } from '../text/words.ts';
import { type Frame, frameOf, insideX, MoneyAxis, moneyTicks, plotOf, TimeAxis } from './axes.tsx';
import { balanceEndMs, balancePoints, labelsThatFit, pointBands } from './balanceShape.ts';
import type { Drawing } from './chartPanel.tsx';
import { linear, moneyScale, type Scale } from './scale.ts';
import { stepArea, stepPath } from './stepPath.ts';
import { timeTicks } from './timeTicks.ts';

const HEIGHT = 240;
const GAP_LABEL_PX = 60;

interface BalanceDrawing {
  readonly balance: BalanceChart;
  readonly range: ShownRange;
  readonly nowMs: number;
  readonly width: number;
  readonly words: Words;
  readonly timeZone: string;
}

interface Scales {
  readonly x: Scale;
  readonly y: Scale;
  readonly frame: Frame;
}

/** A line of steps, with gaps where nobody knows; what is to come is a cone of days. */
export function drawBalance({ balance, range, nowMs, width, words, timeZone }: BalanceDrawing): Drawing {
  const points = balancePoints(balance);
  const values = [...points, ...balance.thresholds].map(({ micros }) => micros);
  const write = (micros: number): string => (words.hidesAmounts ? '' : words.roundMoney(micros));
  const money = moneyScale(values, plotOf(HEIGHT));
  const frame = frameOf(width, HEIGHT, money.ticks.map(write));
  const endMs = balanceEndMs(balance, range, nowMs);
  const scales = { x: linear(range.fromMs, endMs, frame.left, frame.right), y: money.y, frame };
  const { unit, atMs } = timeTicks(
    range.fromMs,
    endMs,
    Math.floor((frame.right - frame.left) / 76),
    timeZone,
  );
  const label = { hour: words.timeOfDay, day: words.day, month: words.month }[unit];
  const bands = pointBands(
    points.map((point) => scales.x(point.atMs)),
    frame.left,
    frame.right,
  );
  return {
    height: HEIGHT,
    marks: (
      <>
        <clipPath id="balance-clip">
          <rect
            x={frame.left}
            y={0}
            width={Math.max(0, frame.right - frame.left + 4)}
            height={frame.bottom + 1}
          />
        </clipPath>
        <MoneyAxis frame={frame} ticks={moneyTicks(money.ticks, money.y, write)} />
        <TimeAxis frame={frame} ticks={atMs.map((tick) => ({ x: scales.x(tick), label: label(tick) }))} />
        <g clip-path="url(#balance-clip)">
          {balance.cone && range.toMs >= nowMs && <Cone cone={balance.cone} {...scales} />}
          <Lines lines={balance.lines} {...scales} />
        </g>
        <Gaps lines={balance.lines} {...scales} />
        {endMs > nowMs && range.toMs >= nowMs && <Now x={scales.x(nowMs)} frame={frame} />}
        <Thresholds thresholds={balance.thresholds} words={words} {...scales} />
        <TopUps balance={balance} words={words} nowX={scales.x(nowMs)} {...scales} />
      </>
    ),
    points: points.map((point, at) => ({
      key: `${point.atMs}`,
      when: words.moment(point.atMs),
      short: `${words.money(point.micros)}${topUpWords(point.topUp, words)}`,
      words: `${words.money(point.micros)} left${topUpWords(point.topUp, words)}`,
      x: bands[at]?.x ?? 0,
      width: bands[at]?.width ?? 0,
      y: frame.top,
      height: frame.bottom - frame.top,
    })),
    cursor: ({ key }) => {
      const point = points.find(({ atMs: each }) => `${each}` === key);
      if (!point) return undefined;
      const x = scales.x(point.atMs);
      return (
        <>
          <line x1={x} x2={x} y1={frame.top} y2={frame.bottom} />
          <circle cx={x} cy={scales.y(point.micros)} r={4} />
        </>
      );
    },
  };
}

function topUpWords(topUp: number | undefined, words: Words): string {
  return topUp === undefined ? '' : `, topped up ${words.signed(topUp)}`;
}

function Lines({ lines, x, y }: Scales & Pick<BalanceChart, 'lines'>): JSX.Element {
  return (
    <>
      {lines.map((piece) => (
        <g key={piece[0]?.atMs}>
          <path class="balanceArea" d={stepArea(piece, x, y)} />
          <path class="balanceLine" d={stepPath(piece, x, y)} />
          {/* One answer between two gaps has no length. */}
          {piece.length === 1 && piece[0] && (
            <circle class="balanceDot" cx={x(piece[0].atMs)} cy={y(piece[0].micros)} r={2.5} />
          )}
        </g>
      ))}
    </>
  );
}

/** Says of a gap what it is, where there is room. */
function Gaps({ lines, x, frame }: Scales & Pick<BalanceChart, 'lines'>): JSX.Element {
  const gaps = lines.flatMap((piece, at) => {
    const [from, to] = [piece.at(-1), lines[at + 1]?.[0]];
    return from && to ? [{ left: x(from.atMs), right: x(to.atMs) }] : [];
  });
  return (
    <g class="now">
      {gaps
        .filter(({ left, right }) => right - left > GAP_LABEL_PX)
        .map(({ left, right }) => (
          <text x={(left + right) / 2} y={frame.bottom - 8} text-anchor="middle" key={left}>
            not seen
          </text>
        ))}
    </g>
  );
}

function Cone({
  cone,
  x,
  y,
  frame,
}: Scales & { readonly cone: NonNullable<BalanceChart['cone']> }): JSX.Element {
  const [fromX, fromY, zeroY] = [x(cone.from.atMs), y(cone.from.micros), y(0)];
  const earliestX = x(cone.earliestMs);
  // Where it may last for ever, the upper edge goes straight on.
  const far =
    cone.latestMs === null
      ? `${frame.right + 4} ${fromY}L${frame.right + 4} ${zeroY}`
      : `${x(cone.latestMs)} ${zeroY}`;
  return (
    <>
      <path class="cone" d={`M${fromX} ${fromY}L${far}L${earliestX} ${zeroY}Z`} />
      <path class="median" d={`M${fromX} ${fromY}L${x(cone.medianMs)} ${zeroY}`} />
    </>
  );
}

function Now({ x, frame }: { readonly x: number; readonly frame: Frame }): JSX.Element {
  return (
    <g class="now">
      <line x1={x} x2={x} y1={frame.top - 2} y2={frame.bottom} />
      <text x={insideX(x, 'now', frame)} y={frame.top - 7} text-anchor="middle">
        now
      </text>
    </g>
  );
}

function Thresholds({
  thresholds,
  words,
  y,
  frame,
}: Scales & Pick<BalanceChart, 'thresholds'> & { readonly words: Words }): JSX.Element {
  return (
    <>
      {thresholds.map(({ kind, micros }) => (
        <g class={`threshold ${kind}`} key={kind}>
          <line x1={frame.left} x2={frame.right} y1={y(micros)} y2={y(micros)} />
          {/* Beside each other, for the lines may lie close together. */}
          <text x={frame.left + (kind === 'low' ? 6 : 90)} y={y(micros) - 5}>
            {kind === 'low' ? 'Low' : 'Critical'} {words.roundMoney(micros)}
          </text>
        </g>
      ))}
    </>
  );
}

function TopUps({
  balance,
  words,
  nowX,
  x,
  y,
  frame,
}: Scales & { readonly balance: BalanceChart; readonly words: Words; readonly nowX: number }): JSX.Element {
  const topUps = balancePoints(balance).flatMap(({ atMs, micros, topUp }) =>
    topUp === undefined ? [] : [{ atMs, micros, label: words.hidesAmounts ? '' : words.signed(topUp) }],
  );
  // Many of them are a pattern: their amounts are in the readout and in the table.
  const areFew = topUps.length * 90 < frame.right - frame.left;
  const fits = labelsThatFit(topUps.map(({ atMs, label }) => ({ x: x(atMs), width: label.length * 6.6 })));
  return (
    <>
      {topUps.map(({ atMs, micros, label }, at) => (
        <g class="topUp" key={atMs}>
          <path d={`M${x(atMs)} ${y(micros) - 6}l5.5 5.5l-5.5 5.5l-5.5 -5.5z`} />
          {areFew && fits[at] && Math.abs(x(atMs) - nowX) > label.length * 3.3 + 18 && (
            <text x={insideX(x(atMs), label, frame)} y={Math.max(11, y(micros) - 11)} text-anchor="middle">
              {label}
            </text>
          )}
        </g>
      ))}
    </>
  );
}
