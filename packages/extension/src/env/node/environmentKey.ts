/**
 * A key from this process's environment, and nothing else from there. Called only inside the configure flow, when the
 * person has opened it. In a dev container the repository decides the environment, so it is offered, never taken.
 */
export function environmentKey(name: string): string | undefined {
  // By literal name: what the bundle reads from the environment can be seen by searching it, and a test does.
  return name === 'OPENROUTER_API_KEY' ? process.env['OPENROUTER_API_KEY'] : undefined;
}
