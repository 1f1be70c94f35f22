#!/usr/bin/env node
// npm test: all its own set-up, every test, and last the line “N passed, N failed, N skipped”.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPrograms } from '../scripts/debian-programs.mjs';
import { prepare } from '../scripts/prepare.mjs';
import { launch, projectFolder } from '../scripts/project.mjs';
import { runToEnd } from '../scripts/run.mjs';

let closing = '0 passed, 1 failed, 0 skipped\n'; // for a run that does not get to its end
await launch(async () => {
  const node = await prepare({ development: true });
  await installPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'comunanza-report-'));
  const report = join(folder, 'report.txt');
  const code = await runToEnd(
    node,
    [
      ...['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=./scripts/closing-reporter.mjs'],
      ...process.argv.slice(2),
    ],
    { cwd: projectFolder, env: { ...process.env, COMUNANZA_TEST_REPORT: report } },
  );
  try {
    closing = readFileSync(report, 'utf8');
  } catch {}
  rmSync(folder, { recursive: true });
  process.exitCode = code || (/, 0 failed, /.test(closing) ? 0 : 1);
});
process.stdout.write(closing);
