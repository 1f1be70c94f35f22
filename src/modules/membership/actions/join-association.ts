import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import type { Membership } from '../rules/entity.ts';
import { refusals } from '../rules/refusals.ts';
import { insertMembership, membershipsOf } from '../storage/memberships.ts';
import { withSigningFirst } from './add-entity.ts';
import { lockedEntity } from './known-entity.ts';
import { actShape, entityCodeShape, membershipView, wayShape } from './shapes.ts';

export const joinAssociation = defineAction({
  name: 'membership/join-association',
  title: text("registrare l'adesione di un ente", "record an entity's joining"),
  about: text(
    "Da quel giorno l'ente fa parte dell'associazione. Chi è uscito può rientrare.",
    'From that day the entity is in the association. One that left may come back.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  input: withSigningFirst(
    z.object({
      entity: entityCodeShape,
      /** First day in. */
      joined: dayShape,
      /** When the agreement was signed. */
      signed: dayShape.optional(),
      way: wayShape.default('signatory'),
      act: actShape.default(''),
    }),
  ),
  output: membershipView,
  http: { method: 'POST', path: '/entities/:entity/memberships' },
  example: { entity: 'c_h286', joined: '2027-09-01', signed: '2027-08-20', act: 'deliberazione di Giunta n. 12/2027' },
  async run({ tx, association, actor, now, input }) {
    const entity = await lockedEntity(tx, association, input.entity);
    const memberships = await membershipsOf(tx, association, entity.code);
    const standing = memberships.find((one) => one.left === null || one.left > input.joined);
    if (standing) throw new Refused(refusals.alreadyIn(entity, standing.joined));
    const membership: Membership = {
      entity: entity.code,
      joined: input.joined,
      left: null,
      signed: input.signed ?? null,
      way: input.way,
      act: input.act,
      leavingAct: null,
    };
    await insertMembership(tx, association, membership, { at: now.instant, by: actor.person });
    const { entity: _, ...view } = membership;
    return view;
  },
});
