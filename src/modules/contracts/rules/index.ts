/** The front door for rules: contracts brought to one common end, without a database. */
export { type Alignment, alignmentOf } from './alignment.ts';
