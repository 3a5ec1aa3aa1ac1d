/** A browser has no environment. */
export function environmentKey(_name: string): string | undefined {
  return undefined;
}
