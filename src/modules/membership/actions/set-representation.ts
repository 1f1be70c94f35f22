import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { insertRepresentation, representationsOf } from '../storage/representations.ts';
import { knownEntity, lockedEntity } from './known-entity.ts';
import { actShape, entityCodeShape, representationView } from './shapes.ts';

export const setRepresentation = defineAction({
  name: 'membership/set-representation',
  title: text('indicare chi rappresenta un ente', 'say who represents an entity'),
  about: text(
    "Da quel giorno un'unione o una comunità montana rappresenta l'ente; chi lo faceva prima lo fa fino al giorno precedente.",
    'From that day a union or a mountain community represents the entity; who did so before does until the day before.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  input: z.object({
    entity: entityCodeShape,
    representative: entityCodeShape,
    since: dayShape,
    act: actShape.default(''),
  }),
  output: representationView,
  http: { method: 'POST', path: '/entities/:entity/representation' },
  example: { entity: 'c_a686', representative: 'cm-valsassina', since: '2027-01-01' },
  async run({ tx, association, actor, now, input }) {
    const represented = await lockedEntity(tx, association, input.entity);
    const representative = await knownEntity(tx, association, input.representative);
    if (representative.code === represented.code) throw new Refused(refusals.representsItself());
    const latest = (await representationsOf(tx, association, represented.code)).findLast(
      (one) => one.represented === represented.code,
    );
    if (latest && (latest.until ?? latest.since) >= input.since) {
      throw new Refused(refusals.representedBefore(represented, latest.until ?? latest.since));
    }
    const one = {
      representative: representative.code,
      represented: represented.code,
      since: input.since,
      act: input.act,
    };
    await insertRepresentation(tx, association, one, { at: now.instant, by: actor.person });
    return { ...one, until: null };
  },
});
