import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { endRepresentation as end, representationsOf } from '../storage/representations.ts';
import { lockedEntity } from './known-entity.ts';
import { entityCodeShape, representationView } from './shapes.ts';

export const endRepresentation = defineAction({
  name: 'membership/end-representation',
  title: text('registrare che un ente non è più rappresentato', 'record that an entity is no longer represented'),
  permission: { capability: 'membership', letter: 'w' },
  input: z.object({
    entity: entityCodeShape,
    /** Last day. */
    until: dayShape,
  }),
  output: representationView,
  http: { method: 'POST', path: '/entities/:entity/representation/end' },
  example: { entity: 'c_a686', until: '2027-12-31' },
  async run({ tx, association, input }) {
    const entity = await lockedEntity(tx, association, input.entity);
    const running = (await representationsOf(tx, association, entity.code)).find(
      (one) => one.represented === entity.code && one.until === null,
    );
    if (!running) throw new Refused(refusals.nobodyRepresents(entity));
    if (input.until < running.since) throw new Refused(refusals.representedBefore(entity, running.since));
    await end(tx, association, { represented: entity.code, until: input.until });
    return { ...running, until: input.until };
  },
});
