import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { allEntities } from '../../membership/index.ts';
import { refusals } from '../rules/refusals.ts';
import { insertDataSet } from '../storage/data-sets.ts';
import { ownEntity } from './own-entity.ts';
import { writesRegister } from './permissions.ts';
import { dataSetFields } from './shapes.ts';

/** Enters a data set of an entity into the register. Refuses `privacy/no-such-entity`, `privacy/data-set-name-taken`. */
export const addDataSet = defineAction({
  name: 'privacy/add-data-set',
  title: text('registrare un insieme di dati', 'register a data set'),
  permission: writesRegister,
  http: { method: 'POST', path: '/data-sets' },
  input: z.object({
    entity: z
      .string()
      .min(1)
      .max(40)
      .optional()
      .meta({ description: 'L’ente titolare; il proprio, dove l’incarico è di un ente.' }),
    ...dataSetFields,
    personal: dataSetFields.personal.default(false),
  }),
  output: z.object({ id: z.uuid() }),
  example: {
    entity: 'c_m100',
    name: 'Anagrafe della popolazione',
    about: 'Schede individuali e di famiglia dei residenti',
    purpose: 'Servizi demografici',
    hosted: 'Centro dati di Caltagirone',
    personal: true,
  },
  async run({ tx, association, actor, reach, now, input, tell }) {
    const own = ownEntity({ actor, reach });
    const entity = own ?? input.entity ?? '';
    const known = (await allEntities(tx, association)).some(({ code }) => code === entity);
    if (!known || (own !== undefined && input.entity !== undefined && input.entity !== own))
      throw new Refused(refusals.noSuchEntity(input.entity ?? entity));
    const dataSet = { ...input, id: randomUUID(), entity };
    const stored = await insertDataSet(tx, association, dataSet, { at: now.instant, person: actor.person });
    if (!stored) throw new Refused(refusals.dataSetNameTaken(input.name));
    tell({ actingFor: entity, after: { id: dataSet.id, name: input.name, personal: input.personal } });
    return { id: dataSet.id };
  },
});
