import type { KeyRow } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { Meter } from './meter.tsx';
import { Panel } from './panel.tsx';

const SHOWN = 5;

interface LimitedKey {
  readonly key: KeyRow;
  readonly limit: number;
  readonly left: number;
}

/** Those that come first to their limit. */
function tightestOf(keys: readonly KeyRow[]): readonly LimitedKey[] {
  return keys
    .flatMap((key) =>
      key.limit !== null && key.limit > 0 && key.limitLeft !== null && !key.isDisabled
        ? [{ key, limit: key.limit, left: key.limitLeft }]
        : [],
    )
    .sort((a, b) => a.left / a.limit - b.left / b.limit);
}

export function KeyLimits({ keys }: { readonly keys: readonly KeyRow[] }): JSX.Element | null {
  const { words, changeView } = usePage();
  const limited = tightestOf(keys);
  if (limited.length === 0) return null;
  return (
    <Panel
      id="limits"
      title="Key limits"
      actions={
        <button type="button" onClick={() => changeView({ tab: 'keys' })}>
          All keys
        </button>
      }
    >
      <ul class="limits">
        {limited.slice(0, SHOWN).map(({ key, limit, left }) => (
          <li key={key.id}>
            <p class="capHead">
              <bdi class="name">{key.name || key.label}</bdi>
              <span class="amount">
                <bdi>{words.money(Math.abs(left))}</bdi> {left < 0 ? 'over its limit of' : 'left of'}{' '}
                <bdi>{words.roundMoney(limit)}</bdi>
              </span>
            </p>
            <Meter
              share={1 - left / limit}
              severity={left <= 0 ? 'error' : left / limit < 0.1 ? 'warning' : 'none'}
            />
            <p class="quiet">
              {left <= 0 && 'Used up · '}
              <ResetWords row={key} />
            </p>
          </li>
        ))}
      </ul>
      {limited.length > SHOWN && (
        <p class="quiet after">
          The {SHOWN} of {words.count(limited.length)} that are nearest to their limit.
        </p>
      )}
    </Panel>
  );
}

/** When a limit begins anew: "daily, next 4 Nov, 01:00". */
function ResetWords({ row }: { readonly row: Pick<KeyRow, 'resets' | 'resetsAtMs'> }): JSX.Element {
  const { words } = usePage();
  if (row.resets === '') return <>never resets</>;
  return (
    <>
      resets <bdi>{row.resets}</bdi>
      {row.resetsAtMs !== null && (
        <>
          , next <bdi>{words.moment(row.resetsAtMs)}</bdi>
        </>
      )}
    </>
  );
}
