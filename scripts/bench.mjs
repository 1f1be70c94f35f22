// Bundles a benchmark, so that it runs as the program does, and runs it: node scripts/bench.mjs <name> [its arguments]
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { memoryOptions } from './memory.mjs';

const [name, ...rest] = process.argv.slice(2);
const outfile = `dist/bench-${name}.js`;
await build({
  entryPoints: [`bench/${name}.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [...memoryOptions, outfile, ...rest], { stdio: 'inherit' });
process.exitCode = status ?? 1;
