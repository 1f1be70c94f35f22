import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Role } from '../../../platform/role.ts';
import type { Level, Post, SignedIn, SignInMethod } from '../../../platform/server/identification.ts';
import { isRequired } from './second-factor-policy.ts';
import type { IdentityTables } from './tables.ts';

export async function insertSession(tx: Tx, session: IdentityTables['identity.sessions']): Promise<void> {
  await tx.withTables<IdentityTables>().insertInto('identity.sessions').values(session).execute();
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.withTables<IdentityTables>().deleteFrom('identity.sessions').where('token_sha256', '=', tokenHash).execute();
}

/** Ends the other sessions of a person, as after a change of password. */
export async function deleteSessionsOf(tx: Tx, person: string): Promise<void> {
  await tx.withTables<IdentityTables>().deleteFrom('identity.sessions').where('person', '=', person).execute();
}

export async function deleteSessionsBefore(tx: Tx, created: Date): Promise<void> {
  await tx.withTables<IdentityTables>().deleteFrom('identity.sessions').where('created', '<', created).execute();
}

export async function storeChosenPost(tx: Tx, tokenHash: string, post: string): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('identity.sessions')
    .set({ post })
    .where('token_sha256', '=', tokenHash)
    .execute();
}

export async function touchSession(tx: Tx, tokenHash: string, seen: Date): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('identity.sessions')
    .set({ seen })
    .where('token_sha256', '=', tokenHash)
    .execute();
}

type SessionRow = {
  person: string;
  name: string;
  language: Language;
  post: string | null;
  seen: Date;
  method: SignInMethod;
  level: Level;
  posts: readonly StoredPost[];
};

type StoredPost = {
  id: string;
  association: string;
  role: Role;
  entity: EntityCode | null;
  entityName: string | null;
  needsSecondFactor: boolean;
};

/** Whose posts, when, and which of their roles need a second factor unless the association says otherwise. */
type InForce = { readonly on: Day; readonly managingRoles: readonly Role[] };

const postsInForce = ({ on, managingRoles }: InForce) => sql`coalesce((
  select json_agg(json_build_object(
    'id', p.id, 'association', p.association, 'role', p.role, 'entity', p.entity, 'entityName', p.entity_name,
    'needsSecondFactor', p.role in (${sql.join(managingRoles)}) and ${isRequired(sql`p.association`)}
  ) order by p.association, p.entity_name nulls first, p.role)
  from identity.posts p where p.person = people.id and p.since <= ${on} and (p.until is null or p.until >= ${on})
    and not exists (
      select from identity.review_posts r
      where r.association = p.association and r.post = p.id
        and r.outcome is null and r.unconfirmed = 'suspend' and r.due < ${on}
    )
    and membership.out_since(p.association, p.entity, ${on}) is null
), '[]'::json)`;

/** The session's person with the posts in force that day; undefined when it is unknown, too old or idle too long. */
export async function findSession(
  tx: Tx,
  at: InForce & { readonly tokenHash: string; readonly createdAfter: Date; readonly seenAfter: Date },
): Promise<(SignedIn & { readonly seen: Date }) | undefined> {
  const { rows } = await sql<SessionRow>`
    select people.id as person, people.name, people.language, s.post, s.seen, s.method, s.level, ${postsInForce(at)} as posts
    from identity.sessions s join identity.people on people.id = s.person
    where s.token_sha256 = ${at.tokenHash} and s.created > ${at.createdAfter} and s.seen > ${at.seenAfter}
      and people.disabled is null`.execute(tx);
  const [row] = rows;
  return row && { ...signedIn(row, at.tokenHash), seen: row.seen };
}

/** Somebody who proved who they are without a session, with the posts in force that day. */
export async function findPerson(
  tx: Tx,
  person: string,
  at: InForce & { readonly level: Level },
): Promise<SignedIn | undefined> {
  const { rows } = await sql<SessionRow>`
    select people.id as person, people.name, people.language, null as post, now() as seen, 'password' as method,
      ${at.level}::int as level, ${postsInForce(at)} as posts
    from identity.people where people.id = ${person} and people.disabled is null`.execute(tx);
  return rows[0] && signedIn(rows[0], null);
}

function signedIn(row: SessionRow, session: string | null): SignedIn {
  const { person, name, language, method, level, post: chosen } = row;
  const posts: readonly Post[] = row.posts;
  return { person, name, language, method, level, session, posts, chosen };
}
