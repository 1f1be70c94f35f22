import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the program (where `package.json` and `migrations/` are), from the sources as from the bundle. */
export function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!(existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'migrations')))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('the program was moved away from its migrations folder');
    folder = above;
  }
  return folder;
}
