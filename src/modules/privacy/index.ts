/** The front door of access to entities' data: the gate. The rule alone is behind `rules/index.ts`. */
export { type Opened, type Opening, openDataSet } from './open-data-set.ts';
