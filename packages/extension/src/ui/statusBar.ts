import {
  accountLine,
  accountName,
  type Disposable,
  type Insight,
  intervalMsOf,
  type LineStyle,
  type Monitor,
  neediest,
  plainText,
  providers,
  setupLine,
  type StatusLine,
  summarize,
  trendDataUri,
  trendSvg,
  type TrendTheme,
  type Watching,
} from '@opencredits/core';
import { amountStyle, budgetsForAll, getSetting, lowThresholds } from '../adapters/settings.ts';
import type { ShownAccount } from '../adapters/shownAccount.ts';
import type { CommandId } from '../generated/contributions.ts';
import { createDrawnItem, type DrawnItem } from './statusBarItem.ts';
import { setupTooltip, tooltipOf } from './tooltip.ts';
import { ColorThemeKind, window } from '../vscodeApi.ts';

/** Stable for ever: a user's choice to hide the item is tied to it. */
const ITEM_ID = 'balance';

/** All that is ours in the status bar: one item, or one for each account. */
export interface StatusBar extends Disposable {
  /** Draws everything anew from the monitor and the settings. Cheap where nothing is different. */
  draw(): void;
  /** Shows the figures in another format until told otherwise, for choosing one. */
  preview(format: string | undefined): void;
  /** What an account's item would say, in the format of the settings or another; undefined when it is not watched. */
  lineOf(accountId: string, format?: string): StatusLine | undefined;
  /** The account in the first item; undefined when there is none. */
  readonly firstShown: Watching | undefined;
}

/** As VS Code numbers them; one that it may have later is taken for a dark one. */
const THEMES: Readonly<Record<number, TrendTheme>> = {
  [ColorThemeKind.Light]: 'light',
  [ColorThemeKind.HighContrast]: 'highContrastDark',
  [ColorThemeKind.HighContrastLight]: 'highContrastLight',
};

/**
 * @param now wall clock, in milliseconds
 * @param insightOf what an account's past tells; undefined where no history is kept, or it is not read yet
 */
export function createStatusBar(
  monitor: Monitor,
  shownAccount: ShownAccount,
  now: () => number,
  insightOf: (watching: Watching) => Insight | undefined = () => undefined,
): StatusBar {
  const [defaultProvider] = providers;
  const items = new Map<string, DrawnItem>();
  let previewFormat: string | undefined;

  const style = (format = previewFormat ?? getSetting('statusBar.format')): LineStyle => ({
    ...amountStyle(),
    format,
    thresholds: lowThresholds(),
    intervalMs: intervalMsOf(getSetting('updateInterval')),
    nowMs: now(),
  });

  const watched = (): readonly Watching[] =>
    monitor.watch.kind === 'watching' ? monitor.watch.accounts : [];

  /** Those that have an item: all, or the one that the workspace wants to see, or the one that needs a person most. */
  const shown = (): readonly Watching[] => {
    const { watch } = monitor;
    if (watch.kind !== 'watching') return [];
    if (getSetting('statusBar.accounts') === 'each') return watch.accounts;
    const wanted = shownAccount.get();
    return [watch.accounts.find(({ account }) => account.id === wanted) ?? neediest(watch.accounts, style())];
  };

  const drawItem = (
    id: string,
    at: number,
    name: string,
    line: StatusLine,
    tooltip: Parameters<DrawnItem['draw']>[2],
  ): void => {
    let item = items.get(id);
    if (!item) items.set(id, (item = createDrawnItem(id)));
    // With equal priorities VS Code would put the newest somewhere: the further down the list, the further right.
    const priority = getSetting('statusBar.priority') - at / 1000;
    item.draw(name, line, tooltip, commandOf(line.click), {
      side: getSetting('statusBar.alignment'),
      priority,
    });
  };

  const drawAll = (): readonly string[] => {
    if (!getSetting('showInStatusBar')) return [];
    const { watch } = monitor;
    if (watch.kind !== 'watching') {
      const line = setupLine(watch, defaultProvider.name);
      if (!line) return [];
      drawItem(ITEM_ID, 0, 'OpenCredits', line, setupTooltip(defaultProvider));
      return [ITEM_ID];
    }
    const isEach = getSetting('statusBar.accounts') === 'each';
    return shown().map((one, at) => {
      const { account, provider } = one;
      const id = isEach ? `account.${account.id}` : ITEM_ID;
      // In the menu where items are hidden, two of one name could not be told apart.
      const number = isEach ? ` ${at + 1}: ${accountName(account, provider)}` : '';
      const insight = insightOf(one);
      const summary = summarize(one, { ...style(), budgets: budgetsForAll() }, watch.accounts, insight);
      const tooltip = tooltipOf(summary, provider, summary.trend && pictureOf(insight));
      drawItem(id, at, plainText(`OpenCredits${number}`, 40), accountLine(one, style(), insight), tooltip);
      return id;
    });
  };

  const draw = (): void => {
    const drawn = drawAll();
    for (const [id, item] of items) {
      if (drawn.includes(id)) continue;
      item.dispose();
      items.delete(id);
    }
  };

  return {
    draw,
    lineOf(accountId, format) {
      const one = watched().find(({ account }) => account.id === accountId);
      return one && accountLine(one, style(format), insightOf(one));
    },
    get firstShown() {
      return shown()[0];
    },
    preview(format) {
      previewFormat = format;
      draw();
    },
    dispose() {
      for (const item of items.values()) item.dispose();
      items.clear();
    },
  };
}

/** In colours for the theme of the moment, which a picture cannot see. */
function pictureOf(insight: Insight | undefined): string | undefined {
  const svg = insight && trendSvg(insight.days, THEMES[window.activeColorTheme.kind] ?? 'dark');
  return svg && trendDataUri(svg);
}

function commandOf(click: StatusLine['click']): CommandId {
  if (click === 'fix') return 'opencredits.configure';
  const action = getSetting('statusBar.clickAction');
  if (action === 'menu') return 'opencredits.showMenu';
  return action === 'dashboard' ? 'opencredits.openDashboard' : 'opencredits.refresh';
}
