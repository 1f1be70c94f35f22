import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '..');

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const rules = files(join(source, 'modules')).filter((path) => path.includes('/rules/'));
const pure = [...rules, ...files(join(source, 'kernel'))];
const code = (path: string) => readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

describe('the walls that imports do not show', () => {
  it('there are rules to look at', () => {
    expect(rules.length).toBeGreaterThan(50);
  });

  for (const [what, forbidden] of [
    ['the clock', /\bnew Date\(\)|\bDate\.now\b|\bTemporal\.Now\b|\bperformance\./],
    ['chance', /\bMath\.random\b|\brandomUUID\b/],
    ['the environment', /\bprocess\./],
    ['waiting', /\basync\b|\bawait\b|\bPromise\b/],
    ['an agreement by its name', /['"`](valdarno-valdisieve|calatino|lecco|asti|empolese-valdelsa)['"`]/],
  ] as const) {
    it(`rules and kernel know nothing of ${what}`, () => {
      expect(pure.filter((path) => forbidden.test(code(path))).map((path) => path.slice(source.length))).toEqual([]);
    });
  }

  it('what row-level security lets through is changed in one place, which readers of a page know of', () => {
    const changing = files(source)
      .filter((path) => /set_config|\bset local\b/i.test(code(path)))
      .map((path) => path.slice(source.length + 1));
    expect(changing.sort()).toEqual([
      'app/reseal-all.ts',
      'platform/backup/stored-tables.ts',
      'platform/database/context-driver.ts',
      'platform/database/local-setting.ts',
      'platform/database/remembering-connection.ts',
      'testing/database-program.ts',
    ]);
  });
});
