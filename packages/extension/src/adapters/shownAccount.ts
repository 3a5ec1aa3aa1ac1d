import type { Memento } from 'vscode';

/**
 * The account that this workspace wants to see, by id. In VS Code's own storage for the workspace, not in a settings file
 * that travels with it; a workspace without a wish, or with that of an account which is gone, has none.
 */
export interface ShownAccount {
  get(): string | undefined;
  set(accountId: string | undefined): Promise<void>;
}

const KEY = 'opencredits.shownAccount';

export function createShownAccount(state: Memento): ShownAccount {
  return {
    get: () => {
      const id = state.get<unknown>(KEY);
      return typeof id === 'string' ? id : undefined;
    },
    set: async (accountId) => state.update(KEY, accountId),
  };
}
