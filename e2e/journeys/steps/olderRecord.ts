/** The file, in the extension's folder, in which an account's last answer stands for every window. */
export const recordFile = /^account\.[0-9a-f]{32}\.json$/;

/** The same record as if it had been written so much earlier. */
export function olderRecord(text: string, byMs: number): string {
  return text.replace(
    /"(atMs|attemptAtMs)":\s*(\d+)/g,
    (_, name: string, atMs: string) => `"${name}":${Number(atMs) - byMs}`,
  );
}
