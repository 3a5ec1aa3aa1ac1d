import type { Disposable, StatusLine } from '@opencredits/core';
import type { MarkdownString, StatusBarItem } from 'vscode';
import type { CommandId } from '../generated/contributions.ts';
import { StatusBarAlignment, ThemeColor, window } from '../vscodeApi.ts';

export interface Placement {
  readonly side: 'left' | 'right';
  readonly priority: number;
}

/** More places than an item is likely to have in the life of a window. */
const MOST_PLACES = 50;

/** One of our items in the status bar. */
export interface DrawnItem extends Disposable {
  /** @param name how the item is called in the menu where it can be hidden */
  draw(
    name: string,
    line: StatusLine,
    tooltip: MarkdownString,
    command: CommandId,
    placement: Placement,
  ): void;
}

/** @param id stable for ever: a user's choice to hide the item is tied to it */
export function createDrawnItem(id: string): DrawnItem {
  let item: StatusBarItem | undefined;
  let place = '';
  let shown = '';

  const remove = (): void => {
    item?.dispose();
    item = undefined;
    shown = '';
  };

  /**
   * Newer versions put an id back where it has been before in this window, whatever is asked for. For a new place it needs
   * another id, until the window begins anew.
   */
  const make = (side: StatusBarAlignment, priority: number): StatusBarItem => {
    for (let nth = 1; ; nth += 1) {
      const made = window.createStatusBarItem(nth === 1 ? id : `${id}.${nth}`, side, priority);
      const isThere = made.alignment === side && made.priority === priority;
      // A priority such as Infinity is nowhere as it was asked for.
      if (isThere || nth === MOST_PLACES) return made;
      made.dispose();
    }
  };

  /** VS Code fixes side and priority when an item is made: other ones need another item. */
  const placedItem = ({ side, priority }: Placement): StatusBarItem => {
    const wanted = `${side} ${priority}`;
    if (place !== wanted) remove();
    place = wanted;
    return (item ??= make(StatusBarAlignment[side === 'left' ? 'Left' : 'Right'], priority));
  };

  return {
    draw(name, { text, icon, severity, spoken }, tooltip, command, placement) {
      const placed = placedItem(placement);
      // Each assignment is a message to the window: none is sent where nothing reads differently.
      const look = [text, icon, severity, spoken, command, tooltip.value].join('\n');
      if (look === shown) return;
      shown = look;
      placed.name = name;
      placed.text = `${icon === 'spinner' ? '$(sync~spin) ' : ''}${text}${icon === 'warning' ? ' $(warning)' : ''}`;
      placed.backgroundColor =
        severity === 'none' ? undefined : new ThemeColor(`statusBarItem.${severity}Background`);
      placed.command = command;
      placed.accessibilityInformation = { label: spoken, role: 'button' };
      placed.tooltip = tooltip;
      placed.show();
    },
    dispose: remove,
  };
}
