/** The front door for rules: contracts brought to one common end, without a database. */
export { type Alignment, alignmentOf } from './alignment.ts';
export { refusals } from './refusals.ts';
export {
  type ContractStanding,
  contractStandings,
  covers,
  freeCode,
  type Lasting,
  standingOn,
} from './supply-contract.ts';
