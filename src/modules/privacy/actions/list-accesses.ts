import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { peopleCalled, seeingColleagues } from '../../identity/index.ts';
import { entityNames, peopleNames } from '../names.ts';
import { accessesLike, countAccesses } from '../storage/accesses.ts';
import { actsLike } from '../storage/acts.ts';
import { dataSets } from '../storage/data-sets.ts';
import { ownEntity } from './own-entity.ts';
import { readsLog } from './permissions.ts';
import { rightShape } from './shapes.ts';

const accessView = z.object({
  number: z.int().min(1),
  at: z.iso.datetime(),
  entity: z.string(),
  entityName: z.string(),
  dataSet: z.uuid(),
  dataSetName: z.string(),
  person: z.uuid(),
  personName: z.string(),
  role: z.string().nullable(),
  right: rightShape,
  purpose: z.string(),
  document: z.string().nullable().meta({ description: 'Il documento; vuoto per l’elenco.' }),
  recipient: z.string().nullable(),
  legalBasis: z.string().nullable(),
  act: z.string().nullable().meta({ description: 'L’atto che lo consentiva; vuoto in emergenza.' }),
  emergency: z.boolean(),
  origin: z.string().nullable(),
});
export type AccessView = z.output<typeof accessView>;

/** Who opened the data of the own entity, when, by which act and what for, the latest first. */
export const listAccesses = defineAction({
  name: 'privacy/list-accesses',
  title: text('leggere il registro degli accessi ai dati', 'read the log of accesses to data'),
  about: text(
    'Ogni consultazione, modifica e trasmissione dei dati del proprio ente. Il registro non si cambia e non si cancella.',
    'Every consultation, change and transmission of the data of the own entity. The log is neither changed nor erased.',
  ),
  reads: true,
  permission: readsLog,
  http: { method: 'GET', path: '/data-accesses' },
  input: z.object({
    dataSet: z.uuid().optional(),
    person: z.string().trim().min(1).max(120).optional().meta({ description: 'Parte del nome o dell’indirizzo.' }),
    right: rightShape.optional(),
    since: dayShape.optional(),
    until: dayShape.optional(),
    cursor: z
      .string()
      .max(15)
      .regex(/^[0-9]+$/)
      .optional(),
    limit: z.int().min(1).max(10_000).default(50).meta({ format: 'int32' }),
  }),
  output: z.object({ count: z.int().min(0), items: z.array(accessView), next: z.string().nullable() }),
  example: { right: 'transmit', since: '2027-01-01' },
  async run({ tx, association, actor, reach, input }) {
    const own = ownEntity({ actor, reach });
    const { person, cursor, limit, dataSet, right, since, until } = input;
    const filter = {
      association,
      ...(own === undefined ? {} : { entity: own }),
      ...(person === undefined ? {} : { people: await seeingColleagues(tx, () => peopleCalled(tx, person)) }),
      ...(dataSet === undefined ? {} : { dataSet }),
      ...(right === undefined ? {} : { right }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    };
    const count = await countAccesses(tx, filter);
    const before = cursor === undefined ? undefined : Number(cursor);
    const rows = await accessesLike(tx, filter, { before, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const entityName = await entityNames(tx, association);
    const personName = await peopleNames(
      tx,
      shown.map((row) => row.person),
    );
    const setNames = new Map((await dataSets(tx, association, own)).map(({ id, name }) => [id, name]));
    const actNumbers = new Map(
      (await actsLike(tx, association, own === undefined ? {} : { entity: own })).map(({ id, number }) => [id, number]),
    );
    return {
      count,
      items: shown.map((row) => ({
        number: row.number,
        at: row.at.toISOString(),
        entity: row.entity,
        entityName: entityName(row.entity),
        dataSet: row.dataSet,
        dataSetName: setNames.get(row.dataSet) ?? '',
        person: row.person,
        personName: personName(row.person),
        role: row.role,
        right: row.right,
        purpose: row.purpose,
        document: row.document && (row.documentName ?? row.document),
        recipient: row.recipient,
        legalBasis: row.legalBasis,
        act: row.act && (actNumbers.get(row.act) ?? row.act),
        emergency: row.emergency !== null,
        origin: row.origin,
      })),
      next: rows.length > limit ? String(shown.at(-1)!.number) : null,
    };
  },
});
