import type { Breakdown } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { Age } from './age.tsx';
import { Icon } from './icon.tsx';
import { ManagementKeyLinks } from './managementKeyLinks.tsx';

/** Of which days a table is, how old it is, and what it lacks. */
export function BreakdownNotes({ missing, asOfMs, fromMs, toMs, rows }: Breakdown<unknown>): JSX.Element {
  const { words } = usePage();
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
