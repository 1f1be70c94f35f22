import type { Role } from '../../../platform/role.ts';

/** Roles held for one entity, which its referent may ask for. Source: requirements.md section 5.1. */
export const rolesOfAnEntity: readonly Role[] = ['EMP', 'REF', 'EDI', 'MAY', 'ASS', 'ACC', 'CTR', 'AUD'];

/** Roles that mean nothing without their entity. */
export const ofOneEntity: readonly Role[] = rolesOfAnEntity.filter((role) => role !== 'CTR' && role !== 'AUD');

/** Who speaks for an entity in the bodies: changed together after elections. */
export const representativeRoles = ['MAY', 'ASS', 'PRE'] as const satisfies readonly Role[];
export type RepresentativeRole = (typeof representativeRoles)[number];
