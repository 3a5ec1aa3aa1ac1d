import type { Clock, FileStore, FolderSharing } from '../ports.ts';

/** What keeps two windows from making the same attempt: of those that want to, one can make a file of its name. */
export interface Claims {
  /** Asks for the right to make an attempt, by its number. Never rejects. */
  claim(attempt: number): Promise<Claim>;
  /** The attempt is over, and its record written: nobody else needs to wait. Never rejects. */
  release(attempt: number): Promise<void>;
}

/**
 * `mine`: go ahead. `held`: another window is at it, and will be done or given up by `untilMs` (wall clock). A window
 * that dies leaves its claim behind, which then counts no longer.
 */
export type Claim = { readonly kind: 'mine' } | { readonly kind: 'held'; readonly untilMs: number };

/** More windows than one would have to die in the middle of one and the same attempt for each further take. */
const MOST_TAKES = 20;

/**
 * @param prefix of the claims' names
 * @param claimMs longer than one attempt can take
 */
export function createClaims(
  { files, clock }: { readonly files: FileStore & FolderSharing; readonly clock: Clock },
  prefix: string,
  claimMs: number,
): Claims {
  /** Of the last claim that was this window's. */
  let ownTake = 1;

  /** One name for each take of each attempt, so that no claim is ever taken away: a take that ran out is followed. */
  const claimName = (attempt: number, take: number): string => `${prefix}${attempt}.${take}.claim`;

  return {
    async claim(attempt) {
      for (let take = 1; take <= MOST_TAKES; take += 1) {
        try {
          const mineUntilMs = clock.wallMs() + claimMs;
          if (await files.create(claimName(attempt, take), String(mineUntilMs))) {
            ownTake = take;
            return { kind: 'mine' };
          }
          // Behind the number a host may have put what it needs.
          const untilMs = Number.parseInt((await files.read(claimName(attempt, take))) ?? '', 10);
          // The time now: the other window may have begun after this one, and written its claim first.
          const nowMs = clock.wallMs();
          if (untilMs > nowMs && untilMs <= nowMs + claimMs) return { kind: 'held', untilMs };
        } catch {
          // Nothing can be shared in such a folder: each window asks for itself.
          return { kind: 'mine' };
        }
      }
      return { kind: 'mine' };
    },
    async release(attempt) {
      for (let take = 1; take <= MOST_TAKES; take += 1) {
        const claim = claimName(attempt, take);
        // Before this window's own there may be none any more: another window has released it in between.
        const isThere = take <= ownTake || (await files.read(claim).catch(() => undefined)) !== undefined;
        if (!isThere) return;
        await files.remove(claim).catch(() => undefined);
      }
    },
  };
}
