import { z } from 'zod';
import { say } from '../../../platform/problem.ts';
import { type Ticket, ticketNumber, ticketStates } from '../rules/index.ts';

/** The number of a request, `2026/123` or, in addresses, `2026-123`. */
export const ticketNumberShape = z
  .string()
  .trim()
  .max(20)
  .regex(
    /^2[01]\d\d[/-]\d{1,7}$/,
    say('Serve il numero di una richiesta, come 2026/123.', 'It must be the number of a request, such as 2026/123.'),
  );

/** Which request, and the version of it that was seen: what others do meanwhile is not written over. */
export const ofTicket = {
  ticket: ticketNumberShape,
  version: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).meta({ format: 'int32' }),
};

export const bodyShape = z.string().trim().min(1).max(50_000);
export const shortNote = z.string().trim().max(2000).default('');
/** Minutes of work. */
export const minutesShape = z.coerce.number().pipe(z.int().min(0).max(1440)).default(0).meta({ format: 'int32' });

/** What every act answers: where the request stands. */
export const standing = z.object({
  number: z.string().max(20),
  version: z.int().min(1).meta({ format: 'int32' }),
  state: z.enum(ticketStates),
});

export function standingOf(ticket: Ticket): z.input<typeof standing> {
  return { number: ticketNumber(ticket.id), version: ticket.version, state: ticket.state };
}
