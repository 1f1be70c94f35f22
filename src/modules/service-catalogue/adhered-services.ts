import { dayOf } from '../../kernel/day.ts';
import type { Text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { agreementOfCatalogue } from './agreement-of-catalogue.ts';
import type { Activation, AdhesionKey } from './rules/index.ts';
import { activationsOf } from './storage/activations.ts';
import { approvedOn } from './storage/services.ts';

/** A service whose cost is split among who adheres, with who adhered by an act of its own. */
export type AdheredService = {
  readonly code: string;
  readonly name: Text;
  /** The article of the clause. */
  readonly article: string;
  readonly clause: string;
  /** As its proposal says, or as is chosen for all; null where nobody has said. */
  readonly key: AdhesionKey | null;
  /** Activations in force on at least one day of the year. */
  readonly adherents: readonly Pick<Activation, 'entity' | 'from' | 'until' | 'act'>[];
};

/**
 * The services had by adhesion alone, with who has each on at least one day of a year.
 * Source: Asti, costs, second sentence (AT-F2, rule R-AT-5).
 */
export async function adheredServices(tx: Tx, association: string, year: number): Promise<AdheredService[]> {
  const [first, last] = [dayOf(year, 1, 1), dayOf(year, 12, 31)];
  const agreement = await agreementOfCatalogue(tx, association, last);
  if (!agreement || agreement.adhesions.size === 0) return [];
  const activations = (await activationsOf(tx, association)).filter(
    ({ state, from, until }) => state === 'in-force' && from <= last && (until === null || until >= first),
  );
  return (await approvedOn(tx, association, last)).flatMap(({ code, content }) => {
    const { clause, free, name, key } = content;
    const adhesion = clause === null ? undefined : agreement.adhesions.get(clause);
    if (clause === null || !adhesion || free) return [];
    return [
      {
        ...{ code, name, clause, article: agreement.articles.get(clause) ?? '' },
        key: (key ?? adhesion.key) as AdhesionKey | null,
        adherents: activations
          .filter(({ service }) => service === code)
          .map(({ entity, from, until, act }) => ({ entity, from, until, act })),
      },
    ];
  });
}
