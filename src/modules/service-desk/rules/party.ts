import type { Role } from '../../../platform/role.ts';
import type { Ticket } from './ticket.ts';

/** What somebody is to a request. */
export const parties = ['office', 'head', 'supplier', 'referent', 'requester', 'reader'] as const;
export type Party = (typeof parties)[number];

export type WhoActs = {
  readonly role: Role | null;
  readonly person: string | null;
  readonly entity: string | null;
  /** At the machine's console: whoever runs the installation. */
  readonly console: boolean;
};

const office: readonly Role[] = ['L1', 'L2', 'SYS'];
const ofTheirEntity: readonly Role[] = ['MAY', 'ASS', 'CTR', 'AUD'];
const withRequests: readonly Role[] = ['EMP', 'EDI', 'ACC'];

/**
 * What somebody is to a request, by the post he acts from; undefined where it does not exist for him.
 * A referent stands for every person of the own entity (VV-5.3.a); a supplier's technician has what is assigned to him.
 * Source: requirements.md section 5.2, ISO-1.
 */
export function partyOf(
  { role, person, entity, console }: WhoActs,
  ticket: Pick<Ticket, 'entity' | 'requester' | 'assignee'>,
): Party | undefined {
  if (console || role === 'RES') return 'head';
  if (role === null) return undefined;
  if (office.includes(role)) return 'office';
  if (role === 'ADM') return 'reader';
  if (role === 'SUP') return person !== null && ticket.assignee === person ? 'supplier' : undefined;
  if (entity === null || entity !== ticket.entity) return undefined;
  if (role === 'REF') return 'referent';
  if (withRequests.includes(role)) return person !== null && ticket.requester === person ? 'requester' : undefined;
  return ofTheirEntity.includes(role) ? 'reader' : undefined;
}

/** Who works on requests sees what is said among those who work on them. */
export function seesNotes(party: Party): boolean {
  return party === 'office' || party === 'head';
}
