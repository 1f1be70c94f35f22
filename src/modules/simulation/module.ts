/** The plug of the simulations: they have no actions and no pages, only the command. */
export { type Surroundings, simulateCommand } from './command.ts';
