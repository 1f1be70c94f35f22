import { z } from 'zod';
import {
  type Capability,
  capabilities,
  type Letter,
  type Reach,
  type Role,
  roleCodes,
} from '../../../../platform/role.ts';
import type { Parameter } from '../parameter.ts';
import { bilingual } from '../words.ts';

const role = z.enum(roleCodes as [Role, ...Role[]]);
const capability = z.enum(capabilities as unknown as [Capability, ...Capability[]]);
const letter = z.enum(['r', 'w', 'a', 'v', 'x'] satisfies Letter[]);
const reach = z.enum(['p', 'o', 'e', 'c', 'g'] satisfies Reach[]);

/**
 * Roles that one person may not hold on the same day: any of `one` with any of `other`. `at`: anywhere in the association,
 * or only for one and the same entity.
 */
export const incompatibleRolesTerms = (parameter: Parameter) =>
  z.strictObject({
    pairs: z
      .array(
        z.strictObject({
          one: parameter(z.array(role).min(1)),
          other: parameter(z.array(role).min(1)),
          at: parameter(z.enum(['association', 'same-entity'])).default('association'),
          /** What is kept apart, as a refusal says it. */
          because: bilingual.optional(),
        }),
      )
      .min(1),
  });

/**
 * What roles may do, less than everywhere else: only these letters of the cell, and no further than this reach. A letter or
 * a reach that the role has not is never given by this.
 */
export const roleLimitsTerms = (parameter: Parameter) =>
  z.strictObject({
    limits: z
      .array(
        z.strictObject({
          roles: z.union([z.literal('any'), z.array(role).min(1)]),
          capabilities: z.union([z.literal('any'), z.array(capability).min(1)]),
          /** The letters that stay; all of them where left out, none where empty. */
          letters: parameter(z.array(letter)).optional(),
          reach: parameter(reach).optional(),
        }),
      )
      .min(1),
  });
