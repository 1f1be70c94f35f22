import type { Role } from '../../../platform/role.ts';

/** Who writes for the whole association. */
export const associationWriters: readonly Role[] = ['ASS', 'PRE', 'TEC', 'RES', 'ADM'];
