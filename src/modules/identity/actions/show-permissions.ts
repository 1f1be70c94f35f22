import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { capabilities, type Letter, type Reach, type Role, roleCodes } from '../../../platform/role.ts';
import { dayShape, sourceShape } from '../../../platform/shape.ts';
import { documentOn } from '../../agreement/index.ts';
import { clausesInForce, withReadings } from '../../agreement/rules/index.ts';
import { excludedBy } from '../rules/compatibility.ts';
import { cellOf } from '../rules/permission-matrix.ts';
import { isAbout, limitedCell, limitsIn, rolesOf } from '../rules/role-limits.ts';
import { roleShape } from './shapes.ts';

const letters = z.array(z.enum(['r', 'w', 'a', 'v', 'x'] satisfies Letter[])).max(5);
const reach = z.enum(['p', 'o', 'e', 'c', 'g'] satisfies Reach[]);
const cell = z.object({ letters, reach });

/** Who may do what in this association: the matrix, what the agreement takes from it, and the roles that exclude each other. */
export const showPermissions = defineAction({
  name: 'identity/show-permissions',
  title: text('vedere chi può fare che cosa', 'see who may do what'),
  about: text(
    'I permessi di ogni ruolo in questa associazione, con i limiti posti dalla convenzione e i ruoli incompatibili.',
    'The permissions of every role in this association, with the limits the agreement sets and the roles that exclude each other.',
  ),
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/permissions' },
  input: z.object({ role: roleShape.optional() }),
  output: z.object({
    on: dayShape,
    cells: z
      .array(
        z.object({
          capability: z.enum(capabilities as unknown as [string, ...string[]]),
          role: roleShape,
          /** What the role may do here; null where the agreement left nothing. */
          here: cell.nullable(),
          /** What it may do where the agreement says nothing; null where it is the same. */
          usual: cell.nullable(),
          sources: z.array(sourceShape).max(100),
        }),
      )
      .max(1000),
    limits: z
      .array(
        z.object({
          roles: z.array(roleShape).max(100),
          capabilities: z.array(z.string().max(100)).max(100),
          letters: letters.nullable(),
          reach: reach.nullable(),
          source: sourceShape,
        }),
      )
      .max(1000),
    /** Each pair once; where a role is asked for, it comes first. */
    incompatible: z
      .array(
        z.object({
          role: roleShape,
          excludes: roleShape,
          at: z.enum(['association', 'same-entity']),
          source: sourceShape,
        }),
      )
      .max(1000),
  }),
  example: { role: 'REF' },
  async run({ tx, association, now, input }) {
    const { today } = now;
    const stored = await documentOn(tx, association, today);
    const agreement = stored && withReadings(stored.document).agreement;
    const limiting = agreement ? clausesInForce(agreement, 'role-limits', today) : [];
    const limits = limiting.flatMap((clause) =>
      limitsIn([clause]).map((limit) => ({ ...limit, source: clause.source })),
    );
    const apart = agreement ? clausesInForce(agreement, 'incompatible-roles', today) : [];
    const shown = input.role ? [input.role] : roleCodes;
    const plain = (found: ReturnType<typeof cellOf>) =>
      found ? { letters: [...found.letters], reach: found.reach } : null;
    return {
      on: today,
      cells: capabilities.flatMap((capability) =>
        shown.flatMap((role) => {
          const usual = cellOf(capability, role);
          if (!usual) return [];
          const here = limitedCell(usual, { capability, role, limits });
          const same = here && here.reach === usual.reach && here.letters.size === usual.letters.size;
          const sources = same
            ? []
            : limits.filter((limit) => isAbout(limit, capability, role)).map(({ source }) => source);
          return [{ capability, role, here: plain(here), usual: same ? null : plain(usual), sources }];
        }),
      ),
      limits: limits
        .filter((limit) => !input.role || rolesOf(limit).includes(input.role))
        .map((limit) => ({
          roles: [...rolesOf(limit)],
          capabilities: limit.capabilities === 'any' ? [...capabilities] : [...limit.capabilities],
          letters: limit.letters ? [...limit.letters] : null,
          reach: limit.reach ?? null,
          source: limit.source,
        })),
      incompatible: shown
        .flatMap((role: Role) =>
          excludedBy(role, apart).map(({ role: excludes, at, source }) => ({ role, excludes, at, source })),
        )
        .filter(({ role, excludes }) => input.role || roleCodes.indexOf(role) <= roleCodes.indexOf(excludes)),
    };
  },
});
