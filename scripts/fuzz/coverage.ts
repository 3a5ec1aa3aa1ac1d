import { type Profiler, Session } from 'node:inspector';

/** Which code of one script has run, as V8 counts it: by block, not by line. Of this thread only. */
export interface Coverage {
  /** How many stretches of code have run since the last look that had not been kept before. */
  look(keep: boolean): number;
  /** Stretches of code that are kept: each was first reached as a whole, so a branch more is one more. */
  readonly blocks: number;
}

/** @param scriptLength in UTF-16 units, as V8 counts offsets */
export function startCoverage(scriptPath: string, scriptLength: number): Coverage {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const kept = new Uint8Array(scriptLength);
  const ran = new Uint8Array(scriptLength);
  let blocks = 0;
  return {
    get blocks() {
      return blocks;
    },
    look(keep) {
      ran.fill(0);
      for (const { functions } of takeScripts(session).filter(({ url }) => url.endsWith(scriptPath))) {
        // From the outside in, so what is inside has the last word.
        for (const { startOffset, endOffset, count } of functions.flatMap(({ ranges }) => ranges))
          ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
      }
      let fresh = 0;
      let isInside = false;
      for (let at = 0; at < scriptLength; at += 1) {
        const isFresh = ran[at] === 1 && kept[at] === 0;
        if (isFresh && !isInside) fresh += 1;
        if (isFresh && keep) kept[at] = 1;
        isInside = isFresh;
      }
      if (keep) blocks += fresh;
      return fresh;
    },
  };
}

/** V8 answers before `post` returns, and counts from 0 again. */
function takeScripts(session: Session): readonly Profiler.ScriptCoverage[] {
  let scripts: readonly Profiler.ScriptCoverage[] = [];
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error) throw error;
    scripts = taken.result;
  });
  return scripts;
}
