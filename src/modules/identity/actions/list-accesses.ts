import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';
import { browserName } from '../rules/browser-name.ts';
import { seeAllPeople } from '../storage/people.ts';
import { countFailedTries, failedTriesIn, openSessionsIn } from '../storage/sign-in-entries.ts';
import { longestPause, longestSession } from './open-session.ts';
import { methodShape } from './show-own-access.ts';

const someone = { person: z.uuid(), name: z.string(), email: z.string().nullable(), origin: z.string().nullable() };

const sessionView = z.object({
  id: z.string(),
  ...someone,
  since: z.iso.datetime(),
  seen: z.iso.datetime(),
  method: methodShape,
  level: z.int(),
  browser: textShape,
});
export type SessionView = z.output<typeof sessionView>;

const failureView = z.object({
  number: z.string().meta({ description: 'Il posto nel registro delle operazioni.' }),
  at: z.iso.datetime(),
  action: z.string(),
  ...someone,
});
export type FailureView = z.output<typeof failureView>;

/**
 * Who of the association is signed in now, and which tries at its people's accounts failed, as the audit trail tells. Whoever
 * audits for one entity sees the people with a post for it.
 */
export const listAccesses = defineAction({
  name: 'identity/list-accesses',
  title: text('vedere le sessioni e gli accessi non riusciti', 'see sessions and failed sign-ins'),
  reads: true,
  permission: { capability: 'identity', letter: 'r', roles: ['SYS', 'RES', 'AUD'] },
  http: { method: 'GET', path: '/accesses' },
  input: z.object({
    who: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .optional()
      .meta({ description: 'Parte di nome, indirizzo e-mail o di rete.' }),
    since: dayShape.optional(),
    until: dayShape.optional(),
    cursor: z
      .string()
      .max(15)
      .regex(/^[0-9]+$/)
      .optional(),
    limit: z.int().min(1).max(10_000).default(50).meta({ format: 'int32' }),
  }),
  output: z.object({
    sessions: z.array(sessionView).max(10_000),
    failures: z.array(failureView).max(10_000),
    count: z.int().min(0).meta({ description: 'Gli accessi non riusciti, su tutte le pagine.' }),
    next: z.string().nullable(),
  }),
  example: { since: '2026-01-01' },
  async run({ tx, association, actor, reach, now, input }) {
    await seeAllPeople(tx);
    const { who: words, since, until, cursor, limit } = input;
    const entity = reach === 'g' ? undefined : (actor.entity ?? 'none');
    const at = now.instant.getTime();
    const open = { createdAfter: new Date(at - longestSession), seenAfter: new Date(at - longestPause) };
    const sessions = await openSessionsIn(tx, { association, words, entity, on: now.today, ...open });
    const filters = { association, words, since, until, entity };
    const rows = await failedTriesIn(tx, filters, { before: cursor, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    return {
      sessions: sessions.map(({ created, seen, method, agent, ...rest }) => ({
        ...rest,
        browser: browserName(agent),
        since: created.toISOString(),
        seen: seen.toISOString(),
        method: method as z.output<typeof methodShape>,
      })),
      failures: shown.map((row) => ({ ...row, at: row.at.toISOString() })),
      count: await countFailedTries(tx, filters),
      next: rows.length > limit ? shown.at(-1)!.number : null,
    };
  },
});
