import { DASHBOARD_TABS, type DashboardTab } from '@opencredits/core';
import type { ComponentChildren, JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { TAB_NAMES } from '../text/tabNames.ts';

/** One tab stop; arrow keys go from tab to tab and show it. */
export function TabList(): JSX.Element {
  const { view, changeView } = usePage();
  const go = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
    const isMirrored = document.documentElement.dir === 'rtl';
    const at = DASHBOARD_TABS.indexOf(view.tab);
    const { length } = DASHBOARD_TABS;
    const ends = { Home: 0, End: length - 1 }[event.key];
    const to = ends ?? (at + (isMirrored ? -step : step) + length) % length;
    const tab = DASHBOARD_TABS[to];
    if ((step === 0 && ends === undefined) || !tab) return;
    event.preventDefault();
    changeView({ tab });
    document.getElementById(tabId(tab))?.focus();
  };
  return (
    <div role="tablist" aria-label="Dashboard" class="tabs" onKeyDown={go}>
      {DASHBOARD_TABS.map((tab) => (
        <button
          type="button"
          role="tab"
          id={tabId(tab)}
          aria-selected={tab === view.tab}
          aria-controls="panel"
          tabIndex={tab === view.tab ? 0 : -1}
          key={tab}
          onClick={() => changeView({ tab })}
        >
          {TAB_NAMES[tab]}
        </button>
      ))}
    </div>
  );
}

export function TabPanel({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const { view } = usePage();
  return (
    <div role="tabpanel" id="panel" aria-labelledby={tabId(view.tab)} class="tabPanel">
      {children}
    </div>
  );
}

function tabId(tab: DashboardTab): string {
  return `tab-${tab}`;
}
