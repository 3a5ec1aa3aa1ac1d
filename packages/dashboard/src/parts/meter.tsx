import type { Severity } from '@opencredits/core';
import type { JSX } from 'preact';

interface MeterProps {
  /** How much of it is filled: 0 … 1; more is full. */
  readonly share: number;
  readonly severity?: Severity;
}

/** A bar beside words that say the same. Its length is an attribute: the page has no inline styles. */
export function Meter({ share, severity = 'none' }: MeterProps): JSX.Element {
  const width = Math.min(1, Math.max(0, share)) * 100;
  return (
    <svg class={`meter ${severity}`} width="100%" height="6" aria-hidden="true">
      <rect class="track" width="100%" height="6" rx="3" />
      {width > 0 && <rect class="fill" width={`${Math.max(width, 1)}%`} height="6" rx="3" />}
    </svg>
  );
}
