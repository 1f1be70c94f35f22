import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const schema = new URL('../../../shared/specs/publiccode/draft7-schema.json', import.meta.url);

describe('publiccode.yml', () => {
  it.skipIf(!existsSync(schema))('is valid against the published schema (skipped without ../shared/specs)', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
    validate(parse(readFileSync(new URL('../../publiccode.yml', import.meta.url), 'utf8')));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('names the version of package.json', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(parse(readFileSync(new URL('../../publiccode.yml', import.meta.url), 'utf8')).softwareVersion).toBe(version);
  });
});
