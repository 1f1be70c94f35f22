import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';
import { bodyFacts } from '../body-facts.ts';
import { officeNames } from '../office-names.ts';
import { bodyFromFacts, type SeatOn } from '../on-a-day.ts';
import { bodiesFrom, holds, type OfficeHolder, officeHolders, officesFrom, roleNames } from '../rules/index.ts';
import { natureShape } from './shapes.ts';

/** The bodies as the transparency section publishes them: names and offices, nothing else of anybody. */
export const showPublicBodies = defineAction({
  name: 'bodies/show-public-bodies',
  title: text('consultare la pagina pubblica degli organi', 'read the public page of the bodies'),
  about: text(
    'Per ogni organo chi ne fa parte, per quale ente e con quale ruolo, com’era in un giorno; e le cariche. Solo nomi e ruoli: dati aperti.',
    'For each body who sits in it, for which entity and in which role, as it was on a day; and the offices. Names and roles only: open data.',
  ),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/public-bodies' },
  input: z.object({ on: dayShape.optional() }),
  output: z.object({
    on: dayShape,
    bodies: z
      .array(
        z.object({
          id: z.string().max(62),
          name: textShape,
          nature: natureShape,
          article: z.string().max(300).nullable(),
          members: z
            .array(
              z.object({
                seat: textShape,
                entity: z.string().max(200).nullable(),
                name: z.string().max(200).nullable(),
                role: textShape.nullable(),
                since: dayShape.nullable(),
                until: dayShape.nullable(),
                /** Who sits in the holder's place for good, with the days of the delegation. */
                delegate: z
                  .object({ name: z.string().max(200), since: dayShape, until: dayShape.nullable() })
                  .nullable(),
              }),
            )
            .max(10_000),
          secretary: z.string().max(200).nullable(),
        }),
      )
      .max(1000),
    offices: z
      .array(
        z.object({
          office: textShape,
          entity: z.string().max(200).nullable(),
          name: z.string().max(200),
          deputy: z.boolean(),
          act: z.string().max(400),
          since: dayShape,
          until: dayShape.nullable(),
        }),
      )
      .max(10_000),
  }),
  example: { on: '2027-01-01' },
  async run({ tx, association, now, input }) {
    const on = input.on ?? now.today;
    const facts = await bodyFacts(tx, association, on);
    const bodies = [];
    for (const body of bodiesFrom(facts)) {
      const { seats, chair, viceChair, secretary } = await bodyFromFacts(tx, facts, body);
      const members = seats.map((seat) => ({
        seat: seat.title,
        entity: seat.entity?.name ?? null,
        name: seat.holder?.name ?? null,
        role: roleOfMember(seat.holder?.person, chair?.person, viceChair?.person),
        since: seat.holder?.since ?? null,
        until: seat.holder?.until ?? null,
        delegate: standingDelegate(seat.delegate),
      }));
      const outside =
        chair && !members.some(({ role }) => role === roleNames.chair)
          ? [
              {
                seat: roleNames.chair,
                entity: null,
                name: chair.name,
                role: roleNames.chair,
                since: null,
                until: null,
                delegate: null,
              },
            ]
          : [];
      bodies.push({
        id: body.id,
        name: body.name,
        nature: body.nature,
        article: body.source?.article ?? null,
        members: [...outside, ...members],
        secretary: secretary?.name ?? null,
      });
    }
    const offices = officesFrom(facts);
    const current = officeHolders(facts, offices).filter((one) => holds(one, on));
    const names = await officeNames(tx, [...new Set(current.map(({ person }) => person))]);
    const entities = new Map(facts.members.map(({ code, name }) => [code as string, name]));
    return {
      on,
      bodies,
      offices: current.map((one) => ({
        office:
          offices.find(({ id }) => id === one.office)?.name ?? one.appointment?.name ?? text(one.office, one.office),
        entity: one.entity === null ? null : (entities.get(one.entity) ?? one.entity),
        name: names.get(one.person) ?? '',
        deputy: one.deputy,
        act: actOf(one),
        since: one.since,
        until: one.until,
      })),
    };
  },
});

/** The act as it is cited; that of a post, by which somebody may hold the office without one, is not published. */
function actOf({ appointment }: OfficeHolder): string {
  if (!appointment) return '';
  return [appointment.act.act, appointment.act.number && `n. ${appointment.act.number}`].filter(Boolean).join(' ');
}

/** A delegation for one sitting is not published: it says nothing of who sits in the body. */
function standingDelegate(delegate: SeatOn['delegate']) {
  if (delegate?.form !== 'standing') return null;
  const { name, since, until } = delegate;
  return { name, since, until };
}

function roleOfMember(person: string | undefined, chair: string | undefined, viceChair: string | undefined) {
  if (person === undefined) return null;
  if (person === chair) return roleNames.chair;
  return person === viceChair ? roleNames['vice-chair'] : null;
}
