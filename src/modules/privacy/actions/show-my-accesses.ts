import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, traceShape } from '../../../platform/shape.ts';
import { dataRights } from '../../agreement/rules/index.ts';
import { accessFactsOf } from '../access-facts.ts';
import { entityNames } from '../names.ts';
import { mayAccess } from '../rules/may-access.ts';
import { refusals } from '../rules/refusals.ts';
import { accessesLike } from '../storage/accesses.ts';
import { actsLike } from '../storage/acts.ts';
import { authorisationsOf } from '../storage/authorisations.ts';
import { dataSetById } from '../storage/data-sets.ts';
import { emergenciesLike } from '../storage/emergencies.ts';
import { termsOn } from '../terms-on.ts';
import { refusalView, viewRefusal } from './explain-access.ts';
import { authorisationView, rightShape } from './shapes.ts';
import { viewAuthorisations } from './view-authorisations.ts';

/** What whoever asks may do with the data of entities now and why, and the own last accesses. */
export const showMyAccesses = defineAction({
  name: 'privacy/show-my-accesses',
  title: text('vedere i propri accessi ai dati', 'see one’s own accesses to data'),
  reads: true,
  permission: 'signed-in',
  http: { method: 'GET', path: '/my-data-accesses' },
  input: z.object({}),
  output: z.object({
    dataSets: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        entityName: z.string(),
        rights: z.array(
          z.object({
            right: rightShape,
            allowed: z.boolean(),
            trace: traceShape.nullable(),
            refusals: z.array(refusalView),
          }),
        ),
        acts: z.array(
          z.object({ number: z.string(), on: dayShape, rights: z.array(rightShape), until: dayShape.nullable() }),
        ),
      }),
    ),
    authorisations: z.array(authorisationView),
    recent: z.array(z.object({ at: z.iso.datetime(), dataSet: z.string(), right: rightShape, purpose: z.string() })),
  }),
  example: {},
  async run({ tx, association, actor, now }) {
    const { person } = actor;
    if (person === null) throw new Refused(refusals.noSuchDataSet());
    const acts = await actsLike(tx, association, { person });
    const emergencies = await emergenciesLike(tx, association, { person });
    const ids = new Set([...acts.flatMap(({ dataSets }) => dataSets), ...emergencies.map(({ dataSet }) => dataSet)]);
    const terms = await termsOn(tx, association, now.today);
    const entityName = await entityNames(tx, association);
    const dataSets = [];
    for (const id of ids) {
      const dataSet = await dataSetById(tx, association, id);
      if (!dataSet) continue;
      const facts = await accessFactsOf(tx, { association, dataSet, person, now });
      dataSets.push({
        id,
        name: dataSet.name,
        entityName: entityName(dataSet.entity),
        rights: dataRights.map((right) => {
          const found = mayAccess(facts(right), terms);
          return found.ok
            ? { right, allowed: true, trace: found.value.trace, refusals: [] }
            : { right, allowed: false, trace: null, refusals: found.refusals.map(viewRefusal) };
        }),
        acts: acts
          .filter((act) => act.dataSets.includes(id))
          .map(({ number, on, rights, until }) => ({ number, on, rights: [...rights], until })),
      });
    }
    dataSets.sort((a, b) => `${a.entityName} ${a.name}`.localeCompare(`${b.entityName} ${b.name}`, 'it'));
    const names = new Map(dataSets.map(({ id, name, entityName: owner }) => [id, `${name} (${owner})`]));
    const mine = await authorisationsOf(tx, association, { people: [person] });
    const recent = (await accessesLike(tx, { association, people: [person] }, { limit: 10 })).map((row) => ({
      at: row.at.toISOString(),
      dataSet: names.get(row.dataSet) ?? '',
      right: row.right,
      purpose: row.purpose,
    }));
    return { dataSets, authorisations: await viewAuthorisations(tx, association, mine, now.today), recent };
  },
});
