import { instantOf, type LocalTime } from '../../../kernel/day.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Tx } from '../../../platform/action.ts';
import { clockMeasure } from '../clock-measure.ts';
import { readTicketNumber } from '../rules/index.ts';
import { ticketById } from '../storage/tickets.ts';
import { dayOfVisit, outOfHours, type Stretch } from './out-of-hours.ts';

/** When the visit asked for would be, and why the calendar that counts for its request expects nobody then, where it does not. */
export async function visitHours(
  tx: Tx,
  association: string,
  asked: { readonly ticket: string; readonly starts: LocalTime; readonly minutes: number; readonly anyway: boolean },
): Promise<Stretch & { readonly because: Text | undefined }> {
  const begins = instantOf(asked.starts);
  const stretch = { starts: new Date(begins), ends: new Date(begins + asked.minutes * 60_000) };
  const id = readTicketNumber(asked.ticket);
  const ticket = id === undefined ? undefined : await ticketById(tx, association, id);
  if (!ticket || asked.anyway) return { ...stretch, because: undefined };
  const { calendar } = await clockMeasure(tx, association, { entity: ticket.entity, on: dayOfVisit(stretch) });
  return { ...stretch, because: outOfHours(calendar, stretch) };
}
