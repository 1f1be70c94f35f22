import { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { sendLater } from '../../../platform/mail/send-later.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { contactsOf, holdersOf, seeingColleagues } from '../../identity/index.ts';
import { bodyFacts } from '../body-facts.ts';
import { messages } from '../messages.ts';
import { officeNames } from '../office-names.ts';
import { bodiesFrom, type Ending, endingsWithin, reminderDays, reminderFor } from '../rules/index.ts';
import { markReminded } from '../storage/reminders.ts';

/** Writes once, 30, 15, 7 and 1 days before something of the bodies ends, to who keeps them and to the person it is about. */
export const remindEndings = defineAction({
  name: 'bodies/remind-endings',
  title: text('ricordare gli incarichi che scadono', 'remind of what ends soon'),
  about: text(
    'Scrive a chi tiene gli organi e alla persona interessata 30, 15, 7 e 1 giorno prima; ogni promemoria parte una volta sola. Lo fa da sé ogni mattina.',
    'Writes to who keeps the bodies and to the person concerned 30, 15, 7 and 1 days before; each reminder goes once. It is done every morning by itself.',
  ),
  permission: 'console',
  doors: ['command-line'],
  http: { method: 'POST', path: '/body-reminders' },
  input: z.object({}),
  output: z.object({ reminders: z.int().min(0), messages: z.int().min(0) }),
  example: {},
  async run({ tx, association, now, call, tell }) {
    const facts = await bodyFacts(tx, association, now.today);
    const endings = endingsWithin(facts, bodiesFrom(facts), reminderDays[0]);
    let reminders = 0;
    let sent = 0;
    const names = await officeNames(
      tx,
      endings.map(({ person }) => person),
    );
    for (const ending of endings) {
      const daysBefore = reminderFor(ending.daysLeft);
      if (daysBefore === undefined) continue;
      const subject = `${ending.kind}:${ending.id}`;
      const isNew = await markReminded(tx, association, { subject, due: ending.due, daysBefore, at: now.instant });
      if (!isNew) continue;
      reminders += 1;
      sent += await write(tx, {
        association,
        ending,
        name: names.get(ending.person) ?? '',
        site: siteAddress(call),
        on: now.today,
      });
    }
    if (reminders > 0) tell({ after: { reminders, messages: sent } });
    return { reminders, messages: sent };
  },
});

type About = {
  readonly association: string;
  readonly ending: Ending;
  readonly name: string;
  readonly site: string | undefined;
  readonly on: Ending['due'];
};

/** Gives how many were written to. */
async function write(tx: Tx, { association, ending, name, site, on }: About): Promise<number> {
  const contacts = await seeingColleagues(tx, async () => [
    ...(await holdersOf(tx, { association, roles: ['SEC', 'RES'], on })),
    ...(await contactsOf(tx, [ending.person])),
  ]);
  const written = new Set<string>();
  for (const { email, name: called, language } of contacts) {
    if (written.has(email)) continue;
    written.add(email);
    const m = messages[language];
    const path = `/${association}/organi/scadenze`;
    const what = ending.what[language];
    await sendLater(tx, {
      association,
      to: { address: email, name: called },
      language,
      subject: m.mailSubject(what, ending.daysLeft),
      text: m.mailText({ what, name, day: showDay(ending.due, language), address: site ? `${site}${path}` : path }),
      kind: 'bodies/ending',
    });
  }
  return written.size;
}
