import {
  type Disposable,
  intervalMsOf,
  type LineStyle,
  type Monitor,
  providers,
  type Severity,
  type StatusLine,
  statusLine,
  summarize,
  usableLocale,
} from '@opencredits/core';
import { env, type MarkdownString, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode';
import { getSetting } from '../adapters/settings.ts';
import type { CommandId } from '../generated/contributions.ts';
import { setupTooltip, tooltipOf } from './tooltip.ts';

/** Stable for ever: a user's choice to hide the item is tied to it. */
const ITEM_ID = 'balance';

/** The one item in the status bar. Draws what the monitor has to show; changes nothing that reads the same. */
export class StatusBar implements Disposable {
  readonly #monitor: Monitor;
  readonly #now: () => number;
  #item: StatusBarItem | undefined;
  #placement = '';
  #tooltip = '';
  #previewFormat: string | undefined;

  /** @param now wall clock, in milliseconds */
  constructor(monitor: Monitor, now: () => number) {
    this.#monitor = monitor;
    this.#now = now;
  }

  /** Draws everything anew from the monitor and the settings. Cheap where nothing is different. */
  draw(): void {
    const line = getSetting('opencredits.showInStatusBar')
      ? statusLine(this.#monitor.watch, this.#style())
      : undefined;
    if (line) this.#show(line);
    else this.#remove();
  }

  /** Shows the figures in another format until told otherwise, for choosing one. */
  preview(format: string | undefined): void {
    this.#previewFormat = format;
    this.draw();
  }

  /** What the item would say in `format`; undefined while there is nothing to say. */
  textIn(format: string): string | undefined {
    return statusLine(this.#monitor.watch, { ...this.#style(), format })?.text;
  }

  dispose(): void {
    this.#remove();
  }

  #style(): LineStyle {
    return {
      locale: usableLocale(env.language),
      hideAmounts: getSetting('opencredits.hideAmounts'),
      format: this.#previewFormat ?? getSetting('opencredits.statusBar.format'),
      thresholds: {
        low: getSetting('opencredits.thresholds.low'),
        critical: getSetting('opencredits.thresholds.critical'),
      },
      intervalMs: intervalMsOf(getSetting('opencredits.updateInterval')),
      defaultName: defaultProvider.name,
      nowMs: this.#now(),
    };
  }

  #show(line: StatusLine): void {
    const item = this.#placedItem();
    set(item, 'text', withIcon(line));
    set(item, 'backgroundColor', backgroundOf(line.severity));
    set(item, 'command', commandOf(line));
    if (item.accessibilityInformation?.label !== line.spoken) {
      item.accessibilityInformation = { label: line.spoken, role: 'button' };
    }
    const tooltip = this.#tooltipNow();
    if (tooltip.value !== this.#tooltip) {
      this.#tooltip = tooltip.value;
      item.tooltip = tooltip;
    }
    item.show();
  }

  #tooltipNow(): MarkdownString {
    const { watch } = this.#monitor;
    if (watch.kind !== 'watching') return setupTooltip(defaultProvider);
    const { locale, hideAmounts, nowMs } = this.#style();
    return tooltipOf(summarize(watch, { locale, hideAmounts, nowMs }), watch.provider);
  }

  /** VS Code fixes side and priority when an item is made: other ones need another item. */
  #placedItem(): StatusBarItem {
    const side = getSetting('opencredits.statusBar.alignment');
    const priority = getSetting('opencredits.statusBar.priority');
    const placement = `${side} ${priority}`;
    if (this.#item && this.#placement === placement) return this.#item;
    this.#remove();
    const alignment = side === 'left' ? StatusBarAlignment.Left : StatusBarAlignment.Right;
    this.#item = window.createStatusBarItem(ITEM_ID, alignment, priority);
    this.#item.name = 'OpenCredits';
    this.#placement = placement;
    return this.#item;
  }

  #remove(): void {
    this.#item?.dispose();
    this.#item = undefined;
    this.#tooltip = '';
  }
}

const [defaultProvider] = providers as readonly [(typeof providers)[number], ...typeof providers];

/** Each assignment is a message to the window: only what differs is sent. */
function set<K extends 'text' | 'command' | 'backgroundColor'>(
  item: StatusBarItem,
  key: K,
  value: StatusBarItem[K],
): void {
  if (item[key] !== value) item[key] = value;
}

function withIcon({ text, icon }: StatusLine): string {
  switch (icon) {
    case 'none':
      return text;
    case 'spinner':
      return `$(sync~spin) ${text}`;
    case 'warning':
      return `${text} $(warning)`;
  }
}

const WARNING = new ThemeColor('statusBarItem.warningBackground');
const ERROR = new ThemeColor('statusBarItem.errorBackground');

function backgroundOf(severity: Severity): ThemeColor | undefined {
  switch (severity) {
    case 'none':
      return undefined;
    case 'warning':
      return WARNING;
    case 'error':
      return ERROR;
  }
}

function commandOf({ click }: StatusLine): CommandId {
  if (click === 'fix') return 'opencredits.configure';
  return getSetting('opencredits.statusBar.clickAction') === 'menu'
    ? 'opencredits.showMenu'
    : 'opencredits.refresh';
}
