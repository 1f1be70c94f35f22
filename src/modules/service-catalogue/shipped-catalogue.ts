import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The starting catalogue that comes with an agreement (`agreements/services/lecco.yaml`), as written; undefined where there is
 * none.
 */
export function shippedCatalogue(agreement: string): string | undefined {
  if (!/^[a-z0-9-]+$/.test(agreement)) return undefined;
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const path = join(folder, 'agreements', 'services', `${agreement}.yaml`);
    if (existsSync(path)) return readFileSync(path, 'utf8');
    if (folder === dirname(folder)) return undefined;
  }
}
