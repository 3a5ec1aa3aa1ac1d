import { byKind, type Check, isText, oneOf, textLike } from '../storage/check.ts';
import type { DashboardState } from './state.ts';
import { type DashboardView, isDashboardView } from './view.ts';

/** From the host to the page: always the whole. */
export interface HostMessage {
  readonly kind: 'state';
  readonly state: DashboardState;
}

/** From the page to the host: what a person did. Nothing else is heard. */
export type PageMessage =
  /** The page has been loaded and shows nothing yet. With what it looked at before it was reloaded, if it knows. */
  | { readonly kind: 'ready'; readonly view?: DashboardView | undefined }
  | { readonly kind: 'view'; readonly view: DashboardView }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'open'; readonly link: DashboardLink }
  | { readonly kind: 'run'; readonly action: DashboardAction }
  /** What the tab shows, for a file. */
  | { readonly kind: 'export'; readonly format: 'csv' | 'json' }
  /** A chart as it stands on the page; `name` is what the chart is called. */
  | { readonly kind: 'exportChart'; readonly name: string; readonly svg: string };

export const DASHBOARD_LINKS = ['topUp', 'activity', 'keys', 'managementKeys'] as const;
/** Pages of the account's provider. The page names one, and never gives an address. */
export type DashboardLink = (typeof DASHBOARD_LINKS)[number];

export const DASHBOARD_ACTIONS = ['configure', 'setBudgets', 'showLog'] as const;
/** Commands of ours that the page may ask for. */
export type DashboardAction = (typeof DASHBOARD_ACTIONS)[number];

/** The most that a message of the page may be, in characters. A chart of a year is some 200,000. */
export const MOST_MESSAGE_CHARACTERS = 2_000_000;

const isSvg: Check<string> = textLike(/^<svg [^]*<\/svg>$/);

const isOfKind = byKind<PageMessage>({
  ready: {
    view: (value): value is DashboardView | undefined => value === undefined || isDashboardView(value),
  },
  view: { view: isDashboardView },
  refresh: {},
  open: { link: oneOf(...DASHBOARD_LINKS) },
  run: { action: oneOf(...DASHBOARD_ACTIONS) },
  export: { format: oneOf('csv', 'json') },
  exportChart: { name: isText, svg: isSvg },
});

/** Whether a message is one of the page's: anything may come through a window of a browser. */
export const isPageMessage: Check<PageMessage> = (value): value is PageMessage => {
  try {
    return isOfKind(value) && JSON.stringify(value).length <= MOST_MESSAGE_CHARACTERS;
  } catch {
    return false;
  }
};

/** The page's half of the border: only whether it is of our kind, for nobody but the extension can send it one. */
export const isHostMessage = (value: unknown): value is HostMessage =>
  typeof value === 'object' &&
  value !== null &&
  (value as { readonly kind?: unknown }).kind === 'state' &&
  Array.isArray((value as { readonly state?: { readonly accounts?: unknown } }).state?.accounts);
