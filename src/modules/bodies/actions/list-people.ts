import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { bodyFacts } from '../body-facts.ts';
import { officeNames } from '../office-names.ts';
import { comesIntoQuestion, holds, isOfLead, whyNotEligible } from '../rules/index.ts';
import { theSeat } from './found.ts';
import { populationsOf } from './populations.ts';
import { bodyIdShape, entityView, namedPersonView, seatIdShape } from './shapes.ts';

/** Who may be chosen: everybody with a post on a day, or only who has the requirements of a seat. */
export const listPeople = defineAction({
  name: 'bodies/list-people',
  title: text('elencare chi può essere scelto', 'list who may be chosen'),
  about: text(
    'Le persone con un incarico in un giorno, con l’ente per cui parlano; per un posto, solo chi ne ha i requisiti, o chi vi può essere delegato. Chi opera per un solo ente vede le persone di quell’ente.',
    'The people with a post on a day, with the entity they speak for; for a seat, only those with its requirements, or who may be delegated for it. Whoever acts for one entity sees its people.',
  ),
  reads: true,
  permission: { capability: 'bodies', letter: 'w' },
  http: { method: 'GET', path: '/body-people' },
  input: z.object({
    on: dayShape.optional(),
    body: bodyIdShape.optional(),
    seat: seatIdShape.optional(),
    /** What for: to fill the seat, or to sit in its holder's place. */
    as: z.enum(['holder', 'delegate']).default('holder'),
  }),
  output: z.object({
    items: z
      .array(
        namedPersonView.extend({
          post: z.uuid(),
          role: z.string().max(3),
          entity: entityView.nullable(),
          /** Holds a post at the lead, or takes the minutes. */
          ofLead: z.boolean(),
        }),
      )
      .max(100_000),
  }),
  example: { on: '2027-01-01', body: 'presidency', seat: 'fascia-media' },
  async run({ tx, association, actor, reach, now, input }) {
    const on = input.on ?? now.today;
    const facts = await bodyFacts(tx, association, on);
    const posts = facts.posts.filter(
      (post) =>
        holds(post, on) &&
        post.role !== 'CIT' &&
        (reach === 'g' || (post.entity !== null && post.entity === actor.entity)),
    );
    const names = await officeNames(tx, [...new Set(posts.map(({ person }) => person))]);
    const place =
      input.body !== undefined && input.seat !== undefined ? theSeat(facts, input.body, input.seat) : undefined;
    const delegates = place !== undefined && input.as === 'delegate';
    const populations = place && !delegates ? await populationsOf(tx, association, { on }) : new Map();
    const members = new Map(facts.members.map(({ code, name }) => [code as string, name]));
    const items = posts
      .filter((post) =>
        !place
          ? true
          : delegates
            ? comesIntoQuestion(facts, post.person, place)
            : whyNotEligible(facts, { post, name: '', ...place }, populations).length === 0,
      )
      .map((post) => ({
        person: post.person,
        name: names.get(post.person) ?? '',
        post: post.post,
        role: post.role as string,
        entity:
          post.entity === null ? null : { code: post.entity as string, name: members.get(post.entity) ?? post.entity },
        ofLead: isOfLead(facts, post.person),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'it') || (a.role < b.role ? -1 : 1));
    return { items };
  },
});
