import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { namesOf, peopleCalled } from '../../identity/index.ts';
import { allEntities } from '../../membership/index.ts';
import { actionsThere, countLike, entitiesThere, entriesLike } from '../storage/register.ts';
import { mayRead } from './permission.ts';

export const outcomes = ['done', 'failed', 'refused', 'forbidden', 'unseen'] as const;

const entryView = z.object({
  number: z.int().min(1).meta({ description: 'Il posto nella catena, da 1.' }),
  at: z.iso.datetime(),
  action: z.string(),
  outcome: z.enum(outcomes),
  person: z.uuid().nullable(),
  name: z.string().nullable().meta({ description: 'Il nome della persona, se è dell’associazione.' }),
  kind: z.string().meta({ description: 'Persona, console o nessuno in particolare.' }),
  role: z.string().nullable(),
  entity: z.string().nullable(),
  entityName: z.string().nullable().meta({ description: 'Il nome dell’ente, se è nel registro degli enti.' }),
  actingFor: z.string().nullable().meta({ description: 'Per chi o su chi: un ente o una persona.' }),
  actingForName: z
    .string()
    .nullable()
    .meta({ description: 'Il nome di quell’ente o di quella persona, se è dell’associazione.' }),
  via: z.string(),
  origin: z.string().nullable(),
  inputDigest: z.string(),
  change: z.string().nullable().meta({ description: 'Che cosa c’era prima e dopo, in JSON.' }),
  hash: z.string(),
});
export type EntryView = z.output<typeof entryView>;

/** The entries of the association's trail that the filters leave, the latest first. */
export const listEntries = defineAction({
  name: 'audit/list-entries',
  title: text('leggere il registro delle operazioni', 'read the audit trail'),
  about: text(
    'Chi ha fatto che cosa, da quale incarico, quando e da dove, il più recente per primo. Chi controlla per un solo ente ne vede le voci.',
    'Who did what, from which post, when and from where, the latest first. Who audits for one entity sees that entity’s entries.',
  ),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/audit-entries' },
  input: z.object({
    person: z.string().trim().min(1).max(120).optional().meta({ description: 'Parte del nome o dell’indirizzo.' }),
    action: z.string().max(100).optional(),
    outcome: z.enum(outcomes).optional(),
    entity: z.string().max(40).optional(),
    since: dayShape.optional(),
    until: dayShape.optional(),
    /** The number of the last entry of the page before. */
    cursor: z
      .string()
      .max(15)
      .regex(/^[0-9]+$/)
      .optional(),
    limit: z.int().min(1).max(10_000).default(50).meta({ format: 'int32' }),
  }),
  output: z.object({
    count: z.int().min(0),
    items: z.array(entryView).max(10_000),
    next: z.string().nullable(),
    actions: z
      .array(z.string())
      .max(10_000)
      .meta({ description: 'Le operazioni che hanno voci, con o senza i filtri.' }),
    entities: z
      .array(z.object({ code: z.string(), name: z.string() }))
      .max(10_000)
      .meta({ description: 'Gli enti che hanno voci, con o senza i filtri, per nome.' }),
  }),
  example: { action: 'identity/sign-in', since: '2026-01-01' },
  async run({ tx, association, actor, reach, input }) {
    const { person, cursor, limit, ...rest } = input;
    const only = reach === 'g' ? undefined : (actor.entity ?? undefined);
    const filters = {
      association,
      people: person === undefined ? undefined : await peopleCalled(tx, person),
      action: rest.action,
      outcome: rest.outcome,
      entity: rest.entity,
      only,
      since: rest.since,
      until: rest.until,
    };
    const count = await countLike(tx, filters);
    const before = cursor === undefined ? undefined : Number(cursor);
    const rows = await entriesLike(tx, filters, { before, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const names = await namesOf(tx, [
      ...new Set(shown.flatMap((row) => [row.person, row.acting_for].filter(isPerson))),
    ]);
    const register = new Map<string, string>(
      (await allEntities(tx, association)).map(({ code, name }) => [code, name]),
    );
    const codes = await entitiesThere(tx, association, only === undefined ? [...register.keys()] : [only]);
    return {
      count,
      items: shown.map((row) => ({
        number: Number(row.number),
        at: row.at.toISOString(),
        action: row.action,
        outcome: row.outcome as EntryView['outcome'],
        person: row.person,
        name: row.person ? (names.get(row.person) ?? null) : null,
        kind: row.actor_kind,
        role: row.role,
        entity: row.entity,
        entityName: row.entity === null ? null : (register.get(row.entity) ?? null),
        actingFor: row.acting_for,
        actingForName: row.acting_for ? (register.get(row.acting_for) ?? names.get(row.acting_for) ?? null) : null,
        via: row.via,
        origin: row.origin,
        inputDigest: row.input_digest,
        change: row.change,
        hash: row.hash,
      })),
      next: rows.length > limit ? String(shown.at(-1)!.number) : null,
      actions: [...(await actionsThere(tx, association, only))],
      entities: codes
        .map((code) => ({ code, name: register.get(code) ?? code }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'it')),
    };
  },
});

/** Whom an act concerns is an entity's code or a person's id. */
function isPerson(id: string | null): id is string {
  return id !== null && z.uuid().safeParse(id).success;
}
