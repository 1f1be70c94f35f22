/** The front door of staff and sites: when entities have nobody of the office at their sites. Rules are behind `rules/index.ts`. */
export { type UnstaffedSpell, unstaffedSpellsOf } from './referents-known.ts';
