/**
 * Lets everything that is already promised happen: each turn of the event loop runs all pending promise callbacks.
 * Not a wait: nothing here depends on how fast the machine is.
 */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
