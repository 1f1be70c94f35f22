/** The roles that a referent may ask for, for the pages. */
export { rolesOfAnEntity as requestableRoles } from '../../rules/roles-of-an-entity.ts';
