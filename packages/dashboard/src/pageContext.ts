import type { DashboardView, PageMessage } from '@opencredits/core';
import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useReducer } from 'preact/hooks';
import type { Words } from './text/words.ts';

/** What every part of the page may need. */
export interface Page {
  readonly words: Words;
  /** What is asked for: ahead of what is drawn until the host has answered. */
  readonly view: DashboardView;
  /** IANA. */
  readonly timeZone: string;
  /** When what is drawn was made. */
  readonly nowMs: number;
  changeView(change: Partial<DashboardView>): void;
  post(message: PageMessage): void;
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('Nothing is drawn outside of the page.');
  return page;
}

const TICK_MS = 30_000;

/** The host's clock, going on: for the ages, and nothing else. */
export function useNow(): number {
  const { nowMs } = usePage();
  const sinceMs = useMemo(() => performance.now(), [nowMs]);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, TICK_MS, undefined);
    return () => clearInterval(timer);
  }, []);
  return nowMs + (performance.now() - sinceMs);
}
