import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { modules } from '../../app/modules.ts';
import { projectFolder } from '../database/project-folder.ts';
import { apiActions } from './api-actions.ts';
import { openApiDocument } from './openapi.ts';

const document = openApiDocument(modules, { origin: 'https://comunanza.example', version: '0.1.0' });
const paths = document.paths as Record<
  string,
  Record<string, { operationId: string; parameters?: { name?: string; in?: string }[] }>
>;

describe('the OpenAPI document', () => {
  test('has every action once, at the address where the server answers', () => {
    for (const { action, path } of apiActions(modules)) {
      expect(paths[path]?.[action.http.method.toLowerCase()], `${action.http.method} ${path}`).toBeDefined();
    }
    const ids = Object.values(paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('never puts a secret into an address', () => {
    const names = Object.values(paths).flatMap((path) =>
      Object.values(path).flatMap((operation) => (operation.parameters ?? []).map((parameter) => parameter.name ?? '')),
    );
    expect(names.filter((name) => /password|secret|token/i.test(name))).toEqual([]);
  });

  test('every action has an example that its own input takes', () => {
    for (const { action } of apiActions(modules)) {
      const read = action.input.safeParse(action.example);
      expect(read.error?.issues ?? [], action.name).toEqual([]);
    }
  });

  const ruleset = join(projectFolder(), '..', 'shared', 'specs', 'italian-oas', 'spectral.yml');
  const spectral = join(projectFolder(), 'node_modules', '.bin', 'spectral');
  const why = !existsSync(ruleset)
    ? '(skipped: no ../shared)'
    : !existsSync(spectral)
      ? '(skipped: spectral is not installed)'
      : '';
  test.skipIf(why)(
    `has no error in the profile of the national guidelines ${why}`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'comunanza-openapi-'));
      const file = join(folder, 'openapi.json');
      writeFileSync(file, JSON.stringify(document));
      const { stdout } = await promisify(execFile)(spectral, ['lint', '-r', ruleset, '-f', 'json', '-q', file], {
        maxBuffer: 64 * 1024 * 1024,
      }).catch((error: { stdout: string; code: number }) => {
        if (error.code !== 1) throw error; // 1 is spectral’s word for findings
        return error;
      });
      rmSync(folder, { recursive: true });
      type Finding = { code: string; message: string; severity: number; path: string[] };
      const findings = JSON.parse(stdout.slice(stdout.indexOf('[')) || '[]') as Finding[];
      const told = (severity: number) =>
        findings
          .filter((finding) => finding.severity === severity)
          .map((finding) => `${finding.code} ${finding.path.join('.')}: ${finding.message}`);
      expect(told(0)).toEqual([]);
      expect(told(1)).toEqual([]);
    },
    120_000,
  );
});
