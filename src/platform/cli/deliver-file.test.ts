import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { answerWithFile } from '../file-answer.ts';
import { deliverFile, isFile } from './deliver-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'comunanza-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = answerWithFile({ name: 'riparto.csv', type: 'text/csv', content: 'è;1\r\n' });

describe('a file on the command line', () => {
  it('goes as it is to whoever reads the output', () => {
    const stdout = new PassThrough();
    expect(deliverFile(file, { stdout, folder })).toBeUndefined();
    expect(stdout.read().toString()).toBe('è;1\r\n');
  });

  it('is saved beside the caller at a terminal, and never over another', () => {
    const stdout = Object.assign(new PassThrough(), { isTTY: true });
    expect(deliverFile(file, { stdout, folder })).toBe(join(folder, 'riparto.csv'));
    expect(deliverFile(file, { stdout, folder })).toBe(join(folder, 'riparto-2.csv'));
    expect(readFileSync(join(folder, 'riparto-2.csv'), 'utf8')).toBe('è;1\r\n');
  });

  it('is told from other answers', () => {
    expect(isFile(file)).toBe(true);
    expect([null, 'x', {}, { ...file, more: 1 }, { name: 'x' }].some(isFile)).toBe(false);
  });
});
