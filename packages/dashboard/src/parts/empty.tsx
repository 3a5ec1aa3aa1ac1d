import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';

/** There is no account to show; or nobody knows yet. */
export function Empty({ isWaiting }: { readonly isWaiting: boolean }): JSX.Element {
  const { post } = usePage();
  return (
    <main class="empty">
      <h1>OpenCredits</h1>
      {isWaiting ? (
        <p role="status" class="quiet">
          Reading your accounts…
        </p>
      ) : (
        <>
          <p>See what is left of your AI credit, where it goes and how long it will last.</p>
          <p class="quiet">Your API key stays on this machine, and is sent to its provider only.</p>
          <button type="button" class="primary" onClick={() => post({ kind: 'run', action: 'configure' })}>
            Add an API key
          </button>
        </>
      )}
    </main>
  );
}
