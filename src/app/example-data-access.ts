import { addDays, dayAt } from '../kernel/day.ts';
import {
  addDataSet,
  authorisePerson,
  confirmReading,
  listAuthorisations,
  listDataSets,
  listMeasures,
  recordAct,
  recordMeasure,
  storeDataSetDocument,
} from '../modules/privacy/module.ts';
import type { Actor } from '../platform/action.ts';
import type { Perform } from '../platform/perform.ts';
import type { Role } from '../platform/role.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';

/**
 * Two data sets of the member of an example association, and acts about them: a technician who may consult, an employee who may
 * also modify, one whose technical measure is still to be applied. What is already there stays.
 */
export async function loadExampleDataAccess(
  perform: Perform,
  { association, member, now }: ExamplePlace,
): Promise<void> {
  if (!member) return;
  const operator = consoleIn(association);
  if ((await perform(listDataSets, {}, operator)).items.length > 0) return;
  const on = addDays(dayAt(now.getTime()), -20);
  const registry = await perform(
    addDataSet,
    {
      entity: member.code,
      name: 'Anagrafe della popolazione',
      about: 'Schede individuali e di famiglia dei residenti',
      purpose: 'Servizi demografici ed elettorali',
      hosted: 'Centro dati dell’ente capofila',
      personal: true,
    },
    operator,
  );
  const streets = await perform(
    addDataSet,
    {
      entity: member.code,
      name: 'Stradario e numeri civici',
      about: 'Nomi delle strade e numeri, senza persone',
      purpose: 'Toponomastica e cartografia',
      hosted: 'Cloud qualificato',
      personal: false,
    },
    operator,
  );
  const act = (number: string, role: Role, rights: ('consult' | 'modify' | 'transmit')[], dataSets: string[]) =>
    perform(
      recordAct,
      {
        number,
        on,
        signedBy: `il Sindaco di ${member.name}`,
        email: emailOf(role),
        rights,
        dataSets,
        document: textFile(`atto-${number}.txt`, `Atto n. ${number}: nomina ai sensi della convenzione.`),
      },
      operator,
    );
  const authorised = (role: Role) =>
    perform(
      authorisePerson,
      {
        email: emailOf(role),
        authorisedBy: 'il Responsabile del trattamento',
        on,
        instructions: textFile('istruzioni.txt', 'Istruzioni alle persone autorizzate al trattamento.'),
      },
      operator,
    );
  await act('12', 'L2', ['consult'], [registry.id]);
  await act('14', 'EMP', ['consult', 'modify'], [registry.id]);
  for (const { id } of (await perform(listMeasures, {}, operator)).items)
    await perform(recordMeasure, { measure: id, note: 'Aggiunta al gruppo dell’anagrafe' }, operator);
  await act('15', 'L1', ['consult', 'modify'], [streets.id]);
  for (const role of ['L2', 'EMP', 'L1'] as const) await authorised(role);
  const authorisations = (await perform(listAuthorisations, {}, operator)).items;
  const personOf = (role: Role) => authorisations.find(({ personName }) => personName.endsWith(` ${role}`));
  for (const role of ['L2', 'EMP'] as const) {
    const found = personOf(role);
    if (!found) continue;
    const actor = personWith(association, { id: found.person, name: found.personName });
    await perform(confirmReading, { authorisation: found.id }, actor);
    if (role !== 'EMP') continue;
    const document = textFile('famiglie-per-via.csv', 'via;famiglie\nvia Roma;42\nvia Garibaldi;17\n');
    const purpose = 'Aggiornamento mensile dello stradario';
    await perform(storeDataSetDocument, { dataSet: registry.id, purpose, document }, actor);
  }
}

const emailOf = (role: Role) => `${role.toLowerCase()}@comunanza.example`;

function textFile(name: string, words: string) {
  return {
    name,
    type: name.endsWith('.csv') ? 'text/csv' : 'text/plain',
    base64: Buffer.from(words).toString('base64'),
  };
}

/** One of the people of the examples, doing what only the person can. */
function personWith(association: string, { id, name }: { id: string; name: string }): Actor {
  return { ...consoleIn(association), kind: 'person', person: id, name, via: 'job' };
}
