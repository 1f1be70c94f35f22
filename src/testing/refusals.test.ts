import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

describe('docs/refusals.md', () => {
  it('lists every way the sources say no (node scripts/refusals.mjs)', () => {
    const script = join(import.meta.dirname, '..', '..', 'scripts', 'refusals.mjs');
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
  });
});
