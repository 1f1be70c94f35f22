#!/usr/bin/env node
// npm start: installs and builds what is missing, then serves.
import { join } from 'node:path';
import { prepare } from '../scripts/prepare.mjs';
import { launch, projectFolder } from '../scripts/project.mjs';
import { runToEnd } from '../scripts/run.mjs';

await launch(async () => {
  const node = await prepare();
  await runToEnd(node, ['--enable-source-maps', join(projectFolder, 'dist', 'serve.js'), ...process.argv.slice(2)], {
    lifeline: true,
  });
  process.exit();
});
