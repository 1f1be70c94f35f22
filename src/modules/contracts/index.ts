/** The front door of contracts: those that a request for help may name. */
export { type ContractChoice, contractChoices, contractNamed } from './contract-choices.ts';
