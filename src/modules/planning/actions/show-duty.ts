import { z } from 'zod';
import { dayOf } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dutiesOfYear } from '../duties-of-year.ts';
import { remindersBetween } from '../storage/reminders.ts';
import { canRecord } from './can-record.ts';
import { entitiesSeen, seesDrafts } from './reach.ts';
import { dutyKey, dutyOf } from './record-fulfilment.ts';
import { dutyView } from './shapes.ts';
import { dutyViewOf } from './views.ts';

/** One duty and where it stands. Refuses `planning/unknown-obligation`. */
export const showDuty = defineAction({
  name: 'planning/show-duty',
  title: text('consultare un adempimento', 'read a duty'),
  reads: true,
  permission: { capability: 'planning', letter: 'r' },
  http: { method: 'GET', path: '/duties/:year/:obligation' },
  input: z.object(dutyKey),
  example: { year: 2027, obligation: 'integration-plan:2027-01-15' },
  output: dutyView,
  async run(context) {
    const { tx, association, now, input } = context;
    const duty = await dutyOf(context, input);
    const { year } = input;
    const { calendar } = await dutiesOfYear(tx, {
      association,
      year,
      today: now.today,
      drafts: seesDrafts(context),
      entities: entitiesSeen(context),
    });
    const reminders = await remindersBetween(tx, association, dayOf(year, 1, 1), dayOf(year, 12, 31));
    return dutyViewOf(duty, { calendar, year, reminders, mayRecord: canRecord(context) });
  },
});
