// Runs under Node 16 (bundled to out/floor/probe.cjs first): loads the packaged bundle as VS Code 1.74 does, starts it,
// stops it, and prints what it saw. It judges nothing; judge.ts does.
import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname } from 'node:path';
import type { FloorReport, FloorScenario } from './report.ts';
import { trackTimers } from './trackTimers.ts';
import type { StubNotes } from './vscodeStub.ts';
import { contextStub, vscodeStub } from './vscodeStub.ts';

type Load = (request: string, parent: { filename?: string } | undefined, isMain: boolean) => unknown;
interface Extension {
  activate(context: unknown): unknown;
  deactivate?(): unknown;
}

const scenario = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as FloorScenario;
const exceptions: string[] = [];
process.on('uncaughtException', (error) => exceptions.push(String(error.stack)));
process.on('unhandledRejection', (reason) => exceptions.push(`unhandled: ${String(reason)}`));

let fetchWasUsed = false;
Object.defineProperty(globalThis, 'fetch', {
  get: () => {
    fetchWasUsed = true;
    return undefined;
  },
});

// Names are never resolved: a request stays under way until it is aborted, and nothing leaves this machine.
const requestedHosts: string[] = [];
const requestBegan = new Promise<void>((resolve) => {
  dns.lookup = ((host: string) => {
    requestedHosts.push(host);
    resolve();
  }) as unknown as typeof dns.lookup;
});

const notes: StubNotes = { live: new Set(), unknownApi: new Set(), onPaint: () => undefined };
let painted: string | undefined;
const firstPaint = new Promise<void>((resolve) => {
  notes.onPaint = (text) => {
    painted ??= text;
    resolve();
  };
});

const vscode = vscodeStub(scenario, notes);
const builtins = { beforePaint: new Set<string>(), later: new Set<string>() };
const loader = Module as unknown as { _load: Load };
const load = loader._load;
loader._load = (request, parent, isMain) => {
  if (request === 'vscode') return vscode;
  if (dirname(parent?.filename ?? '') === dirname(scenario.entry) && !request.startsWith('.')) {
    (painted === undefined ? builtins.beforePaint : builtins.later).add(request);
  }
  return load(request, parent, isMain);
};

void main();

async function main(): Promise<void> {
  // Node opens these when they are first used; they are ours, so they are opened before the count.
  process.stdout.write('');
  process.stderr.write('');
  const openTimers = trackTimers();
  const before = countResources();
  const extension = Module.createRequire(__filename)(scenario.entry) as Extension;
  const context = contextStub(scenario, vscode, notes);
  const activated = extension.activate(context);
  if (scenario.endsAt !== 'once') {
    // A start that fails is reported as such; the paint would never come.
    await activated;
    await firstPaint;
  }
  if (scenario.endsAt === 'request') await requestBegan;

  // The order in which VS Code ends an extension.
  await extension.deactivate?.();
  for (const subscription of context['subscriptions'] as { dispose(): void }[]) subscription.dispose();
  const api = await activated;
  const leftovers = await settle(() => [...openTimers(), ...newResources(before)]);

  const report: FloorReport = {
    nodeVersion: process.version,
    builtinsBeforePaint: [...builtins.beforePaint].sort(),
    builtinsLater: [...builtins.later].filter((name) => !builtins.beforePaint.has(name)).sort(),
    ...(painted === undefined ? {} : { painted }),
    exports: Object.keys(extension).sort(),
    api: typeof api,
    fetchWasUsed,
    requestedHosts: [...new Set(requestedHosts)],
    exceptions,
    leftovers,
    undisposed: [...notes.live].map(({ what }) => what),
    unknownApi: [...notes.unknownApi],
  };
  console.log(JSON.stringify(report));
}

/** Lets what was aborted come to its end: asks again on each turn of the event loop, for at most ten seconds. */
async function settle(leftovers: () => string[]): Promise<string[]> {
  const deadlineMs = performance.now() + 10_000;
  let left = leftovers();
  while (left.length > 0 && performance.now() < deadlineMs) {
    await new Promise((resolve) => setImmediate(resolve));
    left = leftovers();
  }
  return left;
}

/** What keeps the event loop alive (`TCPSocketWrap`, `FSReqCallback`, …) and how often. Node has it since 16.14. */
function countResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function newResources(before: ReadonlyMap<string, number>): string[] {
  // Timers are tracked by name; the loop that asks is itself an Immediate.
  const ours = [...countResources()].filter(([kind]) => kind !== 'Timeout' && kind !== 'Immediate');
  return ours.filter(([kind, count]) => count > (before.get(kind) ?? 0)).map(([kind]) => kind);
}
