import { addDays, dayAt } from '../kernel/day.ts';
import { draftNotice, listNotices, postNotice } from '../modules/publication/module.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';

/** Two notices on the board of an example association and a draft. What is already there stays. */
export async function loadExampleNotices(perform: Perform, { association, lead, now }: ExamplePlace): Promise<void> {
  const operator = consoleIn(association);
  if ((await perform(listNotices, { limit: 1 }, operator)).count > 0) return;
  const today = dayAt(now.getTime());
  const issuer = lead?.name ?? '';
  const file = (name: string, words: string) => ({
    name,
    type: 'text/plain',
    base64: Buffer.from(words).toString('base64'),
  });
  const posted = [
    {
      subject: 'Regolamento per l’uso dei servizi informatici associati',
      kind: 'regulation' as const,
      act: 'delibera 9',
      actDate: addDays(today, -12),
      executive: addDays(today, -1),
      document: file('regolamento.txt', 'Regolamento per l’uso dei servizi informatici associati (esempio).'),
    },
    {
      subject: 'Manifestazione di interesse per la manutenzione delle reti locali',
      kind: 'tender' as const,
      act: 'determina 31',
      actDate: addDays(today, -3),
      days: 20,
      document: file('avviso.txt', 'Avviso di manifestazione di interesse (esempio).'),
    },
  ];
  for (const notice of posted) {
    const { id } = await perform(draftNotice, { ...notice, issuer }, operator);
    await perform(postNotice, { id, personalData: 'none' }, operator);
  }
  await perform(
    draftNotice,
    { subject: 'Convocazione dell’incontro annuale con i referenti', kind: 'meeting', issuer },
    operator,
  );
}
