import type { z } from 'zod';
import { acrossFields } from '../../../platform/across-fields.ts';
import type { Role } from '../../../platform/role.ts';
import { entityNeeded } from '../rules/post-refusals.ts';
import { ofOneEntity } from '../rules/roles-of-an-entity.ts';

/** An input with `role` and `entity`, where a role that is held for an entity needs its code. */
export function ofItsEntity<S extends z.ZodType>(input: S): S {
  return acrossFields(input, 'entity', ({ role, entity }) =>
    !entity && ofOneEntity.includes(role as Role) ? entityNeeded(role as Role) : undefined,
  );
}
