/** The front door of entities: who is in, and the figures of a reference day. Rules are behind `rules/index.ts`. */
export { addEntity } from './actions/add-entity.ts';
export { changeEntity } from './actions/change-entity.ts';
export { confirmImport } from './actions/confirm-import.ts';
export { joinAssociation } from './actions/join-association.ts';
export { listEntities } from './actions/list-entities.ts';
export { previewImport } from './actions/preview-import.ts';
export { recordFigure } from './actions/record-figure.ts';
export { showFigures } from './actions/show-figures.ts';
export { showTerritory } from './actions/show-territory.ts';
export { allEntities, entityNames } from './storage/entities.ts';
export { figuresOn } from './storage/figures.ts';
export { type MemberOver, membersBetween } from './storage/members.ts';
export { membershipsOf } from './storage/memberships.ts';
export { registersOf } from './storage/registers.ts';
