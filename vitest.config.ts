import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const pure = ['src/kernel/**/*.test.ts', 'src/modules/*/rules/**/*.test.ts'];

/** They take minutes, and begin first: so that no worker is left alone with one at the end. */
const longest = ['/src/app/isolation.test.ts', '/src/app/pages.test.ts', '/src/app/mutated-requests.test.ts'];
const rank = ({ moduleId }: TestSpecification) => {
  const place = longest.findIndex((path) => moduleId.endsWith(path));
  return place < 0 ? longest.length : place;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/** `rules` are values in, values out, without PostgreSQL; `doors` are everything else. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    maxWorkers: 2,
    // Modules are loaded once for each worker: a quarter of the time went into loading them for every file.
    isolate: false,
    setupFiles: ['src/testing/fresh-environment.ts'],
    sequence: { sequencer: LongestFirst },
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
          // a second is not enough for a page on a busy machine
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
