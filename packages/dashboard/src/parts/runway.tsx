import type { AccountDetail } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { Panel } from './panel.tsx';

/** How long it lasts, and how fast it goes. */
export function Runway({ account }: { readonly account: AccountDetail }): JSX.Element {
  const { words } = usePage();
  const { runway, runwayDetail, paceMicrosPerHour } = account;
  return (
    <Panel id="runway" title="Runway">
      <dl class="tiles two">
        <div class="tile">
          <dt>Lasts</dt>
          <dd>
            <span class={/\d/.test(runway) ? 'tileFigure' : 'tileFigure said'}>{runway}</span>
            <span class="quiet">{runwayDetail}</span>
          </dd>
        </div>
        <div class="tile">
          <dt>Last hour</dt>
          <dd>
            <span class="tileFigure">
              <bdi>{words.money(paceMicrosPerHour)}</bdi>
            </span>
            <span class="quiet">{paceMicrosPerHour === null ? 'needs an hour of figures' : 'spent'}</span>
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
