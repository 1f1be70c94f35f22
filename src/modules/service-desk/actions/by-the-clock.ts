import { z } from 'zod';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { type Happening, mayDo, readTicketNumber, refusals, type Ticket, warningsNow } from '../rules/index.ts';
import { deskRulesOf, storeDeskRules } from '../storage/desk-rules.ts';
import { storeDue, ticketToChange } from '../storage/tickets.ts';
import { clockAndEvents, nearestDue } from './clock-of-ticket.ts';
import { dueAgain } from './due-again.ts';
import { handOver } from './levels.ts';
import { standing, standingOf, ticketNumberShape } from './shapes.ts';
import { happens, windUp } from './ticket-at-hand.ts';

const sees = { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] } as const;
const sets = { capability: 'service-desk', letter: 'w', roles: ['SYS', 'RES'] } as const;
const rules = z.object({
  closeAfter: z.int().min(1).max(365).nullable().meta({ format: 'int32' }),
  atWarning: z.enum(['tell', 'raise', 'nothing']),
});

export const showDeskRules = defineAction({
  name: 'service-desk/show-desk-rules',
  title: text('vedere che cosa fa l’assistenza da sé', 'see what the desk does by itself'),
  reads: true,
  permission: sees,
  http: { method: 'GET', path: '/service-desk/rules' },
  input: z.object({}),
  output: rules,
  example: {},
  run: ({ tx, association }) => deskRulesOf(tx, association),
});

/** After how many days what is solved is closed, and what follows when a promise is near its end. */
export const setDeskRules = defineAction({
  name: 'service-desk/set-desk-rules',
  title: text('stabilire che cosa fa l’assistenza da sé', 'set what the desk does by itself'),
  permission: sets,
  http: { method: 'PUT', path: '/service-desk/rules' },
  input: z.object({
    /** Left out or empty: closed by hand only. */
    closeAfter: z
      .literal('')
      .transform(() => null)
      .or(z.coerce.number().pipe(z.int().min(1).max(365)).meta({ format: 'int32' }))
      .nullable()
      .default(null),
    atWarning: z.enum(['tell', 'raise', 'nothing']),
  }),
  output: rules,
  example: { closeAfter: 7, atWarning: 'tell' },
  async run({ tx, association, input, tell }) {
    const before = await deskRulesOf(tx, association);
    await storeDeskRules(tx, association, input);
    // warnings that nobody wanted until now are looked for again
    if (before.atWarning === 'nothing') await dueAgain({ tx, association }, '');
    tell({ before, after: input });
    return input;
  },
});

const dayLong = 24 * 60 * 60_000;

/** Closes a request that has been solved for as long as the association says; for the job. Refuses what `mayDo` refuses. */
export const closeSolved = defineAction({
  name: 'service-desk/close-solved',
  title: text('chiudere una richiesta risolta da tempo', 'close a request solved some time ago'),
  permission: 'console',
  doors: ['command-line'],
  http: { method: 'POST', path: '/tickets/:ticket/closing-by-itself' },
  input: z.object({ ticket: ticketNumberShape }),
  output: standing,
  example: { ticket: '2026-1' },
  async run(context) {
    const { tx, association, now } = context;
    const ticket = await known(context);
    const { closeAfter } = await deskRulesOf(tx, association);
    const instant = now.instant.getTime();
    orRefuse(mayDo('close', ticket, { party: 'office', now: instant }));
    if (closeAfter === null || ticket.solvedAt === null || ticket.solvedAt + closeAfter * dayLong > instant)
      throw new Refused(refusals.notInThisState('close', ticket.state));
    return standingOf(await happens(context, { ticket, party: 'office' }, { kind: 'closed' }));
  },
});

/** Warns that a promise is near its end, once for each part of its time, and hands the request on where the association says so. */
export const warnOfTicket = defineAction({
  name: 'service-desk/warn-of-ticket',
  title: text('avvertire che una scadenza si avvicina', 'warn that a due time comes near'),
  permission: 'console',
  doors: ['command-line'],
  http: { method: 'POST', path: '/tickets/:ticket/warning' },
  input: z.object({ ticket: ticketNumberShape }),
  output: z.object({ warnings: z.int().min(0).max(2) }),
  example: { ticket: '2026-1' },
  async run(context) {
    const { tx, association, now } = context;
    let ticket = await known(context);
    const { atWarning } = await deskRulesOf(tx, association);
    const reckoned = await clockAndEvents(context, ticket);
    const warnings = reckoned ? warningsNow(reckoned.clock, reckoned.events, now.instant.getTime()) : [];
    if (atWarning === 'nothing') {
      await storeDue(tx, association, ticket.id, nearestDue(reckoned?.clock), null);
      return { warnings: 0 };
    }
    for (const { of, percent } of warnings) {
      const due = reckoned!.clock[of].due ?? now.instant.getTime();
      ticket = await happens(
        context,
        { ticket, party: 'head' },
        { kind: 'warned', of, percent, due },
        { shown: false },
      );
    }
    if (warnings.length > 0 && atWarning === 'raise' && ticket.level === 'first') {
      const { percent } = warnings.at(-1)!;
      const handed = await handOver(context, ticket, { level: 'second', to: undefined });
      const raised: Happening = { kind: 'level-changed', level: 'second', why: '', percent, ...handed };
      ticket = await happens(context, { ticket, party: 'head' }, raised);
    }
    await windUp(context, ticket);
    return { warnings: warnings.length };
  },
});

async function known({ tx, association, input }: ActionContext<{ readonly ticket: string }>): Promise<Ticket> {
  const id = readTicketNumber(input.ticket);
  const ticket = id === undefined ? undefined : await ticketToChange(tx, association, id);
  if (!ticket) throw new Refused(refusals.noSuchTicket());
  return ticket;
}
