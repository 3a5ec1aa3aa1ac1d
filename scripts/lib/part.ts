/** What one part of `npm test` found. */
export interface PartResult {
  readonly passed: number;
  /** What failed, by name. */
  readonly failed: readonly string[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** `3.2 s`, for people. */
export function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}
