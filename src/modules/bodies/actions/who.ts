import type { Role } from '../../../platform/role.ts';

/** Who keeps the bodies of the association: the secretariat, the head and the staff, the presidency. */
export const keepers: readonly Role[] = ['SEC', 'RES', 'ADM', 'PRE'];

/** Who registers the delegations that others gave; a member of the presidency office, the own ones. */
export const registrars: readonly Role[] = ['SEC', 'RES', 'ADM'];

/** Who reads more than the public page: every role that the matrix lets read bodies, citizens apart. */
export const readers: readonly Role[] = ['REF', 'MAY', 'ASS', 'PRE', 'TEC', 'SEC', 'RES', 'ADM', 'CTR', 'AUD'];

/** Who prepares the sittings of the bodies, and so their agendas. */
export const conveners: readonly Role[] = ['SEC', 'RES'];
