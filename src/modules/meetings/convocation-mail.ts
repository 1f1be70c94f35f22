import { randomUUID } from 'node:crypto';
import type { Tx } from '../../platform/action.ts';
import { sendLater } from '../../platform/mail/send-later.ts';
import { spokenTime } from './printing/convocation-pdf.ts';
import { type Convocation, insertMessage } from './storage/convocations.ts';
import type { StoredMeeting } from './storage/meetings.ts';

/** One message to one entity, with the notice attached: written in the outbox and in the register of the sitting. */
export async function sendNotice(
  tx: Tx,
  association: string,
  {
    meeting,
    bodyName,
    convocation,
    from,
  }: {
    readonly meeting: StoredMeeting;
    readonly bodyName: string;
    readonly convocation: Pick<Convocation, 'name' | 'pdf'>;
    /** The address of the association's own mailbox. */
    readonly from: string;
  },
  to: { readonly entity: string; readonly name: string; readonly address: string; readonly number: number },
  by: { readonly name: string; readonly person: string | null; readonly at: Date },
): Promise<void> {
  const when = meeting.firstCall ? spokenTime(meeting.firstCall) : '';
  const { id, messageId } = await sendLater(tx, {
    association,
    through: 'pec',
    to: to.address,
    language: 'it',
    subject: `Convocazione: ${bodyName}, ${when}`,
    text: [
      `A: ${to.name}`,
      `Si convoca l’organo «${bodyName}» per il ${when}, ${meeting.place}.`,
      ...(meeting.secondCall ? [`Seconda convocazione: ${spokenTime(meeting.secondCall)}.`] : []),
      ...(meeting.kind === 'urgent' ? [`La convocazione è urgente: ${meeting.reason}`] : []),
      'L’avviso con l’ordine del giorno è allegato in PDF.',
    ].join('\n\n'),
    kind: 'meetings/convocation',
    messageId: `<${randomUUID()}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    attachments: [{ name: convocation.name, type: 'application/pdf', content: convocation.pdf }],
    by: by.person,
  });
  await insertMessage(tx, association, meeting.number, {
    entity: to.entity,
    number: to.number,
    address: to.address,
    outbox: id,
    messageId,
    asked: by.at,
    askedBy: by.name,
  });
}
