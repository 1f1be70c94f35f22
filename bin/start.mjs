#!/usr/bin/env node
// npm start: installs and builds what is missing, then serves.
import { join } from 'node:path';
import { memoryOptions } from '../scripts/memory.mjs';
import { prepare } from '../scripts/prepare.mjs';
import { launch, projectFolder } from '../scripts/project.mjs';
import { runToEnd } from '../scripts/run.mjs';

await launch(async () => {
  const node = await prepare();
  const options = [...memoryOptions, '--enable-source-maps', join(projectFolder, 'dist', 'serve.js')];
  await runToEnd(node, [...options, ...process.argv.slice(2)], { lifeline: true });
  process.exit();
});
