import type { TroubleText } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { Icon } from './icon.tsx';

/** What went wrong, what to do, and the two ways to do it. */
export function Trouble({ what, todo }: TroubleText): JSX.Element {
  const { post } = usePage();
  return (
    <div class="banner">
      <Icon name="warning" />
      <div>
        <p>
          <strong>{what}</strong>
        </p>
        <p>{todo}</p>
        <p class="bannerActions">
          <button type="button" onClick={() => post({ kind: 'run', action: 'configure' })}>
            Configure
          </button>
          <button type="button" onClick={() => post({ kind: 'run', action: 'showLog' })}>
            Show log
          </button>
        </p>
      </div>
    </div>
  );
}
