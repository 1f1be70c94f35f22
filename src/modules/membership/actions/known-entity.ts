import { Refused } from '../../../kernel/result.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Entity } from '../rules/entity.ts';
import { refusals } from '../rules/refusals.ts';
import { entityByCode, entityToChange } from '../storage/entities.ts';
import { holdRegister } from '../storage/register-lock.ts';

/** The entity. Refuses `membership/no-such-entity`. */
export async function knownEntity(tx: Tx, association: string, code: string): Promise<Entity> {
  const entity = await entityByCode(tx, association, code);
  if (!entity) throw new Refused(refusals.noSuchEntity(code));
  return entity;
}

/** The same, kept still until the transaction ends. */
export async function lockedEntity(tx: Tx, association: string, code: string): Promise<Entity> {
  await holdRegister(tx, association, 'beside');
  const entity = await entityToChange(tx, association, code);
  if (!entity) throw new Refused(refusals.noSuchEntity(code));
  return entity;
}
