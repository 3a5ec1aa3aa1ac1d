import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { seconds } from '../../scripts/lib/part.ts';
import { run } from '../../scripts/lib/run.ts';
import { editorVersion } from '../editor/benchEditor.ts';

/** Where and when it was measured: a figure without it says little. */
export interface Circumstances {
  readonly startedAt: string;
  readonly durationMs: number;
  /** `afbce55`, with `+` behind it when files are changed. */
  readonly commit: string;
  readonly codeServer: string;
  readonly node: string;
  readonly system: string;
  /** Average number of busy processes over the last minute, before and after. */
  readonly load: readonly [before: number, after: number];
}

/** Call it before; the returned function, after. */
export async function beginCircumstances(): Promise<() => Circumstances> {
  const startedAt = new Date();
  const [before = 0] = loadavg();
  const git = async (args: readonly string[]): Promise<string> =>
    run('git', args)
      .then(({ code, output }) => (code === 0 ? output.trim() : ''))
      .catch(() => '');
  const commit = (await git(['rev-parse', '--short', 'HEAD'])) || 'unknown';
  const isChanged = (await git(['status', '--porcelain'])) !== '';
  return () => {
    const [after = 0] = loadavg();
    const processors = cpus();
    return {
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      commit: commit + (isChanged ? '+' : ''),
      codeServer: editorVersion.codeServer,
      node: process.version,
      system: `${platform()} ${arch()}, ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
      load: [before, after],
    };
  };
}

export function circumstancesText(at: Circumstances): string {
  return [
    `OpenCredits ${at.commit}, code-server ${at.codeServer}, Node ${at.node}, ${at.system}`,
    `${at.startedAt}, ${seconds(at.durationMs)}, load ${at.load.map((load) => load.toFixed(1)).join(' before, ')} after`,
  ].join('\n');
}
