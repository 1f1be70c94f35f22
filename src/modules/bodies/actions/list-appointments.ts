import { z } from 'zod';
import { type Text, text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, sourceShape, textShape } from '../../../platform/shape.ts';
import { bodyFacts } from '../body-facts.ts';
import { officeNames } from '../office-names.ts';
import { entitiesNeeding, holds, officeHolders, officesFrom } from '../rules/index.ts';
import { documentNames } from '../storage/documents.ts';
import { papersOf } from '../storage/recordings.ts';
import { actView, documentView, entityView, namedPersonView } from './shapes.ts';
import { readers } from './who.ts';

const choice = z.object({ id: z.string().max(60), title: textShape });

type Titled = { readonly id: string; readonly title: Text };

const titleOf = (list: readonly Titled[], id: string): Text =>
  list.find((entry) => entry.id === id)?.title ?? text(id, id);

export const listAppointments = defineAction({
  name: 'bodies/list-appointments',
  title: text('elencare le nomine', 'list the appointments'),
  about: text(
    'Le cariche della convenzione e chi le ricopriva in un giorno; con `state=any` anche le nomine finite. Referente di un ente è chi è nominato o, senza nomina, chi ne ha l’incarico: lo stesso che siede negli organi.',
    'The offices of the agreement and who held them on a day; with `state=any` ended appointments too. The referent of an entity is who is appointed or, without an appointment, who holds the post: the same who sits in the bodies.',
  ),
  reads: true,
  permission: { capability: 'bodies', letter: 'r', roles: readers },
  http: { method: 'GET', path: '/appointments' },
  input: z.object({ on: dayShape.optional(), state: z.enum(['current', 'any']).default('current') }),
  output: z.object({
    on: dayShape,
    offices: z
      .array(
        z.object({
          id: z.string().max(60),
          name: textShape,
          per: z.enum(['association', 'entity']),
          deputy: z.boolean(),
          appointedBy: textShape.nullable(),
          papers: z.array(choice).max(100),
          powers: z.array(choice).max(200),
          source: sourceShape.nullable(),
          /** Entities that should have a holder and have none; of an office of the association, whether it is vacant. */
          missing: z.array(entityView).max(10_000),
          vacant: z.boolean(),
        }),
      )
      .max(1000),
    items: z
      .array(
        z.object({
          /** The recorded appointment; null for who holds the office by the post alone. */
          appointment: z.uuid().nullable(),
          /** The post that gives the office; null where it comes from the appointment. */
          post: z.uuid().nullable(),
          office: z.string().max(60),
          name: textShape,
          holder: namedPersonView,
          entity: entityView.nullable(),
          deputy: z.boolean(),
          since: dayShape,
          until: dayShape.nullable(),
          act: actView,
          document: documentView.nullable(),
          papers: z
            .array(z.object({ paper: z.string().max(60), title: textShape, document: documentView.nullable() }))
            .max(100),
          powers: z.array(choice).max(200),
          provisional: z.boolean(),
          note: z.string().max(2000),
          ending: z.string().max(400).nullable(),
          /** The person has, that day, a post of the role that lets them work in the platform. */
          canWork: z.boolean().nullable(),
        }),
      )
      .max(10_000),
  }),
  example: { on: '2027-01-01' },
  async run({ tx, association, now, input }) {
    const on = input.on ?? now.today;
    const facts = await bodyFacts(tx, association, on);
    const offices = officesFrom(facts);
    const all = officeHolders(facts, offices);
    const current = all.filter((one) => holds(one, on));
    const shown = input.state === 'any' ? all.toReversed() : current;
    const names = await officeNames(tx, [...new Set(shown.map(({ person }) => person))]);
    const papers = await papersOf(tx, association);
    const documents = await documentNames(tx, association, [
      ...shown.flatMap(({ appointment }) => appointment?.document ?? []),
      ...shown.flatMap(({ appointment }) => (papers.get(appointment?.id ?? '') ?? []).map((paper) => paper.document)),
    ]);
    const document = (id: string | undefined) => {
      const name = id === undefined ? undefined : documents.get(id);
      return id === undefined || name === undefined ? null : { id, name };
    };
    const members = new Map(facts.members.map(({ code, name }) => [code as string, name]));
    const entity = (code: string | null) => (code === null ? null : { code, name: members.get(code) ?? code });
    return {
      on,
      offices: offices.map((office) => {
        const { id, name, per, deputy, appointedBy, papers: wanted, powers, source } = office;
        const held = current.filter((one) => one.office === id && !one.deputy);
        return {
          id,
          name,
          per,
          deputy,
          appointedBy,
          papers: [...wanted],
          powers: [...powers],
          source,
          missing: entitiesNeeding(facts, office)
            .filter(({ code }) => !held.some((one) => one.entity === code))
            .map(({ code, name: called }) => ({ code: code as string, name: called })),
          vacant: per === 'association' && held.length === 0,
        };
      }),
      items: shown.map((one) => {
        const office = offices.find(({ id }) => id === one.office);
        const { appointment } = one;
        return {
          appointment: appointment?.id ?? null,
          post: one.post?.post ?? null,
          office: one.office,
          name: office?.name ?? appointment?.name ?? { it: one.office, en: one.office },
          holder: { person: one.person, name: names.get(one.person) ?? '' },
          entity: entity(one.entity),
          deputy: one.deputy,
          since: one.since,
          until: one.until,
          act: appointment?.act ?? { act: one.post?.act ?? '', number: '', day: null },
          document: document(appointment?.document),
          papers: (papers.get(appointment?.id ?? '') ?? []).map((paper) => ({
            paper: paper.paper,
            title: titleOf(office?.papers ?? [], paper.paper),
            document: document(paper.document),
          })),
          powers: (appointment?.powers ?? []).map((power) => ({
            id: power,
            title: titleOf(office?.powers ?? [], power),
          })),
          provisional: appointment?.provisional ?? false,
          note: appointment?.note ?? '',
          ending: appointment?.ending ?? null,
          canWork: office?.role
            ? facts.posts.some((post) => post.person === one.person && post.role === office.role && holds(post, on))
            : null,
        };
      }),
    };
  },
});
