import { expect, test } from 'vitest';
import { consoleIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { listEntries } from '../audit/actions/list-entries.ts';
import { addEntity } from '../membership/actions/add-entity.ts';

const server = await startTestServer({ associations: ['lecco', 'asti'] });
for (const [code, name] of [
  ['c_e507', 'Comune di Lecco'],
  ['c_f133', 'Comune di Merate'],
] as const)
  await server.perform(addEntity, { code, name, kind: 'comune', relation: 'member' }, consoleIn('lecco'));

test('[ISO-14] the header names entity and association, never an identifier, and what is done carries the chosen post', async () => {
  const cookie = await server.signedIn(
    { role: 'REF', association: 'lecco', entity: 'c_e507', entityName: 'Comune di Lecco' },
    { role: 'REF', association: 'lecco', entity: 'c_f133', entityName: 'Comune di Merate' },
    { role: 'SEC', association: 'asti' },
  );
  const read = async () => (await fetch(`${server.url}/lecco/enti/persone`, { headers: { cookie } })).text();
  const page = await read();
  expect(page).toContain('Referente comunale — Comune di Lecco, lecco');
  expect(page).toContain('Segretario verbalizzante — asti');
  expect(page).not.toContain('— c_e507');
  const [, csrf] = /name="_csrf" value="([^"]+)"/.exec(page)!;
  const choices = [...page.matchAll(/name="incarico" value="([0-9a-f-]{36})"([^>]*)>([^<]*)/g)];
  const merate = choices.find((choice) => choice[3]!.includes('Merate'))![1]!;
  const send = (path: string, fields: Record<string, string>) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ _csrf: csrf!, ...fields }),
    });
  await send('/incarico', { incarico: merate, torna: '/lecco' });
  const people = await read();
  expect(people).toContain('Comune di Merate');
  expect(people).not.toMatch(/<td[^>]*>Comune di Lecco/);
  const asked = {
    kind: 'joiner',
    name: 'Nuova Persona',
    email: 'nuova@merate.example',
    role: 'EMP',
    since: '2026-12-01',
  };
  expect((await send('/lecco/enti/persone/richieste/nuova', asked)).status).toBe(303);
  const { items } = await server.perform(listEntries, { action: 'identity/request-access' }, consoleIn('lecco'));
  expect(items).toMatchObject([{ entity: 'c_f133', role: 'REF' }]);
});
