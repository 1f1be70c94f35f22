import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { RegisterName } from '../rules/register.ts';
import type { MembershipTables } from './tables.ts';

const first: readonly string[] = ['population', 'workstations'];

/** The registers that hold a figure of some entity on a day or before it: inhabitants, workstations, the others by name. */
export async function registersOf(tx: Tx, association: string, on: Day): Promise<RegisterName[]> {
  const rows = await tx
    .withTables<MembershipTables>()
    .selectFrom('membership.figures')
    .select('register')
    .distinct()
    .where('association', '=', association)
    .where('on_day', '<=', on)
    .orderBy('register')
    .execute();
  const registers = rows.map(({ register }) => register as RegisterName);
  return [
    ...registers.filter((register) => first.includes(register)),
    ...registers.filter((register) => !first.includes(register)),
  ];
}
