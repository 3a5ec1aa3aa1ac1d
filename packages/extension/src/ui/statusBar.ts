import {
  type Disposable,
  intervalMsOf,
  type LineStyle,
  type Monitor,
  providers,
  type StatusLine,
  statusLine,
  summarize,
  usableLocale,
} from '@opencredits/core';
import type { StatusBarItem } from 'vscode';
import { getSetting } from '../adapters/settings.ts';
import type { CommandId } from '../generated/contributions.ts';
import { setupTooltip, tooltipOf } from './tooltip.ts';
import { env, StatusBarAlignment, ThemeColor, window } from '../vscodeApi.ts';

/** Stable for ever: a user's choice to hide the item is tied to it. */
const ITEM_ID = 'balance';

/** The one item in the status bar. */
export interface StatusBar extends Disposable {
  /** Draws everything anew from the monitor and the settings. Cheap where nothing is different. */
  draw(): void;
  /** Shows the figures in another format until told otherwise, for choosing one. */
  preview(format: string | undefined): void;
  /** What the item would say in `format`; undefined while there is nothing to say. */
  lineIn(format?: string): StatusLine | undefined;
}

/** @param now wall clock, in milliseconds */
export function createStatusBar(monitor: Monitor, now: () => number): StatusBar {
  const [defaultProvider] = providers;
  let item: StatusBarItem | undefined;
  let placement = '';
  let shown = '';
  let previewFormat: string | undefined;

  const style = (format = previewFormat ?? getSetting('statusBar.format')): LineStyle => ({
    locale: usableLocale(env.language),
    hideAmounts: getSetting('hideAmounts'),
    format,
    thresholds: { low: getSetting('thresholds.low'), critical: getSetting('thresholds.critical') },
    intervalMs: intervalMsOf(getSetting('updateInterval')),
    defaultName: defaultProvider.name,
    nowMs: now(),
  });

  /** VS Code fixes side and priority when an item is made: other ones need another item. */
  const placedItem = (): StatusBarItem => {
    const side = getSetting('statusBar.alignment');
    const priority = getSetting('statusBar.priority');
    const wanted = `${side} ${priority}`;
    if (placement !== wanted) remove();
    placement = wanted;
    return (item ??= window.createStatusBarItem(
      ITEM_ID,
      StatusBarAlignment[side === 'left' ? 'Left' : 'Right'],
      priority,
    ));
  };

  const show = ({ text, icon, severity, spoken, click }: StatusLine): void => {
    const placed = placedItem();
    const { watch } = monitor;
    const tooltip =
      watch.kind === 'watching'
        ? tooltipOf(summarize(watch, style()), watch.provider)
        : setupTooltip(defaultProvider);
    const command = commandOf(click);
    // Each assignment is a message to the window: none is sent where nothing reads differently.
    const look = [text, icon, severity, spoken, command, tooltip.value].join('\n');
    if (look === shown) return;
    shown = look;
    placed.name = 'OpenCredits';
    placed.text = `${icon === 'spinner' ? '$(sync~spin) ' : ''}${text}${icon === 'warning' ? ' $(warning)' : ''}`;
    placed.backgroundColor =
      severity === 'none' ? undefined : new ThemeColor(`statusBarItem.${severity}Background`);
    placed.command = command;
    placed.accessibilityInformation = { label: spoken, role: 'button' };
    placed.tooltip = tooltip;
    placed.show();
  };

  const remove = (): void => {
    item?.dispose();
    item = undefined;
    shown = '';
  };

  const lineIn = (format?: string): StatusLine | undefined => statusLine(monitor.watch, style(format));

  const draw = (): void => {
    const line = getSetting('showInStatusBar') ? lineIn() : undefined;
    if (line) show(line);
    else remove();
  };

  return {
    draw,
    lineIn,
    preview(format) {
      previewFormat = format;
      draw();
    },
    dispose: remove,
  };
}

function commandOf(click: StatusLine['click']): CommandId {
  if (click === 'fix') return 'opencredits.configure';
  return getSetting('statusBar.clickAction') === 'menu' ? 'opencredits.showMenu' : 'opencredits.refresh';
}
