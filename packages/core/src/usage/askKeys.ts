import type { AnsweredKey, Page, UsageRequest, UsageSource, Workspace } from '../providers/usageSource.ts';
import type { Ask, Unanswered } from './ask.ts';
import type { ListedKey } from './usage.ts';

/** Of workspaces and keys together: twenty thousand keys. */
const MOST_PAGES = 200;

export interface AskedKeys {
  readonly keys: readonly ListedKey[];
  /** There are more. */
  readonly isCut: boolean;
  readonly ended?: Unanswered | undefined;
}

/** Asks for every key of every workspace, page after page. */
export async function askKeys(ask: Ask, source: UsageSource): Promise<AskedKeys> {
  let pagesLeft = MOST_PAGES;
  let isCut = false;

  /** All entries of a list, each once. A provider that gives the same page for ever is not asked for ever. */
  const all = async <T>(
    requestOf: (offset: number) => UsageRequest<Page<T>>,
    idOf: (entry: T) => string,
  ): Promise<{ readonly entries: readonly T[] } | Unanswered> => {
    const found = new Map<string, T>();
    let offset = 0;
    for (;;) {
      if (pagesLeft === 0) break;
      pagesLeft -= 1;
      const answer = await ask(requestOf(offset));
      if (answer.kind === 'late') break;
      if (answer.kind !== 'value') return answer;
      const { entries, length, isLast } = answer.value;
      const before = found.size;
      for (const entry of entries) found.set(idOf(entry), entry);
      if (isLast) return { entries: [...found.values()] };
      if (found.size === before) break;
      offset += length;
    }
    isCut = true;
    return { entries: [...found.values()] };
  };

  const workspaces = await all<Workspace>(
    (offset) => source.workspaces(offset),
    ({ id }) => id,
  );
  if (!('entries' in workspaces) && !isMissing(workspaces)) return { keys: [], isCut, ended: workspaces };
  const named = 'entries' in workspaces ? workspaces.entries : [];
  const keys = new Map<string, AnsweredKey>();
  for (const workspace of named.length > 0 ? named : [undefined]) {
    const found = await all(
      (offset) => source.keys(workspace, offset),
      ({ hash }) => hash,
    );
    if (!('entries' in found)) return { keys: [], isCut, ended: found };
    for (const key of found.entries) keys.set(key.hash, key);
  }
  return { keys: [...keys.values()].map(({ hash: _hash, ...key }) => key), isCut };
}

/** An account that knows no workspaces has one all the same. */
function isMissing(answer: Unanswered): boolean {
  return (
    answer.kind === 'failed' && answer.failure.kind === 'unexpectedAnswer' && answer.failure.status === 404
  );
}
