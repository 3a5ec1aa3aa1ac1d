import { agoWords, type Freshness, spanWords } from '@opencredits/core';
import type { JSX } from 'preact';
import { useNow } from '../pageContext.ts';

/** "3 min ago": goes on by itself. */
export function Age({ asOfMs }: Pick<Freshness, 'asOfMs'>): JSX.Element {
  return <>{agoWords(asOfMs ?? 'unknown', useNow())}</>;
}

/** "Updated 3 min ago · next in 2 min". */
export function FreshnessLine({ asOfMs, nextAtMs, isRefreshing }: Freshness): JSX.Element {
  const nowMs = useNow();
  const next = nextAtMs !== null && nextAtMs > nowMs ? ` · next in ${spanWords(nextAtMs - nowMs)}` : '';
  return (
    <p class="quiet">
      {asOfMs === null ? (
        'No answer yet'
      ) : (
        <>
          Updated <Age asOfMs={asOfMs} />
        </>
      )}
      {isRefreshing ? ' · refreshing…' : next}
    </p>
  );
}
