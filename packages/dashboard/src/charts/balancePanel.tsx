import type { BalanceChart, ShownRange } from '@opencredits/core';
import type { JSX } from 'preact';
import { type Page, usePage } from '../pageContext.ts';
import { PlainTable } from '../parts/plainTable.tsx';
import { drawBalance } from './balanceDrawing.tsx';
import { balancePoints } from './balanceShape.ts';
import { ChartPanel } from './chartPanel.tsx';

interface BalancePanelProps {
  readonly balance: BalanceChart;
  readonly range: ShownRange;
  readonly nowMs: number;
  /** When the newest answer came; null: nobody knows. */
  readonly asOfMs: number | null;
  /** How long it lasts, as it is said elsewhere on the page: in days, rounded, and not to be said another way here. */
  readonly lasts: string;
}

/** Clocks drift so far. */
const MINUTE_MS = 60_000;
const TITLES = { balance: 'Balance', keyLimit: 'Left of the key limit', none: 'Balance' } as const;

/** What was left over time, and where it goes. */
export function BalancePanel({ balance, range, nowMs, asOfMs, lasts }: BalancePanelProps): JSX.Element {
  const page = usePage();
  const { words } = page;
  const points = balancePoints(balance);
  const last = points.at(-1);
  const isOfBefore = last && (asOfMs === null || last.atMs < asOfMs - MINUTE_MS);
  return (
    <ChartPanel
      id="balance"
      title={TITLES[balance.of]}
      description={describe(balance, lasts, page)}
      resting={
        last && (
          <>
            <strong>
              <bdi>{words.money(last.micros)}</bdi>
            </strong>{' '}
            left
            {isOfBefore && (
              <>
                {' on '}
                <bdi>{words.moment(last.atMs)}</bdi>
              </>
            )}
            {balance.cone && ` · lasts ${lasts}`}
          </>
        )
      }
      missing={missingOf(balance, page)}
      draw={(width) => drawBalance({ balance, range, nowMs, width, words, timeZone: page.timeZone })}
      table={() => (
        <PlainTable
          caption={`${TITLES[balance.of]} over time`}
          noun="points"
          heads={['When', 'Left', 'Topped up']}
          rows={[...points].reverse().map(({ atMs, micros, topUp }) => ({
            id: atMs,
            cells: [words.moment(atMs), words.money(micros), topUp === undefined ? '' : words.signed(topUp)],
          }))}
        />
      )}
    />
  );
}

function missingOf({ of, lines }: BalanceChart, { words }: Page): string {
  if (of === 'none') return 'What is left is not known for this account, so there is no line to draw.';
  const [first, second] = lines.flat();
  if (!first) return 'Nothing has been seen in this time.';
  // A dot says nothing that the figure above has not said.
  return second ? '' : `Watched since ${words.moment(first.atMs)}. A line is drawn from the next figure on.`;
}

function describe({ lines, topUps, thresholds, cone }: BalanceChart, lasts: string, { words }: Page): string {
  const points = lines.flat();
  const first = points[0];
  const last = points.at(-1);
  return [
    first && last
      ? `From ${words.money(first.micros)} on ${words.moment(first.atMs)} to ${words.money(last.micros)} on ${words.moment(last.atMs)}.`
      : '',
    counted(lines.length - 1, 'gap'),
    counted(topUps.length, 'top-up'),
    ...thresholds.map(
      ({ kind, micros }) => `${kind === 'low' ? 'Low' : 'Critical'} at ${words.money(micros)}.`,
    ),
    cone ? `Lasts ${lasts}.` : '',
    'Arrow keys go from point to point.',
  ]
    .filter(Boolean)
    .join(' ');
}

function counted(count: number, noun: string): string {
  return count > 0 ? `${count} ${noun}${count > 1 ? 's' : ''}.` : '';
}
