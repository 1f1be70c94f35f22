import { z } from 'zod';
import { dayShape } from '../../../../platform/shape.ts';
import { requestKinds, requestStates } from '../../rules/request-refusals.ts';
import type { RequestRow } from '../../storage/requests.ts';
import { roleShape } from '../shapes.ts';

export const requestKindShape = z.enum(requestKinds);
export const requestStateShape = z.enum(requestStates);
export const reasonShape = z.string().trim().max(1000);

export const requestView = z.object({
  request: z.uuid(),
  kind: requestKindShape,
  entity: z.string().max(62),
  entityName: z.string().max(200),
  person: z.uuid().nullable(),
  name: z.string().max(200),
  email: z.string().max(254).nullable(),
  /** The post to change, or the only one to end. */
  post: z.uuid().nullable(),
  role: roleShape.nullable(),
  /** First day of the new post; for who leaves, the last day. */
  since: dayShape,
  until: dayShape.nullable(),
  actNumber: z.string().max(60),
  actDate: dayShape.nullable(),
  actIssuer: z.string().max(200),
  reason: z.string().max(1000),
  state: requestStateShape,
  requestedAt: z.iso.datetime(),
  /** Names are empty for people whom one may not know of. */
  requestedBy: z.string().max(200).nullable(),
  requestedRole: roleShape.nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().max(200).nullable(),
  decidedRole: roleShape.nullable(),
  decidedReason: z.string().max(1000),
  doneAt: z.iso.datetime().nullable(),
  doneBy: z.string().max(200).nullable(),
});
export type RequestView = z.output<typeof requestView>;

/** @param names of people by id */
export function requestViewOf(row: RequestRow, names: ReadonlyMap<string, string>): z.input<typeof requestView> {
  const name = (person: string | null) => (person === null ? null : (names.get(person) ?? null));
  return {
    request: row.id,
    kind: row.kind,
    entity: row.entity,
    entityName: row.entity_name,
    person: row.person,
    name: row.name,
    email: row.email,
    post: row.post,
    role: row.role as RequestView['role'],
    since: row.since,
    until: row.until,
    actNumber: row.act_number,
    actDate: row.act_date,
    actIssuer: row.act_issuer,
    reason: row.reason,
    state: row.state,
    requestedAt: row.requested_at.toISOString(),
    requestedBy: name(row.requested_by),
    requestedRole: row.requested_role as RequestView['role'],
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: name(row.decided_by),
    decidedRole: row.decided_role as RequestView['role'],
    decidedReason: row.decided_reason,
    doneAt: row.done_at?.toISOString() ?? null,
    doneBy: name(row.done_by),
  };
}

/** The people a request names, to be called by their names. */
export function peopleIn(rows: readonly RequestRow[]): string[] {
  return [...new Set(rows.flatMap((row) => [row.requested_by, row.decided_by, row.done_by]))].filter(
    (id): id is string => id !== null,
  );
}
