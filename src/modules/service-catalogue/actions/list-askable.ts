import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import type { Role } from '../../../platform/role.ts';
import { askable, catalogueOfDay, entityActedFor } from './catalogue-of-day.ts';
import { contentView, entityShape } from './shapes.ts';

/** Those who ask as the entity's referent would; the office asks for others. */
const asReferent: readonly Role[] = ['REF', 'MAY', 'RES', 'ADM', 'L1', 'L2', 'SYS'];

/** What can be asked for at the desk today, with its form: of what the entity has, what this post may ask. */
export const listAskable = defineAction({
  name: 'service-catalogue/list-askable',
  title: text('elencare i servizi che si possono chiedere', 'list the services that can be asked for'),
  reads: true,
  permission: {
    capability: 'service-catalogue',
    letter: 'r',
    roles: ['EMP', 'REF', 'EDI', 'MAY', 'ACC', 'L1', 'L2', 'SYS', 'RES', 'ADM'],
  },
  http: { method: 'GET', path: '/askable-services' },
  input: z.object({ entity: entityShape.optional() }),
  output: z.object({
    items: z
      .array(
        contentView
          .pick({ name: true, does: true, fields: true, categories: true })
          .extend({ code: z.string().max(60) }),
      )
      .max(10_000),
  }),
  example: {},
  async run(context) {
    const { tx, association, actor, now, input } = context;
    const entity = await entityActedFor(context, input.entity);
    if (!entity) return { items: [] };
    const catalogue = await catalogueOfDay(tx, association, { on: now.today, entity: entity.code });
    const asks = actor.role === null || asReferent.includes(actor.role) ? 'referent' : 'everybody';
    return {
      items: askable(catalogue, { entity: entity.code, asks }).map(({ code, content }) => ({
        code,
        ...{ name: content.name, does: content.does, categories: [...content.categories] },
        fields: content.fields.map((field) => ({ ...field, choices: [...field.choices] })),
      })),
    };
  },
});
