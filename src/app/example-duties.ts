import { addDays, dayAt, yearOf } from '../kernel/day.ts';
import { listDuties, recordFulfilment } from '../modules/planning/module.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';
import { paperOf } from './example-paper.ts';

/** Of what was due so far this year, one thing done in time with its proof and one done late. What is already there stays. */
export async function loadExampleDuties(perform: Perform, { association, now }: ExamplePlace): Promise<void> {
  const operator = consoleIn(association);
  const today = dayAt(now.getTime());
  const year = yearOf(today);
  const { items } = await perform(listDuties, { year, of: 'association', limit: 500 }, operator);
  if (items.some(({ done }) => done?.how === 'recorded')) return;
  const past = items.filter(({ state }) => state === 'overdue').slice(0, 2);
  for (const [place, { id, due, bearer, title }] of past.entries()) {
    const after = addDays(due, 6);
    await perform(
      recordFulfilment,
      {
        year,
        obligation: id,
        ...(bearer ? { entity: bearer.code } : {}),
        on: place === 0 ? addDays(due, -3) : [after, today].toSorted()[0]!,
        act: place === 0 ? 'trasmesso con PEC, prot. 412' : 'trasmesso con PEC, prot. 655',
        note: place === 0 ? '' : 'Inviato dopo il sollecito.',
        document: paperOf(title.it),
      },
      operator,
    );
  }
}
