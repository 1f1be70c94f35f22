import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { isNameTaken, updateDataSet } from '../storage/data-sets.ts';
import { knownDataSet } from './known-data-set.ts';
import { writesRegister } from './permissions.ts';
import { dataSetFields } from './shapes.ts';

/** Changes what the register says of a data set. Refuses `privacy/no-such-data-set`, `privacy/data-set-name-taken`. */
export const changeDataSet = defineAction({
  name: 'privacy/change-data-set',
  title: text('cambiare la scheda di un insieme di dati', 'change the record of a data set'),
  permission: writesRegister,
  http: { method: 'PUT', path: '/data-sets/:dataSet' },
  input: z.object({
    dataSet: z.uuid(),
    ...dataSetFields,
    personal: dataSetFields.personal.default(false),
  }),
  output: z.object({}),
  example: {
    dataSet: '0d7bd5a5-6e0c-4b87-9d1f-1f6f5a7f0a11',
    name: 'Anagrafe della popolazione',
    about: 'Schede individuali e di famiglia dei residenti',
    purpose: 'Servizi demografici',
    hosted: 'Cloud qualificato',
    personal: true,
  },
  async run({ tx, association, actor, reach, input, tell }) {
    const before = await knownDataSet(tx, { association, actor, reach }, input.dataSet);
    const { dataSet: id, ...fields } = input;
    const after = { id, entity: before.entity, ...fields };
    if (await isNameTaken(tx, association, after)) throw new Refused(refusals.dataSetNameTaken(input.name));
    await updateDataSet(tx, association, after);
    tell({ actingFor: before.entity, before, after });
    return {};
  },
});
