import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Capability,
  capabilities,
  type Letter,
  type Reach,
  type Role,
  type RoleLimit,
  roleCodes,
} from '../../../platform/role.ts';
import { cellOf } from './permission-matrix.ts';
import { limitedCell } from './role-limits.ts';

const letters: readonly Letter[] = ['r', 'w', 'a', 'v', 'x'];
const reaches: readonly Reach[] = ['p', 'o', 'e', 'c', 'g'];
/** Which reaches hold which others. */
const holds: Readonly<Record<Reach, readonly Reach[]>> = {
  g: ['g', 'e', 'c', 'o', 'p'],
  e: ['e', 'o', 'p'],
  c: ['c', 'o', 'p'],
  o: ['o', 'p'],
  p: ['p'],
};

const limit: fc.Arbitrary<RoleLimit> = fc.record({
  roles: fc.oneof(fc.constant('any' as const), fc.subarray([...roleCodes] as Role[], { minLength: 1 })),
  capabilities: fc.oneof(fc.constant('any' as const), fc.subarray([...capabilities] as Capability[], { minLength: 1 })),
  letters: fc.option(fc.subarray([...letters] as Letter[]), { nil: undefined }),
  reach: fc.option(fc.constantFrom(...reaches), { nil: undefined }),
  clause: fc.constant('limit'),
  article: fc.constant('art. 1'),
});
const about = (capability: Capability, role: Role, more: Partial<RoleLimit>): RoleLimit => ({
  roles: [role],
  capabilities: [capability],
  clause: 'limit',
  article: 'art. 1',
  ...more,
});

describe('the limits of roles', () => {
  test('[VV-2.3.c] never give a letter or a reach that the matrix does not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...capabilities),
        fc.constantFrom(...roleCodes),
        fc.array(limit, { maxLength: 4 }),
        (capability, role, limits) => {
          const whole = cellOf(capability, role);
          const left = limitedCell(whole, { capability, role, limits });
          if (!left) return;
          expect(whole).toBeDefined();
          for (const letter of left.letters) expect(whole!.letters.has(letter)).toBe(true);
          expect(holds[whole!.reach]).toContain(left.reach);
          for (const each of limits) {
            const named =
              (each.roles === 'any' || each.roles.includes(role)) &&
              (each.capabilities === 'any' || each.capabilities.includes(capability));
            if (!named) continue;
            if (each.letters) for (const letter of left.letters) expect(each.letters).toContain(letter);
            if (each.reach) expect(holds[each.reach]).toContain(left.reach);
          }
        },
      ),
    );
  });

  test('[VV-2.3.c] take letters away and bring a reach nearer, for the cell they name alone', () => {
    const limits = [about('cost-sharing', 'FIN', { letters: ['r'], reach: 'e' })];
    const at = (capability: Capability, role: Role) =>
      limitedCell(cellOf(capability, role), { capability, role, limits });
    expect(at('cost-sharing', 'FIN')).toEqual({ letters: new Set(['r']), reach: 'e' });
    expect(at('cost-sharing', 'RES')).toEqual(cellOf('cost-sharing', 'RES'));
    expect(at('budget', 'FIN')).toEqual(cellOf('budget', 'FIN'));
  });

  test('[VV-2.3.c] leave nothing of a cell without letters, and give nothing to a role that has none', () => {
    const limits = [
      about('inventory', 'EMP', { letters: ['x'] }),
      about('network', 'CIT', { letters: ['r'], reach: 'g' }),
    ];
    expect(limitedCell(cellOf('inventory', 'EMP'), { capability: 'inventory', role: 'EMP', limits })).toBeUndefined();
    expect(limitedCell(cellOf('network', 'CIT'), { capability: 'network', role: 'CIT', limits })).toBeUndefined();
  });
});
