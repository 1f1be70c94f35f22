import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { refusals } from '../doors-refusals.ts';
import { agendaOf, attachmentNumbered, deleteAttachment, insertAttachment } from '../storage/agenda.ts';
import { meetingToChange, readMeeting } from './known-meeting.ts';
import { mayLead, mayRead, seesConvened } from './permission.ts';
import { attachmentView, fileContent, fileName, fileNumber, itemNumber, meetingNumber } from './shapes.ts';

export const addAttachment = defineAction({
  name: 'meetings/add-attachment',
  title: text('allegare un documento a una seduta', 'attach a document to a sitting'),
  about: text('Fino a 5 MB; se ne conserva l’impronta.', 'Up to 5 MB; its hash is kept.'),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/attachments' },
  input: z.object({
    meeting: meetingNumber,
    item: itemNumber.optional(),
    name: fileName,
    type: z.string().trim().max(200).default('application/octet-stream'),
    content: fileContent,
  }),
  example: {
    meeting: 1,
    item: 1,
    name: 'relazione.txt',
    type: 'text/plain',
    content: Buffer.from('Relazione').toString('base64'),
  },
  output: attachmentView,
  async run({ tx, association, actor, now, input, tell }) {
    const { meeting, item, name, type, content } = input;
    await meetingToChange(tx, association, meeting, ['draft']);
    if (item !== undefined && !(await agendaOf(tx, association, meeting)).some(({ number }) => number === item))
      throw new Refused(refusals.unknownItem());
    const stored = await insertAttachment(
      tx,
      { association, meeting, item: item ?? null },
      { name, type: type || 'application/octet-stream', bytes: Buffer.from(content, 'base64') },
      { name: actor.name, at: now.instant },
    );
    tell({ after: { meeting, name, sha256: stored.sha256 } });
    return stored;
  },
});

export const removeAttachment = defineAction({
  name: 'meetings/remove-attachment',
  title: text('togliere un allegato', 'remove an attachment'),
  permission: mayLead,
  http: { method: 'DELETE', path: '/meetings/:meeting/attachments/:file' },
  input: z.object({ meeting: meetingNumber, file: fileNumber }),
  example: { meeting: 1, file: 1 },
  output: z.object({}),
  async run({ tx, association, input, tell }) {
    await meetingToChange(tx, association, input.meeting, ['draft']);
    const place = { association, meeting: input.meeting, number: input.file };
    if (!(await deleteAttachment(tx, place))) throw new Refused(refusals.unknownAttachment());
    tell({ before: { meeting: input.meeting, file: input.file } });
    return {};
  },
});

export const readAttachment = defineAction({
  name: 'meetings/read-attachment',
  title: text('aprire un allegato', 'open an attachment'),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings/:meeting/attachments/:file' },
  input: z.object({ meeting: meetingNumber, file: fileNumber }),
  example: { meeting: 1, file: 1 },
  output: fileAnswer,
  async run(context) {
    const { tx, association, input } = context;
    await readMeeting(context, input.meeting);
    const found = seesConvened(context)
      ? await attachmentNumbered(tx, { association, meeting: input.meeting, number: input.file })
      : undefined;
    if (!found) throw new Refused(refusals.unknownAttachment());
    return answerWithFile({ name: found.name, type: found.type, content: found.bytes });
  },
});
