import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'security.md'), 'utf8');
const files = new Map([...page.matchAll(/^\| ([\w-]+) \| `(src\/[^`]+)` \|$/gm)].map(([, key, file]) => [key!, file!]));
const lines = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|$/gm)].map(
  ([, id, , state, why]) => ({ id: id!, state: state!, why: why! }),
);

describe('docs/security.md', () => {
  test('has a line for each of the 253 requirements of levels 1 and 2, once', () => {
    expect(lines).toHaveLength(253);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(253);
    for (const { id, state, why } of lines) {
      expect(['met', 'not applicable', 'not yet'], id).toContain(state);
      expect(why.length, `${id} says neither test nor reason`).toBeGreaterThan(5);
    }
    const count = (wanted: string) => lines.filter(({ state }) => state === wanted).length;
    expect(page.replaceAll('\n', ' ')).toContain(
      `${count('met')} are met, ${count('not applicable')} do not apply, ${count('not yet')} are not met yet`,
    );
  });

  test('names a test for each line that is met', () => {
    const bare = lines.filter(({ state, why }) => state === 'met' && !/\*\*[\w-]+\*\* “[^”]+”/.test(why));
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  test('names only tests that exist, by file and title', () => {
    const named = lines.flatMap(({ id, why }) =>
      [...why.matchAll(/\*\*([\w-]+)\*\* “([^”]+)”/g)].map(([, key, title]) => ({ id, key: key!, title: title! })),
    );
    expect(named.length).toBeGreaterThan(150);
    const wrong = named.filter(({ key, title }) => {
      const path = join(root, files.get(key) ?? 'nowhere');
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(title);
    });
    expect(wrong.map(({ id, key, title }) => `${id} names “${title}” in ${files.get(key) ?? key}`)).toEqual([]);
  });
});
