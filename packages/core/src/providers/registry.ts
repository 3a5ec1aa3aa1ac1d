import { openrouter } from './openrouter/openrouter.ts';
import type { Provider } from './provider.ts';

/** Every provider that OpenCredits can read, in the order in which they are offered. */
export const providers: readonly [Provider, ...Provider[]] = [openrouter];

export function providerOf(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}
