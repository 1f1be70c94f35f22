#!/usr/bin/env node
// The command line. File arguments are relative to the caller's folder, wherever the project is.
import { existsSync } from 'node:fs';

const simulate = new URL('../dist/simulate.js', import.meta.url);

if (process.argv[2] === 'simulate') {
  // Started by scripts, thousands of times: this very process runs it, whatever its Node.
  const { touchedSinceBuilt } = await import('../scripts/build-marker.mjs');
  if (!existsSync(simulate) || touchedSinceBuilt()) {
    const [{ prepare }, { launch }] = await Promise.all([
      import('../scripts/prepare.mjs'),
      import('../scripts/project.mjs'),
    ]);
    await launch(prepare);
  }
  if (!process.exitCode) {
    process.argv.splice(2, 1);
    await import(simulate.href);
  }
} else {
  const { launch, projectFolder } = await import('../scripts/project.mjs');
  await launch(async () => {
    const [{ prepare }, { runToEnd }] = await Promise.all([
      import('../scripts/prepare.mjs'),
      import('../scripts/run.mjs'),
    ]);
    const node = await prepare();
    await runToEnd(node, ['--enable-source-maps', `${projectFolder}/dist/cli.js`, ...process.argv.slice(2)]);
  });
}
