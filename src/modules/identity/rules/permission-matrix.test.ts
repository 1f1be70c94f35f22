import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { Actor, AnyAction } from '../../../platform/action.ts';
import { type Capability, capabilities, type Letter, type Role, roleCodes } from '../../../platform/role.ts';
import { authorise } from './authorise.ts';
import { cellOf, permissionMatrix } from './permission-matrix.ts';

const letters: readonly Letter[] = ['r', 'w', 'a', 'v', 'x'];

function actionOf(capability: Capability, letter: Letter): AnyAction {
  return {
    name: `${capability}/try`,
    title: text('provare', 'try'),
    permission: { capability, letter },
    input: z.object({}),
    output: z.object({}),
    http: { method: 'GET', path: '/try' },
    example: {},
    run: async () => ({}),
  };
}

function actorIn(role: Role | null, kind: Actor['kind'] = 'person'): Actor {
  return {
    kind,
    person: kind === 'person' ? 'p1' : null,
    name: 'Prova',
    language: 'it',
    association: 'lecco',
    role,
    entity: null,
    via: 'page',
  };
}

describe('the permission matrix', () => {
  test('[VV-2.3.c] has a row for every capability and no role beyond the twenty', () => {
    expect(Object.keys(permissionMatrix).sort()).toEqual([...capabilities].sort());
    for (const row of Object.values(permissionMatrix)) {
      for (const role of Object.keys(row)) expect(roleCodes).toContain(role);
    }
  });

  const requirements = new URL('../../../../../shared/spec/requirements.md', import.meta.url);
  test.skipIf(!existsSync(requirements))('[VV-2.3.c] is the table of the requirements, cell by cell', () => {
    const lines = readFileSync(requirements, 'utf8').split('\n');
    const head = lines.findIndex((line) => line.startsWith('| Capability | CIT |'));
    const cellsIn = (line: string) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
    const names = cellsIn(lines[head]!).slice(1) as Role[];
    const rows = lines.slice(head + 2, head + 2 + capabilities.length).map(cellsIn);
    expect(rows.map((row) => row[0]!.split(' ')[0])).toEqual([...capabilities]);
    for (const [capability, ...cells] of rows) {
      cells.forEach((written, column) => {
        const cell = cellOf(capability!.split(' ')[0] as Capability, names[column]!);
        expect(cell ? `${[...cell.letters].join('')} ${cell.reach}` : '–').toBe(written);
      });
    }
  });

  test('[VV-2.3.c] lets a role do exactly the letters of its cell, with the reach of the cell', () => {
    let allowed = 0;
    for (const capability of capabilities) {
      for (const role of roleCodes) {
        const cell = cellOf(capability, role);
        for (const letter of letters) {
          const answer = authorise(actionOf(capability, letter), actorIn(role));
          if (cell?.letters.has(letter)) {
            expect(answer).toBe(cell.reach);
            allowed++;
          } else expect(answer).toBe(cell?.letters.has('r') ? 'forbidden' : 'unseen');
        }
      }
    }
    expect(allowed).toBeGreaterThan(500);
  });

  test('[ISO-1] lets nobody without a post go beyond the public part', () => {
    for (const capability of capabilities) {
      for (const letter of letters) {
        const answer = authorise(actionOf(capability, letter), actorIn(null, 'anonymous'));
        expect(['p', 'forbidden', 'unseen']).toContain(answer);
        if (letter !== 'r') expect(answer).not.toBe('p');
      }
    }
    expect(authorise(actionOf('agreement', 'r'), actorIn(null, 'anonymous'))).toBe('p');
    expect(authorise(actionOf('cost-sharing', 'r'), actorIn(null, 'anonymous'))).toBe('unseen');
  });

  test('[EV-fun.0] lets who holds a post without the catalogue read of it what everybody reads, where the action says so', () => {
    const capability = 'service-catalogue';
    const read: AnyAction = { ...actionOf(capability, 'r'), permission: { capability, letter: 'r', everybody: true } };
    const inside: AnyAction = {
      ...actionOf('cost-sharing', 'r'),
      permission: { capability: 'cost-sharing', letter: 'r', everybody: true },
    };
    for (const role of ['SEC', 'SUP', 'CTR', 'PRC'] as const) {
      expect(authorise(read, actorIn(role))).toBe('p');
      expect(authorise(actionOf(capability, 'r'), actorIn(role))).toBe('unseen');
    }
    expect(authorise(read, actorIn('EMP'))).toBe('e');
    expect(authorise(inside, actorIn('SUP'))).toBe('unseen');
  });

  test('[VV-10.3] shows an entity its own costs, and lets its accounting office change nothing', () => {
    expect(authorise(actionOf('cost-sharing', 'r'), actorIn('ACC'))).toBe('e');
    expect(authorise(actionOf('cost-sharing', 'w'), actorIn('ACC'))).toBe('forbidden');
    expect(authorise(actionOf('cost-sharing', 'w'), actorIn('FIN'))).toBe('g');
  });

  test('[VV-11.1.b] gives site editing to editors and never to technicians of first level', () => {
    expect(authorise(actionOf('websites', 'w'), actorIn('EDI'))).toBe('e');
    expect(authorise(actionOf('websites', 'w'), actorIn('L1'))).toBe('forbidden');
  });

  test('[ISO-3] keeps what only the console may do out of sight of everybody else', () => {
    const action: AnyAction = { ...actionOf('identity', 'x'), permission: 'console' };
    expect(authorise(action, actorIn('SYS'))).toBe('unseen');
    expect(authorise(action, actorIn(null, 'console'))).toBe('g');
  });

  test('[CAL-9.3] lets a program do only what its token lists, and never more than its post', () => {
    const listed = actionOf('cost-sharing', 'r');
    const program = (role: 'FIN' | 'EMP', ...actions: readonly string[]) => ({
      ...actorIn(role),
      kind: 'program' as const,
      token: { id: 'x', actions },
    });
    expect(authorise(listed, program('FIN', listed.name))).toBe('g');
    expect(authorise(listed, program('FIN'))).toBe('forbidden');
    expect(authorise(listed, program('EMP', listed.name))).toBe('unseen');
    expect(authorise(listed, program('EMP'))).toBe('unseen');
  });
});
