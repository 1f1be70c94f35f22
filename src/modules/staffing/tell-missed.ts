import { addDays, type Day, dayAt, showDay } from '../../kernel/day.ts';
import { type Language, type Text, text } from '../../kernel/text.ts';
import type { Now, Tx } from '../../platform/action.ts';
import { inContext } from '../../platform/database/context.ts';
import { forEachAssociation } from '../../platform/jobs/for-each-association.ts';
import { inAssociation } from '../../platform/jobs/installation-context.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { sendLater } from '../../platform/mail/send-later.ts';
import { siteAddress } from '../../platform/site-address.ts';
import { contactsOf, postsBegunBy } from '../identity/index.ts';
import { noticeChoicesOf } from '../service-desk/index.ts';
import { leastStaffedDays } from './agreement-of-staffing.ts';
import { mediaDays } from './rules/index.ts';
import { insertMissedTold, mediaChanges, missedTold, openEntries } from './storage/site-tasks.ts';
import { type SiteRow, sitesOf, staffedPeriods } from './storage/sites.ts';

/** How many days back a missed task is still told of: after a stop of the program nobody is flooded. */
const back = 7;

/** A task on site that was missed: its name among those told of, and what is said of it. */
type Missed = { readonly site: SiteRow; readonly task: string; readonly says: Text };

/**
 * Every morning, one letter to the referents of an entity about the tasks on site that were missed since the last: backup media not
 * changed on a day, somebody who entered the machine room and was not seen to leave. Where an entity has no referent the head of the
 * service is told. Each task is told of once; who wants no notices of tasks has none.
 * Source: Valdarno e Valdisieve, art. 5 c. 3, fourth point.
 */
export const tellMissedTasks = defineJob({
  name: 'staffing/tell-missed-tasks',
  title: text('avvisare dei compiti in sede saltati', 'tell of missed tasks on site'),
  every: '15 7 * * *',
  run: (context) =>
    forEachAssociation(context, async (association) => {
      const { instant } = context.clock();
      const now = { instant, today: dayAt(instant.getTime()) };
      await inContext(context.database, inAssociation(association), (tx) => tell({ tx, association, now }));
    }),
});

type Place = { readonly tx: Tx; readonly association: string; readonly now: Now };

async function tell({ tx, association, now }: Place): Promise<void> {
  const missed = await missedTasks({ tx, association, now });
  const told = await missedTold(tx, association);
  const fresh = missed.filter(({ site, task }) => !told.has(`${site.id} ${task}`));
  if (fresh.length === 0) return;
  const posts = (await postsBegunBy(tx, association, { on: now.today, roles: ['REF', 'RES'] })).filter(
    ({ until }) => until === null || until >= now.today,
  );
  const letters = new Map<string, Missed[]>();
  for (const one of fresh) {
    const referents = posts.filter(({ role, entity }) => role === 'REF' && entity === one.site.entity);
    const hearers = referents.length > 0 ? referents : posts.filter(({ role }) => role === 'RES');
    for (const person of new Set(hearers.map((post) => post.person)))
      letters.set(person, [...(letters.get(person) ?? []), one]);
    const { id: site, entity } = one.site;
    await insertMissedTold(tx, { association, site, entity, task: one.task, at: now.instant });
  }
  for (const { person, email, name, language } of await contactsOf(tx, [...letters.keys()])) {
    if ((await noticeChoicesOf(tx, association, person)).tasks === 'never') continue;
    await sendLater(tx, {
      association,
      to: { address: email, name },
      language,
      subject: text('Compiti in sede saltati', 'Missed tasks on site')[language],
      text: letterOf(association, letters.get(person)!, language),
      kind: 'staffing/missed-tasks',
    });
  }
}

async function missedTasks({ tx, association, now }: Place): Promise<Missed[]> {
  const from = addDays(now.today, -back);
  const yesterday = addDays(now.today, -1);
  const least = await leastStaffedDays(tx, association, now.today);
  const found: Missed[] = [];
  const sites = await sitesOf(tx, association);
  for (const site of sites.filter(({ media_since }) => media_since !== null)) {
    const done = new Set((await mediaChanges(tx, association, from, site.id)).map(({ on_day }) => on_day));
    const periods = await staffedPeriods(tx, association, site.id);
    const manual = { since: site.media_since!, until: site.media_until };
    const days = mediaDays({ manual, periods, done, least }, { from, to: yesterday, today: now.today });
    for (const { on, state } of days)
      if (state === 'missed') found.push({ site, task: `media ${on}`, says: ofMedia(site, on) });
  }
  for (const entry of await openEntries(tx, association)) {
    const site = sites.find(({ id }) => id === entry.site);
    const on = dayAt(entry.entered_at.getTime());
    if (site && on >= from && on < now.today)
      found.push({ site, task: `room ${entry.id}`, says: ofRoom(site, entry.who, on) });
  }
  return found;
}

function ofMedia({ name }: SiteRow, on: Day): Text {
  return text(
    `${name}: ${showDay(on, 'it')}, i supporti dei salvataggi non sono stati cambiati.`,
    `${name}: ${showDay(on, 'en')}, the backup media were not changed.`,
  );
}

function ofRoom({ name }: SiteRow, who: string, on: Day): Text {
  return text(
    `${name}: ${who} è in sala macchine dal ${showDay(on, 'it')}, l’uscita non è registrata.`,
    `${name}: ${who} has been in the machine room since ${showDay(on, 'en')}, the leaving is not recorded.`,
  );
}

function letterOf(association: string, missed: readonly Missed[], language: Language): string {
  const base = `${siteAddress() ?? ''}/${association}/assistenza`;
  const intro = text(
    'Nelle sedi senza personale dell’ufficio questi compiti non risultano fatti:',
    'At the sites without staff of the office these tasks are not recorded as done:',
  );
  const where = [...new Set(missed.map(({ site }) => site.id))].map((id) => `${base}/persone/sedi/${id}/compiti`);
  const choices = text('Quando ricevere gli avvisi', 'When notices come');
  return [
    intro[language],
    missed.map(({ says }) => says[language]).join('\n'),
    ...where,
    `${choices[language]}: ${base}/avvisi`,
  ].join('\n\n');
}
