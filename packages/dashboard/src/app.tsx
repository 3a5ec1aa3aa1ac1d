import { type DashboardState, type DashboardView, DEFAULT_VIEW, type PageMessage } from '@opencredits/core';
import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { isAnswered } from './isAnswered.ts';
import { type Page, PageContext } from './pageContext.ts';
import { Accounts } from './parts/accounts.tsx';
import { Empty } from './parts/empty.tsx';
import { Events } from './parts/events.tsx';
import { Keys } from './parts/keys.tsx';
import { Models } from './parts/models.tsx';
import { Overview } from './parts/overview.tsx';
import { TabPanel } from './parts/tabs.tsx';
import { TopBar } from './parts/topBar.tsx';
import { ViewBar } from './parts/viewBar.tsx';
import { isRightToLeft } from './text/isRightToLeft.ts';
import { wordsOf } from './text/words.ts';

interface AppProps {
  /** undefined: nothing has come yet. */
  readonly state: DashboardState | undefined;
  post(message: PageMessage): void;
  /** Keeps the view over a reload. */
  keep(view: DashboardView): void;
}

export function App({ state, post, keep }: AppProps): JSX.Element {
  const [asked, ask] = useState<DashboardView>();
  const drawn = state?.view ?? DEFAULT_VIEW;
  // What was asked for stands until the host has drawn it; after that the host's word is the view.
  const isDrawn = !asked || (state !== undefined && isAnswered(asked, state));
  if (asked && isDrawn) ask(undefined);
  const view = isDrawn ? drawn : asked;

  const { locale = 'en-US', timeZone = 'UTC', hideAmounts = true, nowMs = 0 } = state ?? {};
  const currency = state?.account?.currency ?? null;
  const year = new Date(nowMs).getUTCFullYear();
  const words = useMemo(
    () => wordsOf({ locale, timeZone, hideAmounts, currency, year }),
    [locale, timeZone, hideAmounts, currency, year],
  );
  useLayoutEffect(() => {
    document.documentElement.dir = isRightToLeft(words.locale) ? 'rtl' : 'ltr';
  }, [words]);
  useLayoutEffect(() => {
    if (state && isDrawn) keep(drawn);
  }, [state]);

  const page: Page = {
    words,
    view,
    nowMs,
    timeZone,
    post,
    changeView(change) {
      const next = { ...view, ...change };
      ask(next);
      keep(next);
      post({ kind: 'view', view: next });
    },
  };
  if (!state?.account) {
    const isWaiting = !state || state.isStarting;
    return (
      <PageContext.Provider value={page}>
        <Empty isWaiting={isWaiting} />
      </PageContext.Provider>
    );
  }
  const { account, accounts } = state;
  return (
    <PageContext.Provider value={page}>
      <TopBar accounts={accounts} account={account} />
      <ViewBar range={account.range} />
      <main aria-busy={!isDrawn}>
        <TabPanel>
          {view.tab === 'overview' && <Overview account={account} nowMs={state.nowMs} key={account.id} />}
          {view.tab === 'models' && <Models models={account.models} key={account.id} />}
          {view.tab === 'keys' && <Keys keys={account.keys} key={account.id} />}
          {view.tab === 'accounts' && <Accounts accounts={accounts} />}
          {view.tab === 'events' && <Events events={account.events} />}
        </TabPanel>
      </main>
    </PageContext.Provider>
  );
}
