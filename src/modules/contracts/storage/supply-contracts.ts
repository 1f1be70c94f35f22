import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';

type ContractTables = {
  'contracts.supply_contracts': {
    association: string;
    code: string;
    supplier: string;
    subject: string;
    cig: string;
    from_day: Day;
    until_day: Day | null;
    /** Empty: the whole association. */
    entity: string;
    services: string[];
    machines: string[];
    changed_at: Date;
    changed_by: string;
  };
};
export type StoredContract = Omit<ContractTables['contracts.supply_contracts'], 'association'>;
const tables = (tx: Tx) => tx.withTables<ContractTables>();

/** The contracts of an association, by supplier and code; for one entity with those of the whole association. */
export async function contractsStored(
  tx: Tx,
  association: string,
  { entity, code }: { readonly entity?: string | undefined; readonly code?: string | undefined } = {},
): Promise<StoredContract[]> {
  return tables(tx)
    .selectFrom('contracts.supply_contracts')
    .selectAll()
    .where('association', '=', association)
    .$if(entity !== undefined, (rows) => rows.where('entity', 'in', ['', entity!]))
    .$if(code !== undefined, (rows) => rows.where(sql`lower(code)`, '=', code!.toLowerCase()))
    .orderBy('supplier')
    .orderBy('code')
    .execute();
}

/** One at a time: two who record take no code twice. */
export async function holdContracts(tx: Tx, association: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`contracts ${association}`}, 0))`.execute(tx);
}

export async function storeContract(tx: Tx, association: string, contract: StoredContract): Promise<void> {
  const { code: _, ...rest } = contract;
  await tables(tx)
    .insertInto('contracts.supply_contracts')
    .values({ association, ...contract })
    .onConflict((conflict) => conflict.columns(['association', 'code']).doUpdateSet(rest))
    .execute();
}
