import { z } from 'zod';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { dayShape } from '../../../../platform/shape.ts';
import { checkStateOf, nextCheck } from '../../rules/administrator.ts';
import { stateOf } from '../../rules/post-state.ts';
import { administratorsOf, checksOf } from '../../storage/administrators.ts';
import { namesOf, seeAllPeople } from '../../storage/people.ts';
import { heldPosts } from '../../storage/posts.ts';
import { administratorView } from './administrator-shapes.ts';

/** Who reads the register: the controllers of every entity may know who administers the systems with their data. */
export const registerReaders = ['REF', 'CTR', 'RES', 'SYS', 'L1', 'L2', 'AUD'] as const;

/** The register of system administrators with their yearly checks, and who acts as one without an appointment. */
export const listAdministrators = defineAction({
  name: 'identity/list-administrators',
  title: text('vedere il registro degli amministratori di sistema', 'see the register of system administrators'),
  about: text(
    'Le persone fisiche nominate amministratori di sistema, per quali sistemi, con quale atto, e la verifica annuale del loro operato.',
    'The natural persons appointed system administrators, for which systems, by which act, and the yearly check of their work.',
  ),
  reads: true,
  permission: { capability: 'identity', letter: 'r', roles: registerReaders },
  http: { method: 'GET', path: '/administrators' },
  input: z.object({ state: z.enum(['running', 'due', 'ended', 'any']).default('running') }),
  output: z.object({
    on: dayShape,
    count: z.int().min(0).meta({ format: 'int32' }),
    items: z.array(administratorView).max(10_000),
    /** How many checks are due or soon due, whatever the filter. */
    due: z.int().min(0).meta({ format: 'int32' }),
    /** Who holds the post of system administrator without a running appointment; told to who reads the whole association. */
    unappointed: z.array(z.object({ person: z.uuid(), name: z.string().max(200) })).max(10_000),
  }),
  example: { state: 'due' },
  async run({ tx, association, reach, now, input }) {
    const { today } = now;
    const rows = await administratorsOf(tx, association);
    const checks = Map.groupBy(await checksOf(tx, association), ({ administrator }) => administrator);
    const posts = reach === 'g' ? await heldPosts(tx, association, { on: today }) : [];
    // The register names natural persons to every controller, wherever their post is.
    await seeAllPeople(tx);
    const named = rows.flatMap(({ person, id }) => [
      person,
      ...(checks.get(id) ?? []).map((check) => check.recorded_by),
    ]);
    const names = await namesOf(
      tx,
      [...new Set(named)].filter((id): id is string => id !== null),
    );
    const all = rows.map((row) => {
      const own = checks.get(row.id) ?? [];
      const state = checkStateOf(row, own[0]?.checked_on, today);
      return {
        administrator: row.id,
        person: row.person,
        name: names.get(row.person) ?? null,
        systems: row.systems,
        duties: row.duties,
        actNumber: row.act_number,
        actDate: row.act_date,
        actIssuer: row.act_issuer,
        since: row.since,
        until: row.until,
        state,
        nextCheck: state === 'ended' ? null : nextCheck(row, own[0]?.checked_on),
        checks: own.map((check) => ({
          check: check.id,
          on: check.checked_on,
          outcome: check.outcome,
          notes: check.notes,
          by: check.recorded_by === null ? null : (names.get(check.recorded_by) ?? null),
        })),
      };
    });
    const isDue = ({ state }: (typeof all)[number]) => state === 'soon' || state === 'overdue';
    const items = all.filter((row) => {
      if (input.state === 'any') return true;
      if (input.state === 'due') return isDue(row);
      return (row.state === 'ended') === (input.state === 'ended');
    });
    const appointed = new Set(all.filter(({ state }) => state !== 'ended').map(({ person }) => person));
    const acting = posts.filter((post) => post.role === 'SYS' && stateOf(post, today) === 'in-force');
    const without = new Map(
      acting.filter(({ person }) => !appointed.has(person)).map((post) => [post.person, post.name]),
    );
    return {
      on: today,
      count: items.length,
      items,
      due: all.filter(isDue).length,
      unappointed: [...without].map(([person, name]) => ({ person, name })),
    };
  },
});
