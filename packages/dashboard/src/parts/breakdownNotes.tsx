import type { Breakdown } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { Age } from './age.tsx';
import { Icon } from './icon.tsx';
import { ManagementKeyLinks } from './managementKeyLinks.tsx';

type Compared = Breakdown<{ readonly before: number | null }>;

/** Of which days a table is, how old it is, what it is compared with, and what it lacks. */
export function BreakdownNotes({ missing, asOfMs, fromMs, toMs, rows }: Compared): JSX.Element {
  const { words, view, nowMs } = usePage();
  const isUneven =
    view.compares && toMs !== null && toMs > nowMs && rows.some(({ before }) => before !== null);
  return (
    <>
      {asOfMs !== null && (
        <p class="quiet">
          {fromMs !== null && toMs !== null && (
            <>
              <bdi>{words.days(fromMs, toMs - 1)}</bdi> ·{' '}
            </>
          )}
          updated <Age asOfMs={asOfMs} />
        </p>
      )}
      {isUneven && (
        <p class="quiet">Changes are against whole days of the period before, and today is not over.</p>
      )}
      {missing !== '' && (
        <p class={rows.length === 0 ? 'lack big' : 'lack'}>
          <Icon name="info" />
          <span>
            {missing} {/management key/i.test(missing) && <ManagementKeyLinks />}
          </span>
        </p>
      )}
      {missing === '' && rows.length === 0 && <p class="lack big">Nothing in this time.</p>}
    </>
  );
}
