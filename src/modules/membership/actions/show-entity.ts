import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import type { Entity } from '../rules/entity.ts';
import { changesBetween } from '../rules/import/plan-entity.ts';
import { changesOf } from '../storage/entities.ts';
import { membershipsOf } from '../storage/memberships.ts';
import { representationsOf } from '../storage/representations.ts';
import { stateOn, stateShape } from './entity-state.ts';
import { knownEntity } from './known-entity.ts';
import { entityCodeShape, entityView, membershipView, representationView } from './shapes.ts';

export const showEntity = defineAction({
  name: 'membership/show-entity',
  title: text('vedere un ente', 'see an entity'),
  about: text(
    'Un ente con i suoi codici, le sue adesioni nel tempo, chi lo rappresenta e chi rappresenta, i cambiamenti dei suoi dati.',
    'An entity with its codes, its memberships over time, who represents it and whom it represents, the changes of its data.',
  ),
  reads: true,
  permission: { capability: 'membership', letter: 'r' },
  input: z.object({ entity: entityCodeShape }),
  output: entityView.extend({
    state: stateShape,
    memberships: z.array(membershipView).max(1000),
    representations: z.array(representationView).max(10_000),
    /** The last first: what was so before, and until when. */
    changes: z
      .array(
        z.object({
          until: z.iso.datetime(),
          fields: z
            .array(
              z.object({
                field: z.string().max(20),
                from: z.string().max(200).nullable(),
                to: z.string().max(200).nullable(),
              }),
            )
            .max(20),
        }),
      )
      .max(10_000),
  }),
  http: { method: 'GET', path: '/entities/:entity' },
  example: { entity: 'c_g825' },
  async run({ tx, association, now, input }) {
    const entity = await knownEntity(tx, association, input.entity);
    const memberships = await membershipsOf(tx, association, entity.code);
    let after: Entity = entity;
    const changes = (await changesOf(tx, association, entity.code)).map(({ was, recordedAt }) => {
      const before = { ...after, ...was };
      const fields = [...changesBetween(before, after)];
      after = before;
      return { until: recordedAt.toISOString(), fields };
    });
    return {
      ...entity,
      state: stateOn(memberships, now.today).state,
      memberships: memberships.map(({ entity: _, ...membership }) => membership),
      representations: await representationsOf(tx, association, entity.code),
      changes,
    };
  },
});
