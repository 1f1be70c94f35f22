/** The front door for rules: entities and their figures, joining and leaving, without a database. */

export {
  type Entity,
  holdsOn,
  kindTitles,
  type Membership,
  type Relation,
  relations,
  relationTitles,
  type Way,
} from './entity.ts';
export type { Figure, FigureOn, Standing } from './figure.ts';
export { figureOutput, readFigure, showFigure } from './figure-value.ts';
export { isMoneyRegister, isRegister, type RegisterName, readRegister, registerTitle } from './register.ts';
export { lastDayForNotice, type Withdrawal, type WithdrawalNotice, withdrawalOf } from './withdrawal.ts';
export { withdrawalRefusals } from './withdrawal-refusals.ts';
