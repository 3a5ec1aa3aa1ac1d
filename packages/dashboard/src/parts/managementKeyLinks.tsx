import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { LinkButton } from './topBar.tsx';

/** Where a management key is made, and where it is put. */
export function ManagementKeyLinks(): JSX.Element {
  const { post } = usePage();
  return (
    <>
      <LinkButton link="managementKeys">Create a management key</LinkButton>
      {' · '}
      <button type="button" class="link" onClick={() => post({ kind: 'run', action: 'configure' })}>
        Add it
      </button>
    </>
  );
}
