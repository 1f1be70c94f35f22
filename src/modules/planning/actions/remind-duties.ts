import { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { sendLater } from '../../../platform/mail/send-later.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { documentOn } from '../../agreement/index.ts';
import { expiryAlertDays } from '../../agreement/rules/index.ts';
import { reminderDays, reminderFor } from '../../bodies/rules/index.ts';
import type { Contact } from '../../identity/index.ts';
import { type DutyNow, dutiesOfYear } from '../duties-of-year.ts';
import { inChargeOf } from '../in-charge.ts';
import { messages } from '../messages.ts';
import { yearsAhead } from '../rules/index.ts';
import { markReminded } from '../storage/reminders.ts';

/** Writes once, 30, 15, 7 and 1 days before something is due, to who is in charge; nothing once it is done. */
export const remindDuties = defineAction({
  name: 'planning/remind-duties',
  title: text('ricordare gli adempimenti', 'remind of duties'),
  about: text(
    'Scrive a chi è incaricato 30, 15, 7 e 1 giorno prima, della scadenza della convenzione già 365, 180 e 90 giorni prima; ogni promemoria parte una volta sola, e nessuno dopo che l’adempimento è fatto. Lo fa da sé ogni mattina.',
    'Writes to who is in charge 30, 15, 7 and 1 days before, of the end of the agreement already 365, 180 and 90 days before; each reminder goes once, and none once the duty is done. It is done every morning by itself.',
  ),
  permission: 'console',
  doors: ['command-line'],
  http: { method: 'POST', path: '/duty-reminders' },
  input: z.object({}),
  output: z.object({ reminders: z.int().min(0), messages: z.int().min(0) }),
  example: {},
  async run({ tx, association, now, call, tell }) {
    let reminders = 0;
    let sent = 0;
    for (const year of yearsAhead(now.today, furthestReminder)) {
      if (!(await documentOn(tx, association, now.today))) continue;
      const { duties } = await dutiesOfYear(tx, {
        association,
        year,
        today: now.today,
        drafts: true,
        entities: 'all',
      });
      for (const duty of duties) {
        const daysBefore = duty.state === 'open' ? reminderFor(duty.left, remindersOf(duty)) : undefined;
        if (daysBefore === undefined) continue;
        const contacts = await inChargeOf(tx, { association, duty, on: now.today });
        const isNew = await markReminded(tx, association, {
          obligation: duty.obligation.id,
          entity: duty.entity,
          due: duty.obligation.due,
          daysBefore,
          sentAt: now.instant,
          recipients: contacts.length,
        });
        if (!isNew) continue;
        reminders += 1;
        sent += contacts.length;
        await write(tx, { association, duty, contacts, site: siteAddress(call) });
      }
    }
    if (reminders > 0) tell({ after: { reminders, messages: sent } });
    return { reminders, messages: sent };
  },
});

/** No reminder goes earlier than this, in days. */
const furthestReminder = expiryAlertDays[0];

function remindersOf({ obligation }: DutyNow): readonly number[] {
  return [...(obligation.remindedAlso ?? []), ...reminderDays];
}

async function write(
  tx: Tx,
  about: {
    readonly association: string;
    readonly duty: DutyNow;
    readonly contacts: readonly Contact[];
    readonly site: string | undefined;
  },
): Promise<void> {
  const { association, duty, contacts, site } = about;
  const { obligation, entityName, left } = duty;
  const path = `/${association}/convenzione/adempimenti?anno=${obligation.due.slice(0, 4)}&stato=open`;
  for (const { email, name, language } of contacts) {
    const m = messages[language];
    const what = obligation.title[language];
    await sendLater(tx, {
      association,
      to: { address: email, name },
      language,
      subject: m.mailSubject(what, left),
      text: m.mailText({
        what,
        whose: entityName,
        day: showDay(obligation.due, language),
        hard: obligation.hard,
        address: site ? `${site}${path}` : path,
      }),
      kind: 'planning/duty',
    });
  }
}
