import type { FloorReport, FloorScenario } from './report.ts';

/**
 * Builtins that the first paint needs: files to read the last figure from, names for temporary ones, a clock. Whatever
 * else an activation requires costs start-up time for nothing.
 */
const neededForPaint = ['crypto', 'fs', 'fs/promises', 'os', 'path', 'perf_hooks'];

/** What is wrong with a start and a stop under the oldest Node; empty when all is well. */
export function judge(scenario: FloorScenario, report: FloorReport): string[] {
  const early = report.builtinsBeforePaint.filter((name) => !neededForPaint.includes(name));
  const strangers = report.requestedHosts.filter((host) => host !== 'openrouter.ai');
  const hasRequested = report.requestedHosts.length > 0;
  return [
    ...(report.nodeVersion.startsWith('v16.') ? [] : [`it ran on Node ${report.nodeVersion}, not on 16`]),
    ...report.exceptions.map((error) => `nobody caught: ${error}`),
    ...(report.painted || scenario.endsAt === 'once' ? [] : ['nothing was shown in the status bar']),
    ...(report.painted !== undefined && scenario.endsAt === 'once' ? ['it started after its end'] : []),
    ...early.map((name) => `${name} was required before the first paint, which does not need it`),
    ...(report.fetchWasUsed ? ['the global fetch was asked for, which VS Code 1.74 does not have'] : []),
    ...(report.api === 'undefined' ? [] : [`activate gave other extensions a ${report.api}`]),
    ...report.exports
      .filter((name) => name !== 'activate' && name !== 'deactivate')
      .map((name) => `it exports ${name}`),
    ...strangers.map((host) => `it asked ${host}`),
    ...(hasRequested && scenario.endsAt !== 'request' ? ['it sent a request without a key'] : []),
    ...report.leftovers.map((what) => `left after deactivate: ${what}`),
    ...report.undisposed.map((what) => `never disposed: ${what}`),
  ];
}
