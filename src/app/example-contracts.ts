import { dayAt } from '../kernel/day.ts';
import { listContracts, recordContract } from '../modules/contracts/module.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';

/** Two contracts of supply, one that lasts and one that is over. What is there already stays. */
export async function loadExampleContracts(perform: Perform, { association, now }: ExamplePlace): Promise<void> {
  const operator = consoleIn(association);
  if ((await perform(listContracts, {}, operator)).count > 0) return;
  const year = Number(dayAt(now.getTime()).slice(0, 4));
  await perform(
    recordContract,
    {
      ...{ supplier: 'Copia Sistemi Srl', subject: 'Noleggio e manutenzione delle stampanti', cig: 'Z3F4A5B6C7' },
      ...{ from: `${year - 1}-03-01`, until: `${year + 2}-02-28` },
      machines: 'Stampante protocollo\nMultifunzione servizi sociali',
    },
    operator,
  );
  await perform(
    recordContract,
    {
      ...{ supplier: 'Rete Facile Spa', subject: 'Centralini e telefoni degli uffici' },
      ...{ from: `${year - 5}-01-01`, until: `${year - 1}-12-31` },
    },
    operator,
  );
}
