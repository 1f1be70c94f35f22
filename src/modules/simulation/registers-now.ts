import { yearOf } from '../../kernel/day.ts';
import { formatMoney } from '../../kernel/money.ts';
import type { Actor, AnyAction, Now, Tx } from '../../platform/action.ts';
import type { Capability, Reach } from '../../platform/role.ts';
import { allocationNumbered, allocationsOf, factsOf, gather, type StoredAllocation } from '../cost-sharing/index.ts';
import { authorise } from '../identity/index.ts';
import { figuresOn, membersBetween, registersOf } from '../membership/index.ts';
import type { EntityOfRegister, Registers } from './probes.ts';

/** Which allocation the shares come from. */
export type Basis = { readonly number: number; readonly year: number; readonly adopted: boolean };

/** The registers as one reader may know them. */
export type RegistersNow = {
  readonly registers: Registers;
  /** Names of entities by code. */
  readonly names: Readonly<Record<string, string>>;
  readonly allocation: Basis | null;
  /** Whose shares the reader may see: everybody's, one entity's, nobody's. */
  readonly shares: 'all' | { readonly of: string } | 'none';
};

/** How far an actor may read a capability; null when such things do not exist for him. */
function reads(capability: Capability, actor: Actor): Reach | null {
  // Only the permission of an action is looked at.
  const reach = authorise({ permission: { capability, letter: 'r' } } as AnyAction, actor);
  return reach === 'forbidden' || reach === 'unseen' ? null : reach;
}

/**
 * Entities with their figures of today and the facts of the last allocation, as far as the reader may know them: inhabitants
 * are public, the rest is for who reads the whole association, shares also for the entity they are of.
 */
export async function registersNow(
  tx: Tx,
  { association, actor, now }: { readonly association: string; readonly actor: Actor; readonly now: Now },
): Promise<RegistersNow> {
  const { today } = now;
  const knowsFigures = reads('membership', actor) === 'g';
  const costs = reads('cost-sharing', actor);
  const shares = costs === 'g' ? 'all' : costs === 'e' && actor.entity ? { of: actor.entity as string } : 'none';
  const members = await membersBetween(tx, { association, from: today, to: today });
  const registers = await registersOf(tx, association, today);
  const known = registers.filter((register) => register === 'population' || knowsFigures);
  const figures = Map.groupBy(
    await figuresOn(tx, { association, registers: known, on: today }),
    ({ entity }) => entity as string,
  );
  const entities = members
    .filter(({ relation }) => relation !== 'partner')
    .map((member): EntityOfRegister => {
      const own = new Map((figures.get(member.code) ?? []).map((figure) => [figure.register as string, figure.value]));
      const units = Object.fromEntries(
        [...own].flatMap(([register, value]) =>
          register.startsWith('units:') ? [[register.slice('units:'.length), Number(value)] as const] : [],
        ),
      );
      const direct = own.get('direct-costs');
      return {
        code: member.code,
        name: member.name,
        kind: member.kind,
        population: counted(own.get('population')),
        workstations: counted(own.get('workstations')),
        units,
        ...(member.represents.length > 0 ? { represents: member.represents } : {}),
        joined: member.membership.joined,
        left: member.membership.left,
        directCosts: direct === undefined ? null : formatMoney(direct as never),
      };
    });
  const allocation = shares === 'none' ? null : await lastAllocation(tx, association, yearOf(today), shares === 'all');
  const facts = allocation && (await factsOfAllocation(tx, association, allocation));
  return {
    registers: {
      today,
      entities,
      ...(facts ? { allocation: facts } : {}),
      ...(knowsFigures ? {} : { withoutDirectCosts: true }),
    },
    names: Object.fromEntries([
      ...entities.map(({ code, name }) => [code, name] as const),
      ...namesIn(facts).filter(([, name]) => name !== null),
    ]),
    allocation:
      allocation && facts
        ? { number: allocation.number, year: allocation.year, adopted: allocation.adopted !== null }
        : null,
    shares,
  };
}

function counted(value: bigint | null | undefined): number | null {
  return value === undefined || value === null ? null : Number(value);
}

function namesIn(facts: Record<string, unknown> | null): (readonly [string, string])[] {
  const entities = (facts?.entities ?? []) as { code: string; name: string | null }[];
  return entities.map(({ code, name }) => [code, name ?? code] as const);
}

/** This year's adopted allocation, else this year's draft, else the last one; drafts only for who sees them all. */
async function lastAllocation(
  tx: Tx,
  association: string,
  year: number,
  withDrafts: boolean,
): Promise<StoredAllocation | null> {
  const heads = (await allocationsOf(tx, association)).filter(
    ({ adopted, correctedBy }) => correctedBy === null && (adopted !== null || withDrafts),
  );
  const [best] = heads.toSorted(
    (a, b) =>
      Number(b.year === year) - Number(a.year === year) ||
      b.year - a.year ||
      Number(b.adopted !== null) - Number(a.adopted !== null) ||
      b.number - a.number,
  );
  return best ? ((await allocationNumbered(tx, association, best.number)) ?? null) : null;
}

/** As `simulate cost-sharing` takes them: frozen when adopted, gathered now when a draft; null while nothing is shared. */
async function factsOfAllocation(
  tx: Tx,
  association: string,
  allocation: StoredAllocation,
): Promise<Record<string, unknown> | null> {
  if (allocation.frozen !== null) return (JSON.parse(allocation.frozen) as { facts: Record<string, unknown> }).facts;
  if (allocation.costs.length === 0) return null;
  return factsOf(await gather(tx, association, allocation), allocation.readings);
}
