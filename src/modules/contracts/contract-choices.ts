import type { Day } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import { type ContractStanding, covers, standingOn } from './rules/index.ts';
import { contractsStored, type StoredContract } from './storage/supply-contracts.ts';

/** A contract as whoever names it sees it. */
export type ContractChoice = {
  readonly code: string;
  readonly supplier: string;
  readonly subject: string;
  readonly until: Day | null;
  readonly standing: ContractStanding;
  /** It names the service or the machine asked about. */
  readonly covers: boolean;
};

type About = {
  readonly entity: string;
  readonly service: string | null;
  readonly asset: string;
  readonly on: Day;
};

/** The contracts that a request of an entity may name: first those that cover what it is about, those that are over last. */
export async function contractChoices(tx: Tx, association: string, about: About): Promise<ContractChoice[]> {
  const rank = ({ covers, standing }: ContractChoice) => (standing === 'expired' ? 2 : covers ? 0 : 1);
  return (await contractsStored(tx, association, { entity: about.entity }))
    .map((contract) => choiceOf(contract, about))
    .toSorted((a, b) => rank(a) - rank(b));
}

/** The contract of that code that a request of the entity may name; undefined where there is none. */
export async function contractNamed(
  tx: Tx,
  association: string,
  { code, ...about }: About & { readonly code: string },
): Promise<ContractChoice | undefined> {
  const [found] = await contractsStored(tx, association, { entity: about.entity, code });
  return found && choiceOf(found, about);
}

function choiceOf(contract: StoredContract, { on, ...about }: About): ContractChoice {
  const { code, supplier, subject, from_day: from, until_day: until } = contract;
  return { code, supplier, subject, until, standing: standingOn({ from, until }, on), covers: covers(contract, about) };
}
