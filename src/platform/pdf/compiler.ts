import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** Titillium Web, the typeface of the national design system, as TTF: upright and italic, regular to bold. */
const faces = ['400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic', '700Bold', '700Bold_Italic'];

let compiler: NodeCompiler | undefined;

/** The one compiler of the process: it may read below `src/` and nothing else. Made at first use, in some 40 ms. */
export function typstCompiler(): NodeCompiler {
  compiler ??= NodeCompiler.create({ workspace: sourceFolder(), fontArgs: [{ fontBlobs: fonts() }] });
  return compiler;
}

/** Where the templates are: `src/` of the project, also when this file runs bundled from `dist/`. */
export function sourceFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'src', 'platform', 'pdf', 'base.typ'))) return join(folder, 'src');
    if (folder === dirname(folder)) throw new Error('src/platform/pdf/base.typ is not there: no document can be made');
  }
}

function fonts(): Buffer[] {
  const required = createRequire(import.meta.url);
  const folder = dirname(required.resolve('@expo-google-fonts/titillium-web/package.json'));
  return faces.map((face) => readFileSync(join(folder, face, `TitilliumWeb_${face}.ttf`)));
}
