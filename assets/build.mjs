// Builds what browsers load: one stylesheet, one script, a few client modules, two fonts, one sprite of icons. Every file
// carries the hash of its content in its name and lies beside its Brotli and GZIP forms; manifest.json says which is which.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { PurgeCSS } from 'purgecss';
import { compileString } from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = join(root, 'dist', 'assets');
const require = createRequire(import.meta.url);
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`));
const italia = packageFolder('bootstrap-italia');

const files = new Map();

function put(name, content) {
  files.set(name, Buffer.from(content));
}

function hashed(name) {
  const hash = createHash('sha256').update(files.get(name)).digest('base64url').slice(0, 10).replace(/[-_]/g, 'x');
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
}

function fonts() {
  const folder = join(packageFolder('@fontsource/titillium-web'), 'files');
  for (const weight of ['400', '600']) {
    put(`titillium-${weight}.woff2`, readFileSync(join(folder, `titillium-web-latin-${weight}-normal.woff2`)));
  }
}

function icons() {
  const wanted = JSON.parse(readFileSync(join(here, 'icons.json'), 'utf8'));
  const symbols = Object.entries(wanted).map(([name, source]) => {
    const drawn = readFileSync(join(italia, 'src', 'svg', `${source}.svg`), 'utf8');
    return symbol(name, drawn);
  });
  symbols.push(symbol('comunanza', readFileSync(join(here, 'images', 'mark.svg'), 'utf8')));
  put('icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
}

function symbol(name, drawn) {
  const box = /viewBox="([^"]+)"/.exec(drawn)?.[1] ?? '0 0 24 24';
  const inner = drawn
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .trim();
  return `<symbol id="${name}" viewBox="${box}">${inner}</symbol>`;
}

function images() {
  for (const name of readdirSync(join(here, 'images'))) put(name, readFileSync(join(here, 'images', name)));
}

/** Every client module of assets/client, bundled; `client.js` goes with every page. */
async function scripts() {
  const folder = join(here, 'client');
  const entries = readdirSync(folder)
    .filter((name) => /\.ts$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));
  const result = await build({
    entryPoints: entries,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: out,
    legalComments: 'none',
    loader: { '.css': 'text' },
  });
  for (const file of result.outputFiles) put(basename(file.path), file.contents);
}

/** Module stylesheets (`scss/modules/_*.scss`) come after the common ones, in alphabetical order. */
async function styles() {
  const modules = join(here, 'scss', 'modules');
  const own = existsSync(modules)
    ? readdirSync(modules)
        .filter((name) => name.endsWith('.scss'))
        .sort()
    : [];
  const entry = ["@import 'site';", ...own.map((name) => `@import 'modules/${name.replace(/^_|\.scss$/g, '')}';`)];
  const compiled = compileString(entry.join('\n'), {
    style: 'compressed',
    loadPaths: [join(here, 'scss'), join(italia, 'src', 'scss')],
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
    verbose: false,
    logger: { warn() {}, debug() {} },
  });
  const [purged] = await new PurgeCSS().purge({
    content: [{ raw: pageSources(), extension: 'txt' }],
    css: [{ raw: compiled.css }],
    defaultExtractor: (content) => content.match(/[A-Za-z0-9_-]+/g) ?? [],
    variables: true,
    safelist: {
      standard: [/^htmx-/, 'html', 'body'],
      greedy: [/popover-open/, /leaflet-/, /\b(notice|step|status|control|icon|scope)-/],
    },
  });
  const faces = ['400', '600']
    .map(
      (weight) =>
        `@font-face{font-family:"Titillium Web";font-style:normal;font-weight:${weight === '600' ? '600 700' : '300 400'};font-display:swap;src:url(${hashed(`titillium-${weight}.woff2`)}) format("woff2")}`,
    )
    .join('');
  put('site.css', faces + purged.css.replace(/^\uFEFF/, ''));
}

/** Everything that may name a class: the JSX of pages, the client code. */
function pageSources() {
  const read = (folder, matches) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && matches.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  return [...read(join(root, 'src'), /\.(tsx|ts)$/), ...read(join(here, 'client'), /\.ts$/)].join('\n');
}

/** New files beside the old ones, the list of them last: a server that is running keeps finding what it names. */
function write() {
  mkdirSync(out, { recursive: true });
  const manifest = {};
  for (const [name, content] of files) {
    const target = hashed(name);
    manifest[name] = target;
    writeWhole(target, content);
    if (/\.(woff2|png|jpg)$/.test(name)) continue;
    const settings = {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    };
    const brotli = brotliCompressSync(content, settings);
    writeWhole(`${target}.br`, brotli);
    writeWhole(`${target}.gz`, gzipSync(content, { level: 9 }));
    if (process.argv.includes('--sizes')) console.log(`${name} ${content.length} -> ${brotli.length}`);
  }
  writeWhole('manifest.json', `${JSON.stringify(manifest, null, 1)}\n`);
  sweep(new Set(Object.values(manifest)));
}

function writeWhole(name, content) {
  const partial = join(out, `.${name}.${process.pid}`);
  writeFileSync(partial, content);
  renameSync(partial, join(out, name));
}

/** Files of earlier builds go an hour later. */
function sweep(wanted) {
  for (const name of readdirSync(out)) {
    if (name === 'manifest.json' || wanted.has(name.replace(/\.(br|gz)$/, ''))) continue;
    const path = join(out, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 60 * 60 * 1000) rmSync(path, { force: true });
  }
}

fonts();
icons();
images();
await scripts();
await styles();
write();
