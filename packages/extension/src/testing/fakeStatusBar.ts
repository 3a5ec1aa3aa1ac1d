import type {
  AccessibilityInformation,
  Command,
  MarkdownString,
  StatusBarAlignment,
  StatusBarItem,
  ThemeColor,
} from 'vscode';

/** A status bar item that remembers what it was told, and in which order. */
export interface FakeItem extends StatusBarItem {
  name: string | undefined;
  tooltip: string | MarkdownString | undefined;
  color: string | ThemeColor | undefined;
  backgroundColor: ThemeColor | undefined;
  command: string | Command | undefined;
  accessibilityInformation: AccessibilityInformation | undefined;
  isShown: boolean;
  isDisposed: boolean;
  /** Every property that was assigned, with its value: each is a message to the window in a real VS Code. */
  readonly assignments: [property: string, value: unknown][];
}

export function createFakeItem(
  id: string,
  alignment: StatusBarAlignment,
  priority: number | undefined,
  mistakes: string[],
): FakeItem {
  const item: FakeItem = {
    id,
    alignment,
    priority,
    name: undefined,
    text: '',
    tooltip: undefined,
    color: undefined,
    backgroundColor: undefined,
    command: undefined,
    accessibilityInformation: undefined,
    isShown: false,
    isDisposed: false,
    assignments: [],
    show: () => {
      if (item.isDisposed) mistakes.push('a disposed status bar item was shown');
      item.isShown = true;
    },
    hide: () => {
      item.isShown = false;
    },
    dispose: () => {
      if (item.isDisposed) mistakes.push('a status bar item was disposed twice');
      item.isShown = false;
      item.isDisposed = true;
    },
  };
  return new Proxy(item, {
    set(target, property, value: unknown) {
      if (target.isDisposed) mistakes.push(`${String(property)} was set on a disposed status bar item`);
      target.assignments.push([String(property), value]);
      return Reflect.set(target, property, value);
    },
  });
}
