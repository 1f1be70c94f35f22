import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { bodiesNamed } from '../body-names.ts';
import { refusals } from '../doors-refusals.ts';
import { matterNamed, matters, waitingOf } from '../matters/index.ts';
import { agendaOf, deleteItem, insertItem, updateItem } from '../storage/agenda.ts';
import { meetingChanged, type StoredMeeting } from '../storage/meetings.ts';
import { dayOfMeeting, meetingToChange } from './known-meeting.ts';
import { itemViewOf } from './meeting-view.ts';
import { mayLead } from './permission.ts';
import { itemFields, itemNumber, itemView, meetingNumber } from './shapes.ts';

type Context = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

type GivenItem = {
  readonly title: string;
  readonly body: string;
  readonly kind: 'information' | 'decision' | 'election' | 'adoption';
  readonly matter: string;
  readonly subject: string;
  readonly secret: boolean;
};

/**
 * The item as it is stored. Problems at their field: an adoption without what it adopts, a matter that is none. An advisory
 * body adopts nothing: refuses `meetings/advice-only`.
 */
async function checkedItem(
  { tx, association, now }: Context,
  meeting: StoredMeeting,
  given: GivenItem,
): Promise<GivenItem> {
  if (given.kind === 'adoption') {
    const body = (await bodiesNamed(tx, association, dayOfMeeting(meeting, now.today))).get(meeting.body);
    if (body?.nature === 'advises') throw new Refused(refusals.adviceOnly(body.name));
  }
  const matter = given.matter === '' ? undefined : matterNamed(given.matter);
  if (given.matter !== '' && !matter)
    throw new Refused(
      refusals.unknownMatter(
        given.matter,
        matters.map(({ id }) => id),
      ),
    );
  if (given.kind !== 'adoption') return { ...given, subject: given.matter === '' ? '' : given.subject };
  if (!matter)
    throw new BadInput([{ path: 'matter', says: text('Serve che cosa si approva.', 'Say what is adopted.') }]);
  if (!matter.subjects) return given;
  if (given.subject === '')
    throw new BadInput([{ path: 'subject', says: text('Serve quale si approva.', 'Say which one is adopted.') }]);
  const known = await waitingOf(matter, { tx, association });
  if (!known.some(({ subject }) => subject === given.subject))
    throw new Refused(refusals.unknownSubject(given.subject));
  return given;
}

export const addItem = defineAction({
  name: 'meetings/add-item',
  title: text('aggiungere un punto all’ordine del giorno', 'add an item to the agenda'),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/items' },
  input: z.object({ meeting: meetingNumber, ...itemFields }),
  example: { meeting: 1, title: 'Approvazione del riparto 2027', kind: 'adoption', matter: 'allocation', subject: '2' },
  output: itemView,
  async run(context) {
    const { tx, association, input, tell } = context;
    const { meeting, ...given } = input;
    const found = await meetingToChange(tx, association, meeting, ['draft']);
    const number = await insertItem(tx, association, meeting, await checkedItem(context, found, given));
    await meetingChanged(tx, association, meeting);
    tell({ after: { meeting, item: number, title: given.title } });
    return itemViewOf((await agendaOf(tx, association, meeting)).find((item) => item.number === number)!);
  },
});

export const changeItem = defineAction({
  name: 'meetings/change-item',
  title: text('cambiare un punto all’ordine del giorno', 'change an item of the agenda'),
  permission: mayLead,
  http: { method: 'PUT', path: '/meetings/:meeting/items/:item' },
  input: z.object({
    meeting: meetingNumber,
    item: itemNumber,
    ...itemFields,
    /** Where it stands, from 1; left out: where it is. */
    position: z.int().min(1).max(500).optional().meta({ format: 'int32' }),
  }),
  example: { meeting: 1, item: 1, title: 'Comunicazioni del Presidente', kind: 'information', position: 1 },
  output: itemView,
  async run(context) {
    const { tx, association, input, tell } = context;
    const { meeting, item: number, position, ...given } = input;
    const found = await meetingToChange(tx, association, meeting, ['draft']);
    const place = { association, meeting, number };
    if (!(await updateItem(tx, place, await checkedItem(context, found, given))))
      throw new Refused(refusals.unknownItem());
    if (position !== undefined) {
      const others = (await agendaOf(tx, association, meeting)).filter((item) => item.number !== number);
      const order = [
        ...others.slice(0, position - 1).map((item) => item.number),
        number,
        ...others.slice(position - 1).map((item) => item.number),
      ];
      for (const [index, moved] of order.entries())
        await updateItem(tx, { ...place, number: moved }, { position: index + 1 });
    }
    await meetingChanged(tx, association, meeting);
    tell({ after: { meeting, item: number, title: given.title } });
    return itemViewOf((await agendaOf(tx, association, meeting)).find((item) => item.number === number)!);
  },
});

export const removeItem = defineAction({
  name: 'meetings/remove-item',
  title: text('togliere un punto dall’ordine del giorno', 'remove an item from the agenda'),
  permission: mayLead,
  http: { method: 'DELETE', path: '/meetings/:meeting/items/:item' },
  input: z.object({ meeting: meetingNumber, item: itemNumber }),
  example: { meeting: 1, item: 3 },
  output: z.object({ items: z.array(itemView) }),
  async run({ tx, association, input, tell }) {
    await meetingToChange(tx, association, input.meeting, ['draft']);
    const gone = await deleteItem(tx, { association, meeting: input.meeting, number: input.item });
    if (!gone) throw new Refused(refusals.unknownItem());
    await meetingChanged(tx, association, input.meeting);
    tell({ before: { meeting: input.meeting, item: input.item } });
    return { items: (await agendaOf(tx, association, input.meeting)).map(itemViewOf) };
  },
});
