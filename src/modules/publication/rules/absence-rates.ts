import { fraction, roundHalfUp } from '../../../kernel/fraction.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { enumerate, text } from '../../../kernel/text.ts';
import { count, given, percent, stated, step, type Trace } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { refusals } from './refusals.ts';

/** One person's days in the period: absences count when they cover the day. */
export type PersonDays = { readonly workingDays: number; readonly absentDays: number };
export type Office = { readonly id: string; readonly people: readonly PersonDays[] };

/** Rates of an office in hundredths of a percent: absence rounded half-up, presence what is left to a hundred. */
export type OfficeRates = {
  readonly id: string;
  readonly absence: bigint;
  readonly presence: bigint;
  /** Ids of all the offices in it, its own first; none where nothing was merged. */
  readonly merged: readonly string[];
  readonly explain: () => Trace;
};

/**
 * Rates of absence and presence by office. Offices with fewer people than the clause asks are merged together, after the
 * others, under their ids joined by `+`; if they are still too few, they go into the smallest of the others (the first id
 * among equals).
 *
 * Refuses `publication/too-few-people` when there is no other office to take them, `publication/no-working-days`.
 * Source: clause kind `absence-rates` (Asti: new services, point 5; art. 16 c. 3 of D.Lgs. 33/2013).
 */
export function absenceRatesOf(offices: readonly Office[], clause: InForce<'absence-rates'>): Result<OfficeRates[]> {
  const { minOffice } = clause.terms;
  const groups = grouped(offices, minOffice);
  if (!groups)
    return refuse(refusals.tooFewPeople({ offices: offices.map(({ id }) => id), least: minOffice }, clause.source));
  const idle = groups.filter(({ people }) => people.every(({ workingDays }) => workingDays === 0));
  if (idle.length > 0)
    return refuse(
      refusals.noWorkingDays(
        idle.map(({ id }) => id),
        clause.source,
      ),
    );
  return ok(groups.map((group) => ratesOf(group, clause)));
}

type Group = Office & { readonly merged: readonly string[] };

function grouped(offices: readonly Office[], minOffice: number): Group[] | undefined {
  const small = offices.filter(({ people }) => people.length < minOffice);
  const large = offices.filter(({ people }) => people.length >= minOffice);
  const others: Group[] = large.map((office) => ({ ...office, merged: [] }));
  if (small.length === 0) return others;
  const ids = small.map(({ id }) => id);
  const people = small.flatMap((office) => office.people);
  if (people.length >= minOffice) return [...others, { id: ids.join('+'), people, merged: ids }];
  if (others.length === 0) return undefined;
  const host = others.reduce((smallest, office) =>
    office.people.length < smallest.people.length ||
    (office.people.length === smallest.people.length && office.id < smallest.id)
      ? office
      : smallest,
  );
  return others.map((office) =>
    office === host ? { id: host.id, people: [...host.people, ...people], merged: [host.id, ...ids] } : office,
  );
}

function ratesOf({ id, people, merged }: Group, clause: InForce<'absence-rates'>): OfficeRates {
  const working = people.reduce((days, { workingDays }) => days + BigInt(workingDays), 0n);
  const absent = people.reduce((days, { absentDays }) => days + BigInt(absentDays), 0n);
  const part = fraction(absent, working);
  const absence = roundHalfUp({ num: part.num * 10000n, den: part.den });
  return {
    id,
    absence,
    presence: 10000n - absence,
    merged,
    explain: () =>
      step(
        text(`tasso di assenza di ${id}`, `rate of absence of ${id}`),
        percent({ num: absence, den: 10000n }),
        text(
          'giorni di assenza divisi per giorni lavorativi, al centesimo di punto più vicino; la presenza è il resto a cento',
          'days of absence divided by working days, to the nearest hundredth of a point; presence is the rest to a hundred',
        ),
        [
          given(text('giorni di assenza', 'days of absence'), count(absent)),
          given(text('giorni lavorativi delle persone', 'working days of the people'), count(working)),
          given(text("persone dell'ufficio", 'people of the office'), count(people.length)),
          ...(merged.length > 0
            ? [
                step(
                  text('uffici uniti', 'merged offices'),
                  count(merged.length),
                  text(
                    `${enumerate(merged, 'it')}: da soli avrebbero meno di ${clause.terms.minOffice} persone`,
                    `${enumerate(merged, 'en')}: alone some would have fewer than ${clause.terms.minOffice} people`,
                  ),
                  [],
                ),
              ]
            : []),
          stated(
            text('persone per non unire un ufficio', 'people for an office not to be merged'),
            count(clause.terms.minOffice),
            clause.source,
          ),
          ...readingTraces(clause, 'minOffice'),
        ],
      ),
  };
}
