import { entityCode } from '../../kernel/entity.ts';
import { sumCents } from '../../kernel/money.ts';
import { withReadings } from '../agreement/rules/index.ts';
import { type Asked, byName, unitsAmong } from './gathering.ts';
import { registeredFigure } from './registered-figure.ts';
import type { Cost, Figure, SharingEntity } from './rules/index.ts';
import type { Joining } from './storage/allocations.ts';

/** A question of what would be: other readings, members left out, members that are not there yet. */
export type Scenario = {
  readonly readings: Readonly<Record<string, unknown>>;
  readonly without: readonly string[];
  readonly joining: readonly Joining[];
};

/**
 * What would be shared if. Who is left out takes no part in any cost: it is no longer among participants and requesters, what its
 * own services cost is not spent, its staff is not lent; a cost that was for it alone disappears. A reading chosen as null goes
 * back to what the document says.
 */
export function supposing(asked: Asked, { readings, without, joining }: Scenario): Asked {
  const chosen = Object.fromEntries(
    Object.entries({ ...asked.document.readings, ...readings }).filter(([, value]) => value !== null),
  );
  const { agreement } = withReadings(asked.document.document, chosen);
  const out = new Set(without);
  const entities = [
    ...asked.entities.filter(({ code }) => !out.has(code)),
    ...joining.map((each) => newcomer(each, asked)),
  ].sort(byName);
  return {
    ...asked,
    agreement,
    document: { ...asked.document, agreement, readings: chosen },
    entities,
    costs: asked.costs.flatMap((cost) => costWithout(cost, out)),
    secondments: asked.secondments?.filter(({ entity }) => !out.has(entity)),
  };
}

function costWithout(cost: Cost, out: ReadonlySet<string>): Cost[] {
  const { participants, requestedBy, weights, direct } = cost;
  const stays = (code: string) => !out.has(code);
  const left = {
    participants: participants?.filter(stays),
    requestedBy: requestedBy?.filter(stays),
    weights: weights && new Map([...weights].filter(([code]) => stays(code))),
    direct: direct && new Map([...direct].filter(([code]) => stays(code))),
  };
  if (left.participants?.length === 0 || left.requestedBy?.length === 0 || left.direct?.size === 0) return [];
  return [{ ...cost, ...left, ...(left.direct ? { amount: sumCents(left.direct.values()) } : {}) }];
}

function newcomer({ code, name, kind, figures, joined }: Joining, { year }: Asked): SharingEntity {
  const on = `${year - 1}-12-31`;
  const known = new Map<string, Figure>(
    Object.entries(figures).map(([register, value]) => [
      register,
      registeredFigure(register, value, { on, evidence: 'dato indicato per prova' }),
    ]),
  );
  return {
    code: entityCode(code),
    name,
    kind: kind as SharingEntity['kind'],
    population: known.get('population'),
    workstations: known.get('workstations'),
    units: unitsAmong(known),
    ...(joined && joined > `${year}-01-01` ? { joined } : {}),
  };
}
