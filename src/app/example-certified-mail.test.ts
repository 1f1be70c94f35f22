import { expect, it } from 'vitest';
import { stoppedClock } from '../platform/clock.ts';
import { consoleIn } from '../testing/actor.ts';
import { createTestDatabase } from '../testing/database.ts';
import { assemblePerform } from './assemble.ts';
import { loadExampleCertifiedMail } from './example-certified-mail.ts';
import { loadExample } from './examples.ts';
import { modules } from './modules.ts';

it('an example association has addresses for its entities and three messages in its mailbox, loaded once', async () => {
  const clock = stoppedClock('2026-11-21T11:00:00Z');
  const database = await createTestDatabase();
  const perform = assemblePerform(database, { clock });
  const now = clock().instant;
  await loadExample({ perform, modules, now }, 'calatino');
  for (const _ of [1, 2]) await loadExampleCertifiedMail(database, perform, { association: 'calatino', now });
  const asked = async (name: string) => {
    const action = modules.flatMap(({ actions }) => actions).find((one) => one.name === name)!;
    return (await perform(action, {}, consoleIn('calatino'))) as { items: Record<string, unknown>[] };
  };
  const addresses = (await asked('meetings/list-pec-addresses')).items;
  expect(addresses.length).toBeGreaterThan(5);
  expect(addresses.every(({ address }) => /^protocollo@[a-z0-9-]+\.pec\.example$/.test(String(address)))).toBe(true);
  const messages = (await asked('certified-mail/list-messages')).items;
  expect(messages.map(({ state, subject }) => [state, subject])).toEqual([
    ['quarantined', 'AVVENUTA CONSEGNA: Convocazione'],
    ['mail', 'Messaggio non consegnato'],
    ['mail', 'Delega per la prossima seduta'],
  ]);
}, 120_000);
