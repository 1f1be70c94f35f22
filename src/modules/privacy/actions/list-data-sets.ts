import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { entityNames } from '../names.ts';
import { actsLike } from '../storage/acts.ts';
import { dataSets } from '../storage/data-sets.ts';
import { ownEntity } from './own-entity.ts';
import { readsRegister } from './permissions.ts';
import { dataSetView } from './shapes.ts';

/** The register of data sets: of the own entity, or of every one. What they hold is not in it. */
export const listDataSets = defineAction({
  name: 'privacy/list-data-sets',
  title: text('elencare gli insiemi di dati', 'list the data sets'),
  about: text(
    'Il registro degli insiemi di dati degli enti, con quante persone vi possono accedere oggi per atto. Non mostra che cosa contengono.',
    'The register of the data sets of the entities, with how many people may access them today by act. It does not show what they hold.',
  ),
  reads: true,
  permission: readsRegister,
  http: { method: 'GET', path: '/data-sets' },
  input: z.object({ entity: z.string().max(40).optional(), words: z.string().trim().max(200).optional() }),
  output: z.object({
    items: z.array(
      dataSetView.extend({ named: z.int().min(0).meta({ description: 'Persone nominate da atti che valgono oggi.' }) }),
    ),
  }),
  example: {},
  async run({ tx, association, actor, reach, now, input }) {
    const own = ownEntity({ actor, reach });
    const entityName = await entityNames(tx, association);
    const acts = await actsLike(tx, association, { holdingOn: now.today });
    const words = input.words?.toLowerCase();
    const items = (await dataSets(tx, association, own))
      .filter(({ entity }) => input.entity === undefined || entity === input.entity)
      .filter(({ name, about }) => !words || `${name} ${about}`.toLowerCase().includes(words))
      .map((dataSet) => ({
        ...dataSet,
        entityName: entityName(dataSet.entity),
        named: new Set(acts.filter((act) => act.dataSets.includes(dataSet.id)).map(({ person }) => person)).size,
      }));
    return { items };
  },
});
