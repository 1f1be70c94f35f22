import { z } from 'zod';
import { dayOfTime } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import { meetingColumns } from '../meeting-input.ts';
import { regulationOf } from '../regulation.ts';
import { insertItem } from '../storage/agenda.ts';
import { insertMeeting, meetingNumbered } from '../storage/meetings.ts';
import { requestNumbered } from '../storage/requests.ts';
import { headWithBody } from './meeting-view.ts';
import { mayLead } from './permission.ts';
import { meetingFields, meetingHead } from './shapes.ts';

export const createMeeting = defineAction({
  name: 'meetings/create-meeting',
  title: text('preparare una seduta', 'prepare a sitting'),
  about: text(
    'Una bozza: organo, tipo, luogo, prima e seconda convocazione. Diventa un avviso quando si convoca.',
    'A draft: body, kind, place, first and second call. It becomes a notice when convened.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings' },
  input: z.object({
    ...meetingFields,
    /** The number of the request that this sitting answers. */
    request: z.int().min(1).optional().meta({ format: 'int32' }),
  }),
  example: {
    body: 'assembly',
    kind: 'ordinary',
    title: 'Rendiconto 2026',
    place: 'Sede della Provincia',
    firstCall: '2027-04-26T17:00',
    secondCall: '2027-04-27T17:30',
  },
  output: meetingHead,
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const day = input.firstCall ? dayOfTime(input.firstCall) : now.today;
    const columns = meetingColumns(input, await regulationOf(tx, association, input.body, day));
    const request = input.request === undefined ? undefined : await requestNumbered(tx, association, input.request);
    if (input.request !== undefined && (!request || request.body !== input.body))
      throw new Refused(refusals.unknownRequest());
    if (request?.withdrawn) throw new Refused(refusals.requestClosed());
    const by = { name: actor.name, at: now.instant };
    const number = await insertMeeting(tx, association, { ...columns, request: request?.number ?? null }, by);
    for (const title of request?.items ?? [])
      await insertItem(tx, association, number, {
        title,
        body: '',
        kind: 'decision',
        matter: '',
        subject: '',
        secret: false,
      });
    tell({ after: { meeting: number, body: input.body, kind: input.kind } });
    return headWithBody(context, (await meetingNumbered(tx, association, number))!, day);
  },
});
