import { z } from 'zod';
import type { Day } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape, sourceShape, textShape, traceShape } from '../../../platform/shape.ts';
import { officeNames } from '../office-names.ts';
import { firstBodyName, organisationClause } from '../organisation-clause.ts';
import { explainOrganisation, organisationKinds, organisationState, organisationStates } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import { documentNames, documentWith } from '../storage/documents.ts';
import {
  insertOrganisationText,
  markConfirmed,
  markDecided,
  markDiscarded,
  organisationTexts,
  type StoredOrganisationText,
} from '../storage/organisation-texts.ts';
import { holdBodies } from '../storage/recordings.ts';
import { organisationStateTitles } from '../vocabulary.ts';
import { fileShape, specimen, storeDocument } from './documents.ts';
import { actFields, actView, documentView, longTextShape, nameShape } from './shapes.ts';
import { keepers, readers } from './who.ts';

const number = z.coerce.number().pipe(z.int().min(0).max(1_000_000)).meta({ format: 'int32' });
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const stepView = z.object({ act: actView, sha256: digest, by: z.string().max(200).nullable() });

const textView = z.object({
  number,
  kind: z.enum(organisationKinds),
  title: z.string().max(200),
  about: z.string().max(2000),
  state: z.enum(organisationStates),
  document: documentView.nullable(),
  sha256: digest,
  first: stepView.nullable(),
  second: stepView.extend({ document: documentView.nullable() }).nullable(),
  since: dayShape.nullable(),
  discarded: z.object({ on: dayShape, reason: z.string().max(400) }).nullable(),
});

/** How the agreement wants it; null where it does not speak of it. */
const foreseenView = z
  .object({
    source: sourceShape,
    /** The body that decides first, and what it is called. */
    body: z.string().max(64),
    first: textShape,
    second: textShape,
    secondWithin: z.int().min(0),
  })
  .nullable();

type Context = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

async function foreseenOn({ tx, association }: Context, on: Day) {
  const clause = await organisationClause(tx, association, on);
  if (!clause) return null;
  const { first: body, second, secondWithin } = clause.terms;
  const first = await firstBodyName(tx, association, { on, clause });
  return { source: clause.source, body, first, second, secondWithin };
}

async function viewsOf({ tx, association }: Context, all: readonly StoredOrganisationText[], on: Day) {
  const people = all.flatMap(({ firstBy, secondBy }) => [firstBy, secondBy]).filter((one) => one !== null);
  const names = await officeNames(tx, people);
  const documents = await documentNames(
    tx,
    association,
    all.flatMap(({ document, secondDocument }) => (secondDocument === null ? [document] : [document, secondDocument])),
  );
  const document = (id: string | null) => {
    const name = id === null ? undefined : documents.get(id);
    return id !== null && name !== undefined ? { id, name } : null;
  };
  const by = (person: string | null) => (person === null ? null : (names.get(person) ?? null));
  return all.map((one) => ({
    number: one.number,
    kind: one.kind,
    title: one.title,
    about: one.about,
    state: organisationState(one, all, on),
    document: document(one.document),
    sha256: one.sha256,
    first: one.first && { ...one.first, by: by(one.firstBy) },
    second: one.second && { ...one.second, by: by(one.secondBy), document: document(one.secondDocument) },
    since: one.since,
    discarded: one.discarded === null ? null : { on: one.discarded, reason: one.discardedReason ?? '' },
  }));
}

export const listOrganisationTexts = defineAction({
  name: 'bodies/list-organisation-texts',
  title: text('elencare i testi sull’organizzazione dell’ufficio', 'list the texts on the organisation of the office'),
  about: text(
    'Organigrammi e regolamenti, con i due atti di ciascuno e lo stato in un giorno: le versioni restano.',
    'Charts and regulations, with the two acts of each and where it stands on a day: versions are kept.',
  ),
  reads: true,
  permission: { capability: 'bodies', letter: 'r', roles: readers },
  http: { method: 'GET', path: '/organisation-texts' },
  input: z.object({ on: dayShape.optional() }),
  output: z.object({ on: dayShape, foreseen: foreseenView, items: z.array(textView).max(10_000) }),
  example: { on: '2027-05-01' },
  async run(context) {
    const on = context.input.on ?? context.now.today;
    const all = await organisationTexts(context.tx, context.association);
    return { on, foreseen: await foreseenOn(context, on), items: await viewsOf(context, all, on) };
  },
});

/** A text with why it is in force, or what it lacks. Refuses `bodies/no-such-record`. */
export const showOrganisationText = defineAction({
  name: 'bodies/show-organisation-text',
  title: text('consultare un testo sull’organizzazione', 'read a text on the organisation'),
  reads: true,
  permission: { capability: 'bodies', letter: 'r', roles: readers },
  http: { method: 'GET', path: '/organisation-texts/:number' },
  input: z.object({ number, on: dayShape.optional() }),
  output: textView.extend({ foreseen: foreseenView, trace: traceShape }),
  example: { number: 1 },
  async run(context) {
    const { tx, association, now, input } = context;
    const on = input.on ?? now.today;
    const all = await organisationTexts(tx, association);
    const one = theText(all, input.number);
    const clause = await organisationClause(tx, association, on);
    const firstBody = await firstBodyName(tx, association, { on, clause });
    const view = (await viewsOf(context, all, on)).find((found) => found.number === one.number)!;
    return {
      ...view,
      foreseen: await foreseenOn(context, on),
      trace: explainOrganisation(one, { state: view.state, on, clause, firstBody }),
    };
  },
});

/** Puts a text forward. Refuses `bodies/organisation-not-foreseen`, `bodies/document-type`. */
export const proposeOrganisationText = defineAction({
  name: 'bodies/propose-organisation-text',
  title: text('proporre un testo sull’organizzazione dell’ufficio', 'propose a text on the organisation of the office'),
  about: text(
    'Organigramma, regolamento o altra forma ammessa dalla legge: il file è il testo che i due atti adottano, riconosciuto dalla sua impronta.',
    'Chart, regulation or another form the law admits: the file is the text that both acts adopt, known by its digest.',
  ),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/organisation-texts' },
  input: z.object({
    kind: z.enum(organisationKinds),
    title: nameShape,
    about: longTextShape,
    document: fileShape,
  }),
  output: z.object({ number, sha256: digest }),
  example: { kind: 'chart', title: 'Organigramma dell’ufficio unico', document: specimen },
  async run({ tx, association, actor, now, input, tell }) {
    if (!(await organisationClause(tx, association, now.today))) throw new Refused(refusals.organisationNotForeseen());
    await holdBodies(tx, association);
    const { kind, title, about } = input;
    const by = { at: now.instant, by: actor.person };
    const document = await storeDocument(tx, association, { file: input.document, entity: null }, by);
    const { sha256 } = (await documentWith(tx, association, document))!;
    const found = await insertOrganisationText(tx, association, { kind, title, about, document, sha256 }, by);
    tell({ after: { text: found, kind, title, sha256 } });
    return { number: found, sha256 };
  },
});

/**
 * The first step: the body's act on the text. Where the agreement names the body, it comes from its decision.
 * Refuses `bodies/no-such-record`, `bodies/organisation-step`.
 */
export const recordOrganisationDecision = defineAction({
  name: 'bodies/record-organisation-decision',
  title: text('registrare la delibera sull’organizzazione', 'record the decision on the organisation'),
  about: text(
    'Il primo passo: l’organo dell’associazione delibera il testo. Da sola non lo mette in vigore.',
    'The first step: the body of the association decides the text. By itself it does not put it in force.',
  ),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/organisation-texts/:number/decision' },
  input: z.object({ number, ...actFields, actDay: dayShape }),
  output: z.object({ number }),
  example: { number: 1, act: "delibera dell'Assemblea", actNumber: '4', actDay: '2027-04-26' },
  async run({ tx, association, actor, now, input, tell }) {
    await holdBodies(tx, association);
    const all = await organisationTexts(tx, association);
    const one = theText(all, input.number);
    const clause = await organisationClause(tx, association, now.today);
    mustBeIn('draft', { one, all, on: now.today, source: clause?.source ?? null });
    mustNotBeAhead(input.actDay, now.today);
    const given = { act: input.act, number: input.actNumber, day: input.actDay };
    await markDecided(tx, { association, number: one.number }, given, { at: now.instant, by: actor.person });
    tell({ after: { text: one.number, ...given, sha256: one.sha256 } });
    return { number: one.number };
  },
});

/**
 * The second step, which puts the text in force: the act of the lead on the same text, told by the digest of the file attached.
 * Refuses `bodies/no-such-record`, `bodies/organisation-step`, `bodies/organisation-before-first`,
 * `bodies/organisation-texts-differ`, `bodies/organisation-rewrites-past`.
 */
export const recordOrganisationAct = defineAction({
  name: 'bodies/record-organisation-act',
  title: text('registrare l’atto conforme sull’organizzazione', 'record the matching act on the organisation'),
  about: text(
    'Il secondo passo: l’atto della Giunta del capofila, con il testo che adotta. Il testo vale solo se è lo stesso che l’organo ha deliberato.',
    'The second step: the act of the lead’s Giunta, with the text that it adopts. The text holds only if it is the one the body decided.',
  ),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/organisation-texts/:number/act' },
  input: z.object({
    number,
    ...actFields,
    actDay: dayShape,
    /** The text that the act adopts, as it is attached to it. */
    document: fileShape,
    /** The first day in force; the act's own where left out. */
    since: dayShape.optional(),
  }),
  output: z.object({ number, since: dayShape }),
  example: { number: 1, act: 'delibera della Giunta', actNumber: '31', actDay: '2027-05-12', document: specimen },
  async run({ tx, association, actor, now, input, tell }) {
    await holdBodies(tx, association);
    const all = await organisationTexts(tx, association);
    const one = theText(all, input.number);
    const source = (await organisationClause(tx, association, now.today))?.source ?? null;
    mustBeIn('half-way', { one, all, on: now.today, source });
    mustNotBeAhead(input.actDay, now.today);
    const { day } = one.first!.act;
    if (input.actDay < day) throw new Refused(refusals.organisationBefore(day, source));
    const since = input.since ?? input.actDay;
    if (since < input.actDay)
      throw new BadInput([
        {
          path: 'since',
          says: text(
            'Il testo vale al più presto dal giorno dell’atto.',
            'The text holds from the day of the act at the earliest.',
          ),
        },
      ]);
    const later = all.find((other) => other.kind === one.kind && other.since !== null && other.since >= since);
    if (later) throw new Refused(refusals.organisationRewritesPast(later.since!));
    const by = { at: now.instant, by: actor.person };
    const document = await storeDocument(tx, association, { file: input.document, entity: null }, by);
    const { sha256 } = (await documentWith(tx, association, document))!;
    if (sha256 !== one.sha256)
      throw new Refused(refusals.organisationTextsDiffer({ first: one.sha256, second: sha256 }, source));
    const given = { act: input.act, number: input.actNumber, day: input.actDay };
    await markConfirmed(tx, { association, number: one.number }, { ...given, document, sha256, since }, by);
    tell({ after: { text: one.number, ...given, sha256, since } });
    return { number: one.number, since };
  },
});

/** Gives a text up before it is in force. Refuses `bodies/no-such-record`, `bodies/organisation-step`. */
export const discardOrganisationText = defineAction({
  name: 'bodies/discard-organisation-text',
  title: text('rinunciare a un testo sull’organizzazione', 'give up a text on the organisation'),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/organisation-texts/:number/discarding' },
  input: z.object({ number, reason: z.string().trim().min(1).max(400) }),
  output: z.object({ number }),
  example: { number: 1, reason: 'La Giunta ha chiesto un testo diverso.' },
  async run({ tx, association, now, input, tell }) {
    await holdBodies(tx, association);
    const all = await organisationTexts(tx, association);
    const one = theText(all, input.number);
    if (one.second !== null || one.discarded !== null)
      throw new Refused(
        refusals.organisationStep(organisationStateTitles[organisationState(one, all, now.today)], null),
      );
    await markDiscarded(tx, { association, number: one.number }, { on: now.today, reason: input.reason });
    tell({ after: { text: one.number, discarded: now.today, reason: input.reason } });
    return { number: one.number };
  },
});

function theText(all: readonly StoredOrganisationText[], wanted: number): StoredOrganisationText {
  const found = all.find((one) => one.number === wanted);
  if (!found) throw new Refused(refusals.noSuchRecord());
  return found;
}

function mustBeIn(
  wanted: (typeof organisationStates)[number],
  {
    one,
    all,
    on,
    source,
  }: {
    readonly one: StoredOrganisationText;
    readonly all: readonly StoredOrganisationText[];
    readonly on: Day;
    readonly source: Parameters<typeof refusals.organisationStep>[1];
  },
): void {
  const state = organisationState(one, all, on);
  if (state !== wanted) throw new Refused(refusals.organisationStep(organisationStateTitles[state], source));
}

function mustNotBeAhead(day: Day, today: Day): void {
  if (day > today)
    throw new BadInput([
      {
        path: 'actDay',
        says: text('L’atto porta una data fino a oggi.', 'The act has a day up to today.'),
      },
    ]);
}
