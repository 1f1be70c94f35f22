import { defineConfig } from 'vitest/config';

const pure = ['src/kernel/**/*.test.ts', 'src/modules/*/rules/**/*.test.ts'];

/** `rules` are values in, values out, without PostgreSQL; `doors` are everything else. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    maxWorkers: 2,
    // Modules are loaded once for each worker: a quarter of the time went into loading them for every file.
    isolate: false,
    setupFiles: ['src/testing/fresh-environment.ts'],
    projects: [
      { extends: true, test: { name: 'rules', include: pure } },
      {
        extends: true,
        test: {
          name: 'doors',
          include: ['src/**/*.test.{ts,tsx}', 'assets/**/*.test.ts'],
          exclude: pure,
          globalSetup: ['src/testing/database-server.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
