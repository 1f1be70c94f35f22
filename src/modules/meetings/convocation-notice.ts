import { createHash } from 'node:crypto';
import { dayAt } from '../../kernel/day.ts';
import type { ActionContext } from '../../platform/action.ts';
import { associationsIn } from '../../platform/associations.ts';
import { dayOfMeeting } from './actions/known-meeting.ts';
import { bodiesNamed } from './body-names.ts';
import { convocationPdf } from './printing/convocation-pdf.ts';
import { bodyAt, regulationOf } from './regulation.ts';
import { agendaOf, attachmentsOf } from './storage/agenda.ts';
import { type Convocation, insertConvocation } from './storage/convocations.ts';
import type { StoredMeeting } from './storage/meetings.ts';

type Context = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now' | 'actor'>;

export async function nameOfBody({ tx, association, now }: Context, meeting: StoredMeeting): Promise<string> {
  const names = await bodiesNamed(tx, association, dayOfMeeting(meeting, now.today));
  return names.get(meeting.body)?.name.it ?? meeting.body;
}

/** Makes the notice of a convened sitting, as tagged PDF, and keeps it as it is. */
export async function madeNotice(
  { tx, association, now, actor }: Context,
  meeting: StoredMeeting,
  bodyName: string,
): Promise<Convocation> {
  const day = meeting.firstCall ? dayAt(meeting.firstCall.getTime()) : now.today;
  const regulation = await regulationOf(tx, association, meeting.body, day);
  const body = await bodyAt(tx, association, meeting.body, day, meeting.number);
  const head = (await associationsIn(tx)).find(({ id }) => id === association);
  const pdf = await convocationPdf(
    {
      meeting,
      bodyName,
      items: await agendaOf(tx, association, meeting.number),
      files: await attachmentsOf(tx, association, meeting.number),
      article: regulation.notice?.source.article ?? null,
    },
    { association: head?.name ?? association, chair: body.chair?.name ?? '', at: now.instant },
  );
  const convocation = {
    name: `convocazione-seduta-${meeting.number}.pdf`,
    pdf: Buffer.from(pdf),
    sha256: createHash('sha256').update(pdf).digest('hex'),
    made: now.instant,
    madeBy: actor.name,
  };
  await insertConvocation(tx, association, meeting.number, convocation);
  return convocation;
}
