import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { agreementOfCatalogue } from '../agreement-of-catalogue.ts';
import { lines, stateOn } from '../rules/index.ts';
import { countActive } from '../storage/activations.ts';
import { catalogueOfDay } from './catalogue-of-day.ts';
import { codeShape, contentView } from './shapes.ts';

export const serviceStates = ['planned', 'active', 'ended'] as const;
export const standingShape = z.enum(['by-right', 'active', 'asked', 'none', 'not-for-it']);

export const serviceLine = contentView.omit({ fields: true, owner: true }).extend({
  code: z.string().max(60),
  state: z.enum(serviceStates),
  article: z.string().max(200).nullable(),
  /** How the actor's entity stands to it; null where the post is of no entity. */
  yours: standingShape.nullable(),
  /** Entities that have it by an act of their own, of those seen; null for the public. */
  activeAt: z.int().min(0).nullable().meta({ format: 'int32' }),
});

/** The services approved, by name; anybody may read what the office does. */
export const listServices = defineAction({
  name: 'service-catalogue/list-services',
  title: text('leggere il catalogo dei servizi', 'read the catalogue of services'),
  reads: true,
  permission: { capability: 'service-catalogue', letter: 'r', everybody: true },
  http: { method: 'GET', path: '/services' },
  input: z.object({
    state: z.enum(serviceStates).optional(),
    line: z.enum(lines).optional(),
    q: z.string().trim().max(200).optional().meta({ description: 'Parole del nome o di che cosa fa.' }),
    code: codeShape.optional(),
  }),
  output: z.object({ items: z.array(serviceLine).max(10_000) }),
  example: { state: 'active' },
  async run({ tx, association, actor, reach, now, input }) {
    const entity = actor.entity ?? undefined;
    const catalogue = await catalogueOfDay(tx, association, { on: now.today, entity });
    const agreement = await agreementOfCatalogue(tx, association, now.today);
    const active = reach === 'p' ? undefined : await countActive(tx, association, now.today);
    const wanted = input.q?.toLowerCase();
    const items = catalogue.versions.map(({ code, content: { fields: _, owner: __, ...content } }) => ({
      ...content,
      code,
      key: content.key ?? null,
      entities: content.entities && [...content.entities],
      needs: [...content.needs],
      categories: [...content.categories],
      state: stateOn(content, now.today),
      article: (content.clause && agreement?.articles.get(content.clause)) ?? null,
      yours: entity === undefined || reach !== 'e' ? null : catalogue.standing(code, entity),
      activeAt: active ? (active.get(code) ?? 0) : null,
    }));
    return {
      items: items
        .filter(({ state }) => input.state === undefined || state === input.state)
        .filter(({ line }) => input.line === undefined || line === input.line)
        .filter(({ code }) => input.code === undefined || code === input.code)
        .filter(
          ({ name, does }) =>
            wanted === undefined || [name.it, name.en, does.it, does.en].join('\n').toLowerCase().includes(wanted),
        )
        .toSorted((a, b) => a.name.it.localeCompare(b.name.it, 'it')),
    };
  },
});
