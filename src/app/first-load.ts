import { text } from '../kernel/text.ts';
import { secondFactorSetting } from '../modules/identity/module.ts';
import { listAssociations } from '../platform/associations.ts';
import type { Database } from '../platform/database/connect.ts';
import { inContext } from '../platform/database/context.ts';
import type { Progress } from '../platform/database/progress.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, createExampleAccounts, type ExamplePlace, type SignInOffer } from './example-accounts.ts';
import { loadExampleBodies } from './example-bodies.ts';
import { loadExampleCatalogue } from './example-catalogue.ts';
import { loadExampleCertifiedMail } from './example-certified-mail.ts';
import { loadExampleContracts } from './example-contracts.ts';
import { loadExampleDataAccess } from './example-data-access.ts';
import { loadExampleDeskMail } from './example-desk-mail.ts';
import { loadExampleDuties } from './example-duties.ts';
import { loadExampleKnowledge } from './example-knowledge.ts';
import { loadExampleMeetings } from './example-meetings.ts';
import { loadExampleNotices } from './example-notices.ts';
import { loadExamplePeople } from './example-people.ts';
import { loadExamplePrograms } from './example-programs.ts';
import { loadExampleStaffing } from './example-staffing.ts';
import { loadExampleTickets } from './example-tickets.ts';
import { exampleAssociations, loadExamples, together } from './examples.ts';
import { modules } from './modules.ts';

type SettingTables = { 'platform.settings': { association: string; name: string; value: string } };
const installation = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
const name = 'app/examples';

/**
 * Loads the examples into an installation that has nothing of its own, and says how to sign in; null when they are there
 * already, or when there is something else. A load cut short is finished by the next start.
 */
export async function firstLoad(
  database: Database,
  perform: Perform,
  progress: Progress,
  now: Date,
): Promise<SignInOffer[] | null> {
  const { items } = await perform(listAssociations, {}, consoleIn(null));
  const own = items.some((association) => !(exampleAssociations as readonly string[]).includes(association.id));
  const state = await examplesState(database);
  if (own || state === 'loaded') return null;
  await keep(database, name, 'loading');
  // Example accounts have passwords known to everybody: a second step would protect nothing.
  await keep(database, secondFactorSetting, 'offered');
  await loadExamples({ perform, modules, progress, now });
  progress(text('Accessi di esempio', 'Example accounts'));
  const places = await Promise.all(exampleAssociations.map((association) => placeOf(perform, association, now)));
  const offers = await createExampleAccounts(perform, places);
  // Associations share nothing: what one waits for does not keep the others waiting.
  await together(places, async (place) => {
    await loadExamplePeople(perform, place);
    await loadExampleBodies(perform, place);
    await loadExampleMeetings(perform, place);
    await loadExampleCertifiedMail(database, perform, place);
    await loadExampleDuties(perform, place);
    await loadExampleDataAccess(perform, place);
    await loadExampleNotices(perform, place);
    await loadExamplePrograms(perform, place);
    await loadExampleCatalogue(perform, place);
    await loadExampleContracts(perform, place);
    await loadExampleTickets(database, perform, place);
    await loadExampleKnowledge(perform, place);
    await loadExampleDeskMail(database, perform, place);
    await loadExampleStaffing(perform, place);
  });
  await keep(database, name, 'loaded');
  progress(null);
  return offers;
}

/** The lead of an association, and the first of the other members in alphabetical order: its mayor has a seat. */
export async function placeOf(perform: Perform, association: string, now: Date): Promise<ExamplePlace> {
  const list = modules.flatMap((module) => module.actions).find((action) => action.name === 'membership/list-entities');
  if (!list) return { association, lead: null, member: null, now };
  type Listed = { code: string; name: string; relation?: string };
  const answer = (await perform(list, {}, consoleIn(association))) as { items: readonly Listed[] };
  const lead = answer.items.find((entity) => entity.relation === 'lead') ?? answer.items[0];
  const member = answer.items.find((entity) => entity !== lead && entity.relation !== 'partner') ?? lead;
  const shown = (entity: Listed | undefined) => (entity ? { code: entity.code, name: entity.name } : null);
  return { association, lead: shown(lead), member: shown(member), now };
}

async function examplesState(database: Database): Promise<string | undefined> {
  return inContext(database, { ...installation, reads: true }, async (tx) => {
    const row = await tx
      .withTables<SettingTables>()
      .selectFrom('platform.settings')
      .select('value')
      .where('association', '=', '')
      .where('name', '=', name)
      .executeTakeFirst();
    return row?.value;
  });
}

async function keep(database: Database, name: string, value: 'loading' | 'loaded' | 'offered'): Promise<void> {
  await inContext(database, installation, async (tx) => {
    await tx
      .withTables<SettingTables>()
      .insertInto('platform.settings')
      .values({ association: '', name, value: JSON.stringify(value) })
      .onConflict((conflict) => conflict.columns(['association', 'name']).doUpdateSet({ value: JSON.stringify(value) }))
      .execute();
  });
}
