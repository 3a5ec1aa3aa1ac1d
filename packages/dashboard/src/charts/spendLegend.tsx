import type { SpendBucket, SpendChart } from '@opencredits/core';
import type { JSX } from 'preact';
import { Icon } from '../parts/icon.tsx';
import { usePage } from '../pageContext.ts';
import { partNames } from './partNames.ts';
import { partStyle } from './patterns.tsx';
import { partTotals } from './stack.ts';

interface SpendLegendProps {
  readonly spend: SpendChart;
  /** The one that is looked at: the amounts are its own. */
  readonly bucket: SpendBucket | undefined;
  /** Why there are no parts. */
  readonly missing: string;
  /** What is said of the bar whose time still runs; undefined: there is none. */
  readonly soFar: string | undefined;
}

/** What the colours and textures stand for, each with its amount. */
export function SpendLegend({ spend, bucket, missing, soFar }: SpendLegendProps): JSX.Element {
  const { words } = usePage();
  const { parts, buckets } = spend;
  const names = partNames(spend);
  const totals = partTotals(buckets, parts.length);
  const amountOf = (at: number): number | null =>
    bucket ? (bucket.byPart[at] ?? null) : (totals[at] ?? null);
  return (
    <>
      {missing !== '' && (
        <p class="lack">
          <Icon name="info" />
          <span>{missing}</span>
        </p>
      )}
      <ul class="legend">
        {parts.map(({ kind }, at) => (
          <li key={at}>
            <Swatch fill={partStyle(at, kind)} />
            <bdi class="name">{names[at]}</bdi>
            <bdi class="amount">{words.money(amountOf(at))}</bdi>
          </li>
        ))}
        {buckets.some(({ spent }) => spent?.isPartial) && (
          <li>
            <svg class="swatch" width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" fill="url(#part-0)" />
              <rect width="12" height="12" fill="url(#cut)" />
            </svg>
            seen in part
          </li>
        )}
        {soFar !== undefined && (
          <li>
            <Swatch fill="open" />
            {soFar}
          </li>
        )}
        {buckets.some(({ spent }) => !spent) && (
          <li>
            <Swatch fill="hatch" />
            not known
          </li>
        )}
      </ul>
    </>
  );
}

function Swatch({ fill }: { readonly fill: string }): JSX.Element {
  return (
    <svg class="swatch" width="12" height="12" aria-hidden="true">
      <rect width="12" height="12" fill={`url(#${fill})`} />
    </svg>
  );
}
