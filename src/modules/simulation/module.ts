/** The plug of the simulations: they have no actions and no pages, only the command. */

export { agreementCommand } from './check-command.ts';
export { type Surroundings, simulateCommand } from './command.ts';
