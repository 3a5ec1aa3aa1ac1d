import { createHistory, type History, type Range } from '../history/history.ts';
import type { Sample } from '../history/sample.ts';
import { CapturingLog } from './capturingLog.ts';
import { MemoryFiles } from './memoryFiles.ts';
import { ACCOUNT, aSample } from './samples.ts';

/** All that there can be. */
export const EVER: Range = { fromMs: 0, toMs: 253_402_300_800_000 };

/** One folder, and any number of windows on it. */
export class HistoryFolder {
  readonly files = new MemoryFiles();
  readonly log = new CapturingLog();
  readonly gone = new Set<string>();
  /** Names in the order in which they were read. */
  readonly readNames: string[] = [];
  #windows = 0;

  constructor() {
    const read = this.files.read.bind(this.files);
    this.files.read = (name) => {
      this.readNames.push(name);
      return read(name);
    };
  }

  window(): History {
    this.#windows += 1;
    const ports = { files: this.files, log: this.log, isKept: (id: string) => !this.gone.has(id) };
    return createHistory(ports, `w${this.#windows}`);
  }

  get names(): readonly string[] {
    return [...this.files.texts.keys()].sort();
  }

  /** What lies on disk, by what anybody else would see. */
  async all(accountId = ACCOUNT): Promise<readonly Sample[]> {
    return (await this.window().read(accountId, EVER)).samples;
  }
}

export async function appendAll(
  history: History,
  samples: readonly Sample[],
  accountId = ACCOUNT,
): Promise<void> {
  for (const sample of samples) await history.append(accountId, sample);
}

/** A sample every so often, each with a figure of its own. */
export function series(fromMs: number, count: number, everyMs: number): readonly Sample[] {
  return Array.from({ length: count }, (_, at) => aSample(fromMs + at * everyMs, BigInt(at)));
}
