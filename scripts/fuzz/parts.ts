/** Between the parts of one input, for targets that read several things at once. Never in JSON or in a header. */
export const SEPARATOR = '\u001e';

export function joinParts(...parts: readonly string[]): string {
  return parts.join(SEPARATOR);
}
