/** The plug of the simulations. The commands start at once because they load nothing of the pages and the database. */

export { agreementCommand } from './check-command.ts';
export { type Surroundings, simulateCommand } from './command.ts';
export { simulationModule } from './plug.ts';
