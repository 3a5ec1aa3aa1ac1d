/**
 * @param revive as for JSON.parse
 * @returns undefined for what is not JSON (JSON itself has no undefined). The parser's message would quote the text.
 */
export function parseJson(text: string, revive?: (name: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, revive);
  } catch {
    return undefined;
  }
}
