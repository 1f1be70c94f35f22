// Builds dist/: the programs, the embedded agreements, the assets. `--if-installed`: nothing to do before installation.
// `build.mjs serve` builds that program alone, while others are being worked on.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFrom, builtMarker, sourcesHash } from './build-marker.mjs';
import { linkNode } from './link-node.mjs';
import { nodeToRun, projectFolder } from './project.mjs';

const dist = join(projectFolder, 'dist');

if (process.argv.includes('--if-installed')) {
  linkNode();
  const installed = existsSync(join(projectFolder, 'node_modules', 'esbuild')) && nodeToRun();
  if (!installed || builtFrom() === sourcesHash()) process.exit(0);
}

const only = process.argv.slice(2).filter((option) => !option.startsWith('--'));
const from = sourcesHash();
mkdirSync(dist, { recursive: true });
rmSync(builtMarker, { force: true });
try {
  await bundlePrograms();
} catch {
  process.exit(1); // esbuild has said why
}
await embedAgreements();
buildAssets();
if (only.length === 0) writeFileSync(builtMarker, from);

/** The server and the command line take their packages from node_modules; simulate carries all it needs, to start at once. */
async function bundlePrograms() {
  const { build } = await import('esbuild');
  const common = {
    absWorkingDir: projectFolder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  };
  const program = (name) => ({ entryPoints: [`src/app/${name}.ts`], outfile: `dist/${name}.js` });
  const present = (name) =>
    existsSync(join(projectFolder, 'src', 'app', `${name}.ts`)) && (only.length === 0 || only.includes(name));
  await Promise.all([
    ...['serve', 'cli']
      .filter(present)
      .map((name) => build({ ...common, ...program(name), target: 'node24', packages: 'external' })),
    ...['simulate'].filter(present).map((name) =>
      build({
        ...common,
        ...program(name),
        target: 'node20',
        minifySyntax: true,
        minifyWhitespace: true,
        sourcemap: false,
        loader: { '.node': 'empty' }, // the pages behind the same front doors load some; no page is kept
        legalComments: 'eof',
        banner: {
          js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
        },
      }),
    ),
  ]);
}

/** The shipped agreements, checked and parsed by the product's own reader: by id `{ document, written, sha256 }`. */
async function embedAgreements() {
  const { build } = await import('esbuild');
  const outfile = join(dist, 'reading', 'agreements.mjs');
  await build({
    absWorkingDir: projectFolder,
    entryPoints: ['src/app/agreements.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  const ran = spawnSync(nodeToRun() ?? process.execPath, [outfile], { encoding: 'utf8', maxBuffer: 64e6 });
  rmSync(join(dist, 'reading'), { recursive: true, force: true });
  if (ran.status !== 0) {
    process.stderr.write(ran.stderr);
    process.exit(1);
  }
  const path = join(dist, 'agreements.json');
  writeFileSync(`${path}.new`, ran.stdout);
  renameSync(`${path}.new`, path);
}

function buildAssets() {
  const script = ['build.ts', 'build.mjs']
    .map((name) => join(projectFolder, 'assets', name))
    .find((path) => existsSync(path));
  if (!script) return;
  const ran = spawnSync(nodeToRun() ?? process.execPath, [script], { cwd: projectFolder, stdio: 'inherit' });
  if (ran.status !== 0) process.exit(1);
}
