import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../database/project-folder.ts';

/** What `assets/build.mjs` made: where the files are, and the address of each by its plain name. */
export type Assets = { readonly folder: string; readonly address: (name: string) => string };

export function builtAssets(folder = join(projectFolder(), 'dist', 'assets')): Assets {
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) throw new Error('the assets are not built: npm run build');
  const names = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, string>>;
  return {
    folder,
    address: (name) => {
      const built = names[name];
      if (!built) throw new Error(`no asset is called ${name}`);
      return `/assets/${built}`;
    },
  };
}
