import type { AccountDetail } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { Panel } from './panel.tsx';

/** How long it lasts. */
export function Runway({ account }: { readonly account: AccountDetail }): JSX.Element {
  const { words } = usePage();
  const { runway, runwayDetail, paceMicrosPerHour } = account;
  return (
    <Panel id="runway" title="Runway">
      <p class="tileFigure">{runway}</p>
      {runwayDetail !== '' && <p class="quiet">{runwayDetail}</p>}
      <p class="quiet">
        {paceMicrosPerHour === null ? (
          'Pace: collecting'
        ) : (
          <>
            Pace: <bdi>{words.money(paceMicrosPerHour)}/h</bdi> over the last hour
          </>
        )}
      </p>
    </Panel>
  );
}
