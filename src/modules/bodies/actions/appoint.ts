import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { officeNames } from '../office-names.ts';
import { endOfAppointment, type Office, officesFrom, whyNotAppoint } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import { endAppointment, holdBodies, insertAppointment } from '../storage/recordings.ts';
import { fileShape, specimen, storeDocument } from './documents.ts';
import { factsToChange, mustBeKnown, mustBeOwn } from './found.ts';
import { actShape, entityShape, longTextShape, nameShape, numberShape, officeShape, personShape } from './shapes.ts';
import { inBoth } from './views.ts';

/**
 * Appoints a person to an office of the association: the head, the referent of an entity, a delegated mayor, any other that
 * is named. One holder at a time: who held it until then does so until the day before. Whoever reaches their own entity only
 * appoints for it. Refuses what `whyNotAppoint` does, `bodies/no-such-office`, `bodies/office-taken`, `bodies/not-your-entity`.
 */
export const appoint = defineAction({
  name: 'bodies/appoint',
  title: text('registrare una nomina', 'record an appointment'),
  about: text(
    'La nomina del responsabile, di un referente o del suo sostituto, di un sindaco delegato o di un’altra carica, con l’atto allegato e le competenze affidate.',
    'The appointment of the head, of a referent or deputy, of a delegated mayor or to another office, with the act attached and the powers entrusted.',
  ),
  permission: { capability: 'bodies', letter: 'w' },
  http: { method: 'POST', path: '/appointments' },
  input: z.object({
    office: officeShape,
    /** The office's name, where the agreement has none. */
    name: nameShape.optional(),
    nameEnglish: nameShape.optional(),
    entity: entityShape.nullable().default(null),
    deputy: z.boolean().default(false),
    person: personShape,
    since: dayShape,
    until: dayShape.optional(),
    act: actShape,
    actNumber: numberShape,
    actDay: dayShape,
    document: fileShape,
    /** Papers that the agreement wants beside the act, by their id. */
    papers: z.record(z.string().max(60), fileShape).default({}),
    powers: z.array(z.string().max(60)).max(200).default([]),
    provisional: z.boolean().default(false),
    note: longTextShape,
  }),
  output: z.object({ appointment: z.uuid(), since: dayShape, until: dayShape.nullable() }),
  example: {
    office: 'head',
    person: '00000000-0000-4000-8000-000000000000',
    since: '2027-01-01',
    until: '2029-12-31',
    act: 'decreto del Presidente',
    actNumber: '7',
    actDay: '2026-12-18',
    document: specimen,
  },
  async run({ tx, association, actor, reach, now, input, tell }) {
    await holdBodies(tx, association);
    const { entity, deputy, person, since, powers } = input;
    const facts = await factsToChange(tx, association, since);
    const office = officeOf(officesFrom(facts), input);
    mustBeOwn(reach, actor, office.per === 'entity' ? entity : null);
    const problems = problemsWith(office, input);
    if (problems.length > 0) throw new BadInput(problems);
    mustBeKnown(facts, person);
    const place = office.per === 'entity' ? entity : null;
    const refused = whyNotAppoint(facts, { office, entity: place, deputy, person, since });
    if (refused.length > 0) throw new Refused(...refused);
    const until = input.until ?? endOfAppointment(office, since);
    const by = { at: now.instant, by: actor.person };
    const there = facts.appointments.filter(
      (one) =>
        one.office === office.id &&
        one.entity === place &&
        one.deputy === deputy &&
        (until === null || one.since <= until) &&
        (one.until === null || one.until >= since),
    );
    const names = await officeNames(
      tx,
      there.map((one) => one.person),
    );
    for (const one of there) {
      if (one.since >= since) throw new Refused(refusals.officeTaken(names.get(one.person) ?? '', one.since));
      await endAppointment(tx, association, { id: one.id, until: addDays(since, -1), ending: input.act }, by);
    }
    const document = await storeDocument(tx, association, { file: input.document, entity: place }, by);
    const papers = [];
    for (const { id } of office.papers) {
      const paper = { file: input.papers[id]!, entity: place, path: `papers.${id}` };
      papers.push({ paper: id, document: await storeDocument(tx, association, paper, by) });
    }
    const appointment = {
      id: randomUUID(),
      office: office.id,
      name: office.source === null && input.name ? inBoth(input.name, input.nameEnglish) : null,
      entity: place,
      deputy,
      person,
      since,
      until,
      act: { act: input.act, number: input.actNumber, day: input.actDay },
      document,
      powers,
      provisional: input.provisional,
      note: input.note,
    };
    await insertAppointment(tx, association, appointment, papers, by);
    tell({
      actingFor: person,
      ...(there.length > 0 ? { before: there.map((one) => ({ person: one.person, since: one.since })) } : {}),
      after: { office: office.id, entity: place, deputy, since, until, act: appointment.act, powers },
    });
    return { appointment: appointment.id, since, until };
  },
});

type Given = {
  readonly office: string;
  readonly name?: string | undefined;
  readonly nameEnglish?: string | undefined;
  readonly entity: string | null;
  readonly since: string;
  readonly until?: string | undefined;
  readonly papers: Readonly<Record<string, unknown>>;
  readonly powers: readonly string[];
};

/** A known office, or a new one with the name it is given. Refuses `bodies/no-such-office`. */
function officeOf(offices: readonly Office[], input: Given): Office {
  const known = offices.find(({ id }) => id === input.office);
  if (known) return known;
  if (!input.name || !/^[a-z0-9][a-z0-9.-]*$/.test(input.office)) throw new Refused(refusals.noSuchOffice());
  return {
    id: input.office,
    name: inBoth(input.name, input.nameEnglish),
    per: input.entity === null ? 'association' : 'entity',
    role: null,
    from: null,
    appointedBy: null,
    deputy: true,
    years: null,
    papers: [],
    powers: [],
    source: null,
  };
}

function problemsWith(office: Office, { papers, powers, since, until }: Given) {
  const allowed = new Set(office.powers.map(({ id }) => id));
  return [
    ...(until !== undefined && until < since
      ? [
          {
            path: 'until',
            says: text("L'ultimo giorno viene prima del primo.", 'The last day comes before the first one.'),
          },
        ]
      : []),
    ...office.papers
      .filter(({ id }) => papers[id] === undefined)
      .map(({ id, title }) => ({
        path: `papers.${id}`,
        says: text(
          `Manca un allegato che la convenzione vuole: ${title.it}.`,
          `A paper that the agreement wants is missing: ${title.en}.`,
        ),
      })),
    ...Object.keys(papers)
      .filter((id) => !office.papers.some((paper) => paper.id === id))
      .map((id) => ({
        path: `papers.${id}`,
        says: text('La convenzione non prevede questo allegato.', 'The agreement has no such paper.'),
      })),
    ...powers
      .filter((power) => !allowed.has(power))
      .map((power) => ({
        path: 'powers',
        says: text(
          `«${power}» non è tra le competenze dell'elenco.`,
          `“${power}” is not among the powers of the list.`,
        ),
      })),
  ];
}
