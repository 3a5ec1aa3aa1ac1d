import { type Micros, type ShownRange, type SpendBucket, type SpendChart, STACKS } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { PlainTable } from '../parts/plainTable.tsx';
import { BUCKET_NOUNS, bucketName, SO_FAR, stillRuns } from '../text/bucketWords.ts';
import { changeOfSpent } from '../text/changeWords.ts';
import { STACK_NAMES } from '../text/tabNames.ts';
import { ChartPanel } from './chartPanel.tsx';
import { partStyle } from './patterns.tsx';
import { drawSpend } from './spendDrawing.tsx';
import { SpendLegend } from './spendLegend.tsx';
import { partNames } from './partNames.ts';

interface SpendPanelProps {
  readonly spend: SpendChart;
  readonly range: ShownRange;
  /** Of one bar; null: there is none. */
  readonly budget: Micros | null;
}

/** What was spent in each hour, day, week or month, and on what. */
export function SpendPanel({ spend, range, budget }: SpendPanelProps): JSX.Element {
  const { words, view, nowMs } = usePage();
  const { buckets, parts, total } = spend;
  const names = partNames(spend);
  const isKnown = buckets.some(({ spent }) => spent);
  const title = `Spend per ${BUCKET_NOUNS[range.bucket]}`;
  const soFar = buckets.some((bucket) => bucket.spent && stillRuns(bucket, nowMs))
    ? SO_FAR[range.bucket]
    : undefined;
  const unknown = buckets.filter(({ spent }) => !spent).length;
  return (
    <ChartPanel
      id="spend"
      title={title}
      description={`${buckets.length} bars, ${words.spent(total)} in all.${unknown > 0 ? ` ${unknown} are not known.` : ''} Arrow keys go from bar to bar.`}
      resting={<Total spend={spend} range={range} />}
      missing={
        isKnown
          ? ''
          : 'No spend has been seen in this time. Bars grow as credit is spent while VS Code is open.'
      }
      controls={parts.length > 0 && <StackSwitch />}
      legendEntries={[
        ...parts.map(({ kind }, at) => ({ name: names[at] ?? '', fill: partStyle(at, kind) })),
        ...(soFar === undefined ? [] : [{ name: soFar, fill: 'open' }]),
      ]}
      draw={(width) => drawSpend({ spend, range, budget, width, words, nowMs })}
      legend={(point) => (
        <SpendLegend
          spend={spend}
          bucket={buckets.find(({ startMs }) => `${startMs}` === point?.key)}
          missing={spend.missing}
          soFar={soFar}
        />
      )}
      table={() => (
        <PlainTable
          caption={`${title}, by ${STACK_NAMES[view.stackBy].toLowerCase()}`}
          noun={`${BUCKET_NOUNS[range.bucket]}s`}
          heads={['When', 'Spent', 'Known', ...names]}
          rows={[...buckets].reverse().map((bucket) => ({
            id: bucket.startMs,
            cells: [
              bucketName(bucket, range.bucket, words),
              words.money(bucket.spent && bucket.spent.micros),
              knownWords(bucket, nowMs),
              ...parts.map((_, at) => words.money(bucket.byPart[at] ?? null)),
            ],
          }))}
        />
      )}
    />
  );
}

function knownWords(bucket: SpendBucket, nowMs: number): string {
  const { spent } = bucket;
  if (!spent) return 'not known';
  const soFar = stillRuns(bucket, nowMs);
  return spent.isPartial ? `in part${soFar ? ', so far' : ''}` : soFar ? 'so far' : 'in full';
}

function StackSwitch(): JSX.Element {
  const { view, changeView } = usePage();
  return (
    <div role="group" aria-label="Bars by" class="segments">
      {STACKS.map((stackBy) => (
        <button
          type="button"
          key={stackBy}
          aria-pressed={view.stackBy === stackBy}
          onClick={() => changeView({ stackBy })}
        >
          {STACK_NAMES[stackBy]}
        </button>
      ))}
    </div>
  );
}

/** "$48.20 in all · ▲ 14 % more than the period before ($42.10)". */
function Total({ spend, range }: Omit<SpendPanelProps, 'budget'>): JSX.Element {
  const { words, view } = usePage();
  const { total, before } = spend;
  const change = changeOfSpent(total, before, words);
  return (
    <>
      <strong>
        <bdi>{words.spent(total)}</bdi>
      </strong>{' '}
      in all
      {view.compares && range.before && (
        <>
          {' · '}
          {before && change ? (
            <>
              <span class="arrow" aria-hidden="true">
                {change.arrow}
              </span>{' '}
              {before.micros > 0
                ? `${change.words}${change.arrow === '=' ? ' as' : ' than'} in`
                : 'nothing in'}{' '}
              the period before
              {before.micros > 0 && (
                <>
                  {' ('}
                  <bdi>{words.spent(before)}</bdi>)
                </>
              )}
            </>
          ) : before ? (
            <>
              <bdi>{words.spent(before)}</bdi> in the period before
            </>
          ) : (
            'the period before is not known'
          )}
        </>
      )}
    </>
  );
}
