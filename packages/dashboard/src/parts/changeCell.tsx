import type { Micros } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { changeOf } from '../text/changeWords.ts';

interface ChangeCellProps {
  readonly now: Micros | null;
  readonly before: Micros | null;
}

/** "▲ 14 %", heard as "14 % more". */
export function ChangeCell({ now, before }: ChangeCellProps): JSX.Element {
  const { words } = usePage();
  const change = changeOf(now, before, words);
  return (
    <>
      <span aria-hidden="true">
        <span class="arrow">{change.arrow}</span> <bdi>{change.short}</bdi>
      </span>
      <span class="heard">{change.words}</span>
    </>
  );
}
