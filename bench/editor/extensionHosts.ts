import { readdir, readFile } from 'node:fs/promises';

/** The processes below `ancestorPid` that VS Code started as extension hosts. Linux only. */
export async function extensionHosts(ancestorPid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const pid = Number(entry);
    const [, parent] = await statFields(pid);
    if (parent !== undefined) parents.set(pid, Number(parent));
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === ancestorPid || isBelow(parent));
  };
  const found: number[] = [];
  for (const pid of parents.keys()) {
    if (isBelow(pid) && (await readProc(pid, 'cmdline')).includes('--type=extensionHost')) found.push(pid);
  }
  return found;
}

/**
 * Processor time that a process has used, in the kernel's ticks of 10 ms. Linux only.
 * @throws Error when the process is gone.
 */
export async function processorTicks(pid: number): Promise<number> {
  const fields = await statFields(pid);
  const ticks = Number(fields[11]) + Number(fields[12]);
  if (Number.isNaN(ticks)) throw new Error(`The process ${pid} is gone.`);
  return ticks;
}

/** Memory of one process in bytes, by the kernel's account. */
export interface ProcessMemory {
  /** What it has for itself, and its share of what it has in common with others. */
  readonly pssBytes: number;
  /** Everything that it has in memory; what it has in common with others in full. */
  readonly rssBytes: number;
}

/** Linux only. @throws Error when the process is gone. */
export async function memoryOf(pid: number): Promise<ProcessMemory> {
  const rollup = await readProc(pid, 'smaps_rollup');
  return { pssBytes: bytesOf(rollup, 'Pss'), rssBytes: bytesOf(rollup, 'Rss') };
}

function bytesOf(rollup: string, name: string): number {
  const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1];
  if (kibibytes === undefined) throw new Error(`The kernel does not tell the ${name} of the extension host.`);
  return Number(kibibytes) * 1024;
}

/** The fields of /proc/PID/stat from the state on: the name before it, in parentheses, may hold anything. */
async function statFields(pid: number): Promise<readonly string[]> {
  const stat = await readProc(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** '' for a process that is gone. */
function readProc(pid: number, name: string): Promise<string> {
  return readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
}
