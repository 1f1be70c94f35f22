import type { VNode } from 'preact';
import type { z } from 'zod';
import { CheckField, TextAreaField } from '../../../platform/pages/field.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { freshForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import type { ticketView } from '../actions/list-tickets.ts';
import { messages } from '../messages.ts';
import { deskHref, ticketHref } from './desk-frame.ts';
import { Due } from './due.tsx';
import { Standing } from './standing.tsx';

type Ticket = z.output<typeof ticketView>;

/** One field: what is needed. Who asks and for which entity is known. */
export function AskBox({ parts = [] }: { parts?: readonly VNode[] }) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  const href = deskHref(association!.id, '/nuova');
  return (
    <Form state={freshForm()} action={href}>
      <TextAreaField name="body" label={m.askHere} hint={m.whatHint} rows={3} />
      {parts}
      <CheckField name="blocking" label={m.blocking} />
      <div class="form-actions">
        <button type="submit" class="btn btn-primary">
          {m.send}
        </button>
        <a href={href}>{m.askMore}</a>
      </div>
    </Form>
  );
}

/** Requests as who asked them wants to see them: what, where it stands, who has it, by when. */
export function OwnRequests({ tickets, now }: { tickets: readonly Ticket[]; now: number }) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  return (
    <ul class="own-requests">
      {tickets.map((ticket) => (
        <li key={ticket.number}>
          <a href={ticketHref(association!.id, ticket.number)}>{ticket.subject}</a>
          <p>
            <span class="muted">{ticket.number}</span> <Standing ticket={ticket} />{' '}
            {ticket.dueAt && <Due at={ticket.dueAt} now={now} />} <span class="muted">{whereItStands(ticket, m)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function whereItStands({ state, wait, assigneeName }: Ticket, m: (typeof messages)['it']): string {
  if (wait === 'person') return m.answersWait;
  if (wait === 'referent') return m.referentWait;
  if (assigneeName && (state === 'assigned' || state === 'waiting')) return m.inHandOf(assigneeName);
  return state === 'new' ? m.notYetTaken : '';
}

/** What somebody who asks for help finds: the box to ask, what is open, what was closed last. */
export function OwnDesk({
  open,
  ended,
  now,
  mayAsk,
  parts,
}: {
  open: readonly Ticket[];
  ended: readonly Ticket[];
  now: number;
  mayAsk: boolean;
  /** What other modules say under the box. */
  parts: readonly VNode[];
}) {
  const m = messages[useLanguage()];
  return (
    <>
      {mayAsk && <AskBox parts={parts} />}
      <h2>{m.ownOpen}</h2>
      {open.length > 0 ? <OwnRequests tickets={open} now={now} /> : <p class="muted">{m.ownNone}</p>}
      {ended.length > 0 && (
        <>
          <h2>{m.ownEnded}</h2>
          <OwnRequests tickets={ended} now={now} />
        </>
      )}
    </>
  );
}

/**
 * The button that leads to the form; its key does the same.
 *
 * @param forOthers as the office says it, for whom the telephone rings
 */
export function AskButton({ forOthers }: { forOthers?: boolean }) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  return (
    <a class="btn btn-primary" href={deskHref(association!.id, '/nuova')} data-key="n">
      <Icon name="plus" size="small" /> {forOthers ? m.newRequest : m.ask}
    </a>
  );
}
