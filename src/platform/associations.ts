import { z } from 'zod';
import { text } from '../kernel/text.ts';
import { defineAction, type Tx } from './action.ts';
import type { Database } from './database/connect.ts';
import { inContext } from './database/context.ts';
import type { AssociationHead } from './page.ts';

type AssociationTables = {
  'platform.associations': { id: string; name: string; short_name: string; agreement: string };
};

const associationView = z.object({
  id: z.string().meta({ description: 'The part of addresses that names the association.' }),
  name: z.string(),
  shortName: z.string(),
});

/** The associations of this installation: public, so that whoever arrives can choose. */
export const listAssociations = defineAction({
  name: 'platform/list-associations',
  title: text('elencare le associazioni', 'list the associations'),
  reads: true,
  scope: 'installation',
  permission: 'public',
  http: { method: 'GET', path: '/associations' },
  input: z.object({}),
  output: z.object({ items: z.array(associationView) }),
  example: {},
  run: async ({ tx }) => ({ items: await associationsIn(tx) }),
});

export async function associationsIn(tx: Tx): Promise<AssociationHead[]> {
  const rows = await tx
    .withTables<AssociationTables>()
    .selectFrom('platform.associations')
    .select(['id', 'name', 'short_name'])
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, shortName: row.short_name }));
}

const freshFor = 10_000;

/**
 * Finds an association's name for the frame of its pages. Names are remembered for ten seconds; an unknown id is always
 * asked for.
 */
export function associationRegister(database: Database, milliseconds: () => number = Date.now) {
  let known = new Map<string, AssociationHead>();
  let readAt = Number.NEGATIVE_INFINITY;
  return async (id: string): Promise<AssociationHead | null> => {
    if (milliseconds() - readAt > freshFor || !known.has(id)) {
      const context = { association: null, actor: { person: null }, entities: [], reads: true } as const;
      const all = await inContext(database, context, associationsIn);
      known = new Map(all.map((head) => [head.id, head]));
      readAt = milliseconds();
    }
    return known.get(id) ?? null;
  };
}
