import type { VNode } from 'preact';
import type { z } from 'zod';
import { enumerate } from '../../../kernel/text.ts';
import type { FormState } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import type { followTicket } from '../actions/follow.ts';
import { messages } from '../messages.ts';
import type { Shown } from './act-forms.tsx';
import { Conversation } from './conversation.tsx';
import { ticketHref } from './desk-frame.ts';
import { Due } from './due.tsx';
import type { ReadyAnswers } from './ready-answer.tsx';
import { ReplyBox } from './reply-box.tsx';
import { Standing } from './standing.tsx';
import { TicketFacts } from './ticket-facts.tsx';

type Present = z.output<typeof followTicket.output>['present'];
type Seen = {
  readonly shown: Shown;
  readonly present: Present;
  readonly now: number;
  /** What asks for something now, above what was said. */
  readonly first: readonly VNode[];
  /** What else is said beside it. */
  readonly parts: readonly VNode[];
};

/** A request: the conversation in the middle, facts beside it, the box to answer in always there. */
export function TicketView({ form, ready, ...seen }: Seen & { form: FormState; ready: ReadyAnswers }) {
  const { association } = useFrame();
  const { ticket } = seen.shown;
  const typedAt = Number(form.values.version);
  const since = form.refusals.length > 0 && Number.isInteger(typedAt) ? typedAt : undefined;
  const stream = `${ticketHref(association!.id, ticket.number)}/dal-vivo?visto=${ticket.version}`;
  const live = { 'hx-sse:connect': stream, 'hx-trigger': 'follow' };
  return (
    <>
      <h1 class="ticket-title">{ticket.subject}</h1>
      <div class="ticket">
        <div class="ticket-live" {...live} hx-swap="innerMorph">
          <TicketLive {...seen} since={since} />
        </div>
        <ReplyBox shown={seen.shown} ready={ready} form={form} />
      </div>
    </>
  );
}

/** What of it changes by itself while others work on it. */
export function TicketLive({ shown, present, now, first, parts, since }: Seen & { since?: number | undefined }) {
  const m = messages[useLanguage()];
  const { ticket } = shown;
  return (
    <>
      <div class="ticket-line" data-now={now}>
        <span class="muted">{ticket.number}</span> <Standing ticket={ticket} />{' '}
        {ticket.dueAt && <Due at={ticket.dueAt} now={now} />}{' '}
        <span class="muted">{ticket.assigneeName ? m.inHandOf(ticket.assigneeName) : ''}</span>{' '}
        <Presence present={present} />
      </div>
      <section class="ticket-talk" aria-label={m.conversation}>
        {ticket.mergedInto !== null && (
          <Merged into={ticket.mergedInto} seen={shown.within.includes(ticket.mergedInto)} />
        )}
        {first}
        <Conversation shown={shown} now={now} since={since} />
      </section>
      <TicketFacts shown={shown} now={now} parts={parts} />
    </>
  );
}

/** It goes on in another: there, where that can be seen from this post. */
function Merged({ into, seen }: { into: string; seen: boolean }) {
  const { association } = useFrame();
  const m = messages[useLanguage()];
  return (
    <Notice tone="info" title={m.mergedTitle(into)}>
      <p>{seen ? <a href={ticketHref(association!.id, into)}>{m.mergedThere(into)}</a> : m.mergedUnseen}</p>
    </Notice>
  );
}

/** Who else of the office has it before him, and who is writing. */
function Presence({ present }: { present: Present }) {
  const language = useLanguage();
  const m = messages[language];
  const says = (writing: boolean, sentence: (names: string, several: boolean) => string) => {
    const names = present.filter((one) => one.writing === writing).map(({ name }) => name);
    return names.length > 0 ? sentence(enumerate(names, language), names.length > 1) : '';
  };
  const [writes, looks] = [says(true, m.writes), says(false, m.looks)];
  return (
    <span role="status" class="ticket-presence">
      {[writes, looks].filter((one) => one !== '').join(', ')}
    </span>
  );
}
