import type { EntityCode } from '../../kernel/entity.ts';
import { type Text, text } from '../../kernel/text.ts';
import type { Actor, Call, Now } from '../../platform/action.ts';
import { auditEntries, writeAuditEntries } from '../../platform/audit.ts';
import type { Database } from '../../platform/database/connect.ts';
import { inContext } from '../../platform/database/context.ts';
import type { Role } from '../../platform/role.ts';
import type { Bearer, Identification, Level } from '../../platform/server/identification.ts';
import { personNow } from '../identity/index.ts';
import { useToken } from './actions/use-token.ts';
import { isEntityOut, recordUse, type TokenRow, tokenByHash } from './storage/tokens.ts';
import { tokenSha256 } from './token-text.ts';

const everything = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
const minute = 60 * 1000;

const reasons = {
  unknown: text('Il gettone non è valido.', 'The token is not valid.'),
  expired: text('Il gettone è scaduto: serve uno nuovo.', 'The token has expired: a new one is needed.'),
  revoked: text('Il gettone è stato revocato.', 'The token was revoked.'),
  ended: text(
    'L’incarico da cui il gettone opera non è più in corso.',
    'The post that the token acts from is no longer in force.',
  ),
  left: text(
    'L’ente per cui il gettone opera è uscito dall’associazione.',
    'The entity that the token acts for has left the association.',
  ),
} as const;
type Reason = keyof typeof reasons;

/**
 * How the server learns whose token a program shows. The post is looked up each time: a token is never more than its post is
 * that day. What opens nothing is on record as failed, once a minute for each address and reason.
 */
export function identificationByToken(database: Database): NonNullable<Identification['byToken']> {
  const told = new Map<string, number>();

  return async (token, now, call) => {
    const found = await inContext(database, { ...everything, reads: true }, async (tx) => {
      const row = await tokenByHash(tx, tokenSha256(token));
      const person =
        row?.person == null ? undefined : await personNow(tx, row.person, { on: now.today, level: row.level as Level });
      const left = row !== undefined && (await isEntityOut(tx, row, now.today));
      return { row, person, left };
    });
    const { row, person, left } = found;
    const post = person?.posts.find((one) => one.id === row?.post);
    const why = reasonAgainst(row, { postInForce: post !== undefined, left }, now);
    if (why !== null || !row) return refused(why ?? 'unknown', row, now, call);
    if (!row.used || now.instant.getTime() - row.used.getTime() > minute || row.used_from !== (call.origin ?? null)) {
      await inContext(database, everything, (tx) => recordUse(tx, row.id, now.instant, call.origin ?? null));
    }
    const withheld = post?.needsSecondFactor && row.level < 2;
    const role = (post?.role ?? row.role) as Role;
    return {
      token: { id: row.id, actions: row.actions },
      association: row.association,
      person: row.person,
      name: person?.name ?? row.name,
      language: person?.language ?? 'it',
      role: withheld ? null : role,
      ...(withheld ? { withheld: role } : {}),
      entity: (post ? post.entity : row.entity) as EntityCode | null,
      post: row.post,
      level: row.level as Level,
    } satisfies Bearer;
  };

  async function refused(why: Reason, row: TokenRow | undefined, now: Now, call: Call): Promise<Text> {
    const key = `${why} ${row?.id ?? ''} ${call.origin ?? ''}`;
    const at = now.instant.getTime();
    if (at - (told.get(key) ?? Number.NEGATIVE_INFINITY) >= minute) {
      if (told.size > 10_000) told.clear();
      told.set(key, at);
      const entries = auditEntries({
        action: useToken,
        actor: programOf(row),
        input: { why },
        now,
        origin: call.origin ?? null,
        told: {
          outcome: 'failed',
          actingFor: row?.person ?? null,
          after: { why },
          ...(row ? { associations: [row.association] } : {}),
        },
      });
      await inContext(database, everything, (tx) => writeAuditEntries(tx, entries));
    }
    return reasons[why];
  }
}

function reasonAgainst(
  row: TokenRow | undefined,
  { postInForce, left }: { readonly postInForce: boolean; readonly left: boolean },
  now: Now,
): Reason | null {
  if (!row) return 'unknown';
  if (row.revoked) return 'revoked';
  if (row.until < now.today) return 'expired';
  if (left) return 'left';
  return row.person !== null && !postInForce ? 'ended' : null;
}

/** Nobody has been let in: what the trail keeps is the token's id, where it is known. */
function programOf(row: TokenRow | undefined): Actor {
  return {
    kind: 'anonymous',
    person: null,
    name: '',
    language: 'it',
    association: null,
    role: null,
    entity: null,
    ...(row ? { token: { id: row.id, actions: [] } } : {}),
    via: 'api',
  };
}
