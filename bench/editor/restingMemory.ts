import { setTimeout as delay } from 'node:timers/promises';
import { memoryOf, processorTicks, type ProcessMemory } from './extensionHosts.ts';

const lookEveryMs = 1_000;
/** 2 % of one processor. */
const restingTicks = 2;
const restingLooks = 2;
const patienceLooks = 40;

/** Whether this system tells the memory of a process. */
export const canMeasureMemory = process.platform === 'linux';

/**
 * Waits until a process has had nothing to do for two seconds (at most 40), then weighs it. Asked at a fixed time, one
 * of two hosts may still be starting on a busy machine.
 */
export async function restingMemory(pid: number): Promise<ProcessMemory> {
  let ticks = await processorTicks(pid);
  let resting = 0;
  for (let look = 0; look < patienceLooks && resting < restingLooks; look++) {
    await delay(lookEveryMs);
    const now = await processorTicks(pid);
    resting = now - ticks <= restingTicks ? resting + 1 : 0;
    ticks = now;
  }
  return memoryOf(pid);
}
