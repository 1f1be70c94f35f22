import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, sourceShape, traceShape } from '../../../platform/shape.ts';
import { bodyFacts } from '../../bodies/index.ts';
import { colleagueNames } from '../../identity/index.ts';
import { membershipsOf } from '../../membership/index.ts';
import { clauseOn } from '../agreement-of-staffing.ts';
import { covers, referentDuty, referentStates } from '../rules/index.ts';
import { sitesOf, staffedPeriods } from '../storage/sites.ts';
import { count, entityView, readsOfEntities } from './shapes.ts';

const holderView = z.object({
  name: z.string().max(200),
  since: dayShape,
  until: dayShape.nullable(),
});

/**
 * Whether every entity must have a referent on a day, and who holds the office with which deputy. Appointments are those of the
 * bodies; where none is recorded, whoever holds the post of referent counts.
 */
export const showReferents = defineAction({
  name: 'staffing/show-referents',
  title: text('vedere dove serve un referente', 'see where a referent is needed'),
  about: text(
    'Ente per ente: se la sede è presidiata, da quando serve un referente, chi lo è e chi lo sostituisce.',
    'Entity by entity: whether the site is staffed, since when a referent is needed, who it is and who deputises.',
  ),
  reads: true,
  permission: readsOfEntities,
  http: { method: 'GET', path: '/referents' },
  input: z.object({ on: dayShape.optional(), state: z.enum(referentStates).optional() }),
  output: z.object({
    on: dayShape,
    /** The clause that hangs the duty on staff at the site; null where none does. */
    source: sourceShape.nullable(),
    count,
    items: z
      .array(
        z.object({
          entity: entityView,
          /** Null where no clause says when one is needed. */
          state: z.enum(referentStates).nullable(),
          unstaffedSince: dayShape.nullable(),
          due: dayShape.nullable(),
          holder: holderView.nullable(),
          deputies: z.array(holderView).max(100),
          trace: traceShape.nullable(),
        }),
      )
      .max(10_000),
  }),
  example: { on: '2027-07-01' },
  async run({ tx, association, actor, reach, now, input }) {
    const on = input.on ?? now.today;
    const clause = await clauseOn(tx, { association, kind: 'site-referent', on });
    const facts = await bodyFacts(tx, association, on);
    const office = clause?.terms.office ?? 'referent';
    const appointed = facts.appointments.filter((one) => one.office === office);
    const posts = facts.posts.filter(({ role }) => role === 'REF');
    const names = await colleagueNames(tx, [...new Set([...appointed, ...posts].map(({ person }) => person))]);
    const memberships = (await membershipsOf(tx, association)).filter(({ joined: first }) => first <= on);
    const joined = new Map(memberships.map(({ entity, joined: first }) => [entity, first]));
    const sites = await sitesOf(tx, association);
    const periods = await staffedPeriods(tx, association);
    const members = facts.members.filter(
      ({ relation, code }) => relation === 'member' && (reach === 'g' || code === actor.entity),
    );
    const items = members.map(({ code, name }) => {
      const acts = appointed.filter(({ entity }) => entity === code);
      const holding = [
        ...acts.filter(({ deputy }) => !deputy),
        ...posts.filter(({ entity, person }) => entity === code && !acts.some((one) => one.person === person)),
      ];
      const own = new Set(sites.filter(({ entity }) => entity === code).map(({ id }) => id));
      const asked = {
        on,
        within: { since: joined.get(code) ?? on, until: null },
        periods: periods.filter(({ site }) => own.has(site)),
        appointments: holding,
      };
      const duty = clause && referentDuty(asked, clause);
      const view = (one: (typeof holding)[number]) => ({
        name: names.get(one.person) ?? '',
        since: one.since,
        until: one.until,
      });
      const holder = holding.find((one) => covers(one, on));
      return {
        entity: { code: code as string, name },
        state: duty?.state ?? null,
        unstaffedSince: duty?.unstaffedSince ?? null,
        due: duty?.due ?? null,
        holder: holder ? view(holder) : null,
        deputies: acts.filter((one) => one.deputy && covers(one, on)).map(view),
        trace: duty?.explain() ?? null,
      };
    });
    const shown = items.filter(({ state }) => input.state === undefined || state === input.state);
    return { on, source: clause?.source ?? null, count: shown.length, items: shown };
  },
});
