import { writeFileSync } from 'node:fs';

/**
 * Counts the tests of a run and lists every one that was skipped with its reason, into the file that
 * `COMUNANZA_TEST_REPORT` names: `npm test` prints it after everything else. A file that cannot be loaded and an error
 * outside any test count as failures.
 */
export default class ClosingReporter {
  onTestRunEnd(modules, errors) {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    const skips = [];
    for (const module of modules) {
      const before = count.failed;
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        const neverRan = state === 'skipped' && !note && test.options.mode === 'run'; // a hook before it failed
        if (state === 'passed') count.passed++;
        else if (state === 'skipped' && !neverRan) {
          count.skipped++;
          const why = note ?? /\((skipped .*)\)/.exec(test.fullName)?.[1] ?? 'no reason given';
          skips.push(`skipped: ${test.fullName} (${module.relativeModuleId}): ${why}\n`);
        } else count.failed++;
      }
      if (module.state() === 'failed' && count.failed === before) count.failed++;
    }
    const line = `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`;
    if (process.env.COMUNANZA_TEST_REPORT) writeFileSync(process.env.COMUNANZA_TEST_REPORT, skips.join('') + line);
  }
}
