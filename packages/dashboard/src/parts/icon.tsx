import type { JSX } from 'preact';

/** Drawn on 16 by 16, in the colour of the text beside. */
const SHAPES = {
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M12 1.5v3.2H8.8',
  away: 'M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.2 2.8 7.5 8.5',
  down: 'm4 6 4 4 4-4',
  warning: 'M8 2.2 14.4 13.5H1.6zM8 6.3v3.4M8 11.2v.9',
  error: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.2v4M8 4.6v1',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 6.5v6',
  chart: 'M2.5 2.5v11h11M5.5 11V8M8.5 11V5M11.5 11V7',
  save: 'M8 2.5v7.5M4.8 7.2 8 10.3l3.2-3.1M2.5 13.5h11',
  topUp: 'M8 2.5 13 11H3z',
} as const;

export type IconName = keyof typeof SHAPES;

/** Beside words that say the same. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}
