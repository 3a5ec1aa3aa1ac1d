import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/core', 'packages/extension', 'packages/simulator', 'scripts'].map((root) => ({
      extends: true as const,
      root,
      test: { name: root.replace('packages/', ''), include: ['**/*.test.ts'] },
    })),
    // A test that waits for something that never comes fails here, not in a person's patience.
    testTimeout: 10_000,
  },
});
