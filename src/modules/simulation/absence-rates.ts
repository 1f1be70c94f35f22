import { toDecimal } from '../../kernel/fraction.ts';
import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { theClause } from '../agreement/rules/index.ts';
import { absenceRatesOf, type Office, type PersonDays } from '../publication/rules/index.ts';
import type { Fields } from './facts.ts';
import { readFacts } from './read-facts.ts';
import { dayForYear, type Simulation } from './simulation.ts';

type RatesFacts = { readonly period: string; readonly offices: readonly Office[] };

const periodForm = /^(?!0000)[0-9]{4}-(Q[1-4]|0[1-9]|1[0-2])$/;

/** Rates of absence and presence by office (R-AT-7). */
export const absenceRates: Simulation<RatesFacts> = {
  rule: 'absence-rates',
  title: text('tassi di assenza e di presenza', 'rates of absence and presence'),
  check: (raw) =>
    readFacts<RatesFacts>(raw, ['period', 'offices'], (fields) => {
      const period = fields.text('period', { mandatory: true });
      if (period !== undefined && !periodForm.test(period))
        fields.report(
          'period',
          'Serve un trimestre o un mese: "2027-Q2" o "2027-04".',
          'A quarter or a month is needed: "2027-Q2" or "2027-04".',
        );
      return { period, offices: readOffices(fields) };
    }),
  run: ({ period, offices }, agreement) => {
    const clause = theClause(agreement, 'absence-rates', dayForYear(agreement, Number(period.slice(0, 4))));
    if (!clause.ok) return clause;
    const rates = absenceRatesOf(offices, clause.value);
    if (!rates.ok) return rates;
    return ok({
      result: {
        offices: rates.value.map(({ id, absence, presence, merged }) => ({
          id,
          absence: toDecimal({ num: absence, den: 100n }, 2),
          presence: toDecimal({ num: presence, den: 100n }, 2),
          merged: [...merged],
        })),
      },
      explain: () => Object.fromEntries(rates.value.map(({ explain }, place) => [`offices[${place}]`, explain()])),
    });
  },
};

function readOffices(fields: Fields): Office[] | undefined {
  const ids = new Set<string>();
  return fields.list(
    'offices',
    (raw, path) => {
      const office = fields.reader.fields(raw, path, ['id', 'people']);
      const id = office?.text('id', { mandatory: true });
      if (id !== undefined && ids.has(id))
        office?.report('id', `L'ufficio «${id}» è ripetuto.`, `The office "${id}" is there twice.`);
      if (id !== undefined) ids.add(id);
      const people = office?.list('people', (person, at) => readPerson(office.reader.fields(person, at, personKeys)), {
        mandatory: true,
      });
      return id === undefined || people === undefined ? undefined : { id, people };
    },
    { mandatory: true },
  );
}

const personKeys = ['workingDays', 'absentDays'];

function readPerson(person: Fields | undefined): PersonDays | undefined {
  const workingDays = person?.whole('workingDays', { mandatory: true });
  const absentDays = person?.whole('absentDays', { mandatory: true });
  if (workingDays === undefined || absentDays === undefined) return undefined;
  if (absentDays > workingDays)
    person?.report(
      'absentDays',
      'I giorni di assenza sono più dei giorni lavorativi.',
      'There are more days of absence than working days.',
    );
  return { workingDays, absentDays };
}
