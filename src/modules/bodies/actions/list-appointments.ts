import { z } from 'zod';
import { type Text, text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, sourceShape, textShape } from '../../../platform/shape.ts';
import { bodyFacts } from '../body-facts.ts';
import { officeNames } from '../office-names.ts';
import { holds, officesFrom } from '../rules/index.ts';
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
    'Le cariche della convenzione e chi le ricopriva in un giorno; con `state=any` anche le nomine finite.',
    'The offices of the agreement and who held them on a day; with `state=any` ended appointments too.',
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
          appointment: z.uuid(),
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
    const current = facts.appointments.filter((one) => holds(one, on));
    const shown = input.state === 'any' ? facts.appointments.toReversed() : current;
    const names = await officeNames(tx, [...new Set(shown.map(({ person }) => person))]);
    const papers = await papersOf(tx, association);
    const documents = await documentNames(tx, association, [
      ...shown.map(({ document }) => document),
      ...shown.flatMap(({ id }) => (papers.get(id) ?? []).map((paper) => paper.document)),
    ]);
    const document = (id: string) => {
      const name = documents.get(id);
      return name === undefined ? null : { id, name };
    };
    const members = new Map(facts.members.map(({ code, name }) => [code as string, name]));
    const entity = (code: string | null) => (code === null ? null : { code, name: members.get(code) ?? code });
    return {
      on,
      offices: offices.map(({ id, name, per, deputy, appointedBy, papers: wanted, powers, source }) => {
        const held = current.filter((one) => one.office === id && !one.deputy);
        const needed = per === 'entity' ? facts.members.filter(({ relation }) => relation !== 'partner') : [];
        return {
          id,
          name,
          per,
          deputy,
          appointedBy,
          papers: [...wanted],
          powers: [...powers],
          source,
          missing: needed
            .filter(({ code }) => !held.some((one) => one.entity === code))
            .map(({ code, name: called }) => ({ code: code as string, name: called })),
          vacant: per === 'association' && held.length === 0,
        };
      }),
      items: shown.map((one) => {
        const office = offices.find(({ id }) => id === one.office);
        return {
          appointment: one.id,
          office: one.office,
          name: office?.name ?? one.name ?? { it: one.office, en: one.office },
          holder: { person: one.person, name: names.get(one.person) ?? '' },
          entity: entity(one.entity),
          deputy: one.deputy,
          since: one.since,
          until: one.until,
          act: one.act,
          document: document(one.document),
          papers: (papers.get(one.id) ?? []).map((paper) => ({
            paper: paper.paper,
            title: titleOf(office?.papers ?? [], paper.paper),
            document: document(paper.document),
          })),
          powers: one.powers.map((power) => ({ id: power, title: titleOf(office?.powers ?? [], power) })),
          provisional: one.provisional,
          note: one.note,
          ending: one.ending,
          canWork: office?.role
            ? facts.posts.some((post) => post.person === one.person && post.role === office.role && holds(post, on))
            : null,
        };
      }),
    };
  },
});
