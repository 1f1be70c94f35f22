import { dayAt } from '../../kernel/day.ts';
import type { Now, Tx } from '../../platform/action.ts';
import type { DataRight } from '../agreement/rules/index.ts';
import { entityNames, peopleNames } from './names.ts';
import type { AccessFacts } from './rules/access-facts.ts';
import { actsLike } from './storage/acts.ts';
import { authorisationsOf } from './storage/authorisations.ts';
import type { DataSet } from './storage/data-sets.ts';
import { emergenciesLike } from './storage/emergencies.ts';
import { measuresLike } from './storage/measures.ts';

/** Everything that decides about a person and a data set at an instant, but for the right asked for. */
export async function accessFactsOf(
  tx: Tx,
  asked: {
    readonly association: string;
    readonly dataSet: DataSet;
    readonly person: string;
    readonly now: Now;
  },
): Promise<(right: DataRight) => AccessFacts> {
  const { association, dataSet, person, now } = asked;
  const acts = (await actsLike(tx, association, { dataSet: dataSet.id, person })).filter(
    ({ entity }) => entity === dataSet.entity,
  );
  const authorisations = (await authorisationsOf(tx, association, { people: [person] })).filter(
    ({ entity }) => entity === null || entity === dataSet.entity,
  );
  const measures = await measuresLike(tx, association, { acts: acts.map(({ id }) => id) });
  const emergencies = await emergenciesLike(tx, association, { dataSet: dataSet.id, person });
  const personName = await peopleNames(tx, [person, ...measures.flatMap(({ doneBy }) => doneBy ?? [])]);
  const entityName = await entityNames(tx, association);
  const facts: Omit<AccessFacts, 'right'> = {
    person: personName(person),
    dataSet: {
      name: dataSet.name,
      entity: dataSet.entity,
      entityName: entityName(dataSet.entity),
      personal: dataSet.personal,
    },
    at: { instant: now.instant.getTime(), day: now.today },
    acts,
    authorisations: authorisations.map(({ authorisedBy, on, until, revoked, readAt }) => ({
      by: authorisedBy,
      on,
      until,
      revoked,
      read: readAt && dayAt(readAt.getTime()),
    })),
    measures: acts.map(({ id }) => {
      const of = (kind: 'apply' | 'remove') => measures.find((one) => one.act === id && one.kind === kind);
      const applied = of('apply');
      return {
        act: id,
        applied: applied?.doneAt?.getTime() ?? null,
        appliedBy: applied?.doneBy ? personName(applied.doneBy) : '',
        removed: of('remove')?.doneAt?.getTime() ?? null,
      };
    }),
    emergencies: emergencies.map(({ opened, closes, reason }) => ({
      opened: opened.getTime(),
      closes: closes.getTime(),
      reason,
    })),
  };
  return (right) => ({ ...facts, right });
}
