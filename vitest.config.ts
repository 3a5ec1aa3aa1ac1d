import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** `#env/…` is the Node twin in tests, as in packages/extension/tsconfig.test.json. */
const nodeTwin = fileURLToPath(new URL('packages/extension/src/env/node/', import.meta.url));
/** Only VS Code itself has a module of this name. */
const fakeVscode = fileURLToPath(new URL('packages/extension/src/testing/vscode.ts', import.meta.url));

/** Properties are tried on the same cases every time. */
const seededFastCheck = fileURLToPath(new URL('scripts/test/seededFastCheck.ts', import.meta.url));

/** What takes longest comes first: begun last, the simulated year would run alone while the other cores are idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith('/year.test.ts');
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  resolve: {
    alias: [
      { find: /^#env\//, replacement: nodeTwin },
      { find: /^vscode$/, replacement: fakeVscode },
      { find: /^fast-check$/, replacement: seededFastCheck },
    ],
  },
  test: {
    projects: [
      'packages/core',
      'packages/dashboard',
      'packages/extension',
      'packages/simulator',
      'scripts',
      'bench',
      'e2e',
    ].map((root) => ({
      extends: true as const,
      root,
      test: {
        name: root.replace('packages/', ''),
        include: ['**/*.test.{ts,tsx}'],
        // Only the extension's modules hold something between tests: the window that its fake `vscode` stands for.
        isolate: root === 'packages/extension',
      },
    })),
    // Quicker to start than processes; and one for each core, where vitest would leave one free.
    pool: 'threads',
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // A test that waits for something that never comes fails here, not in a person's patience. What takes a second on an
    // idle machine may take half a minute on a busy one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
