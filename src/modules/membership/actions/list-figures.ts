import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { seriesOf } from '../storage/figures.ts';
import { viewFigure } from './figure-view.ts';
import { knownEntity } from './known-entity.ts';
import { entityCodeShape, figureView, registerShape } from './shapes.ts';

export const listFigures = defineAction({
  name: 'membership/list-figures',
  title: text('vedere i dati di un ente nel tempo', "see an entity's figures over time"),
  about: text(
    'Le serie di dati di un ente, con le correzioni: per ogni giorno vale la revisione non superata.',
    'The series of figures of an entity, with their corrections: for each day the revision not superseded counts.',
  ),
  reads: true,
  permission: { capability: 'membership', letter: 'r' },
  input: z.object({ entity: entityCodeShape, register: registerShape.optional() }),
  output: z.object({ items: z.array(figureView).max(100_000) }),
  http: { method: 'GET', path: '/entities/:entity/figures' },
  example: { entity: 'c_g825', register: 'population' },
  async run({ tx, association, input }) {
    const entity = await knownEntity(tx, association, input.entity);
    const series = await seriesOf(tx, association, entity.code);
    const latest = new Set<string>();
    const figures = series
      .filter((figure) => !input.register || figure.register === input.register)
      .map((figure) => {
        const place = `${figure.register} ${figure.on}`;
        const superseded = latest.has(place);
        latest.add(place);
        return viewFigure(figure, superseded);
      });
    return { items: figures };
  },
});
