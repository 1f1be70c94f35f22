import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { FileField, TextAreaField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { showTicket } from '../actions/show-ticket.ts';
import { commentTicket } from '../actions/talk.ts';
import { watchTicket } from '../actions/watch-ticket.ts';
import { messages } from '../messages.ts';
import {
  actNames,
  asButton,
  happeningNames,
  levelNames,
  momentText,
  priorityNames,
  stateNames,
  waitNames,
} from '../vocabulary.ts';
import { actForms, formsFor, type Shown } from './act-forms.tsx';
import { deskCrumbs, ticketHref } from './desk-frame.ts';
import { FileLinks, filesIn } from './files.tsx';

const path = '/:association/assistenza/richieste/:richiesta';

const shownIn = (request: PageRequest) => request.perform(showTicket, { ticket: request.params.richiesta! });

async function ticketReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const shown = await shownIn(request);
  return {
    kind: 'page',
    status,
    title: `${shown.ticket.number} ${shown.ticket.subject}`,
    crumbs: deskCrumbs(request),
    scope: request.actor.entity ? 'entity' : 'association',
    body: <TicketPage shown={shown} form={form} />,
  };
}

/** A request: what was said, how it stands and by when, what can be done with it. */
export const ticketRoutes: PageRoute[] = [
  {
    method: 'GET',
    path,
    needs: showTicket,
    example: { richiesta: '2026-1' },
    answer: (request) => ticketReply(request, freshForm()),
  },
  {
    method: 'POST',
    path,
    needs: commentTicket,
    answer: async (request) => {
      const ticket = request.params.richiesta!;
      const attempt = await request.attempt(commentTicket, { ...request.form, ticket, files: filesIn(request) });
      // what was typed stays, and the page shows what others did meanwhile
      if (!attempt.ok) return ticketReply(request, returnedForm(request, attempt), 422);
      return { kind: 'redirect', to: ticketHref(request.association!.id, attempt.value.number) };
    },
  },
  {
    method: 'POST',
    path: `${path}/segui`,
    needs: watchTicket,
    answer: async (request) => {
      const ticket = request.params.richiesta!;
      await request.perform(watchTicket, { ticket, follows: request.form.follows === 'true' });
      return { kind: 'redirect', to: ticketHref(request.association!.id, ticket) };
    },
  },
];

async function actReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const slug = request.params.atto!;
  const shown = await shownIn(request);
  const { language } = request;
  const m = messages[language];
  const found = Object.hasOwn(actForms, slug) ? actForms[slug] : undefined;
  // an act that does not exist is answered like a request that does not
  if (!found) return request.perform(showTicket, { ticket: '2000-9999999' }).then(() => ticketReply(request, form));
  const title = asButton(actNames[found.act][language]);
  const { number, subject, version } = shown.ticket;
  return {
    kind: 'page',
    status,
    title: `${number} ${title}`,
    crumbs: deskCrumbs(request, number),
    body: (
      <>
        <h1>{title}</h1>
        <p class="lead">
          {number} {subject}
        </p>
        <Form state={form} files={found.files ?? false}>
          <input type="hidden" name="version" value={version} />
          {found.fields?.(shown, language)}
          <FormActions submit={m.confirm}>
            <a href={ticketHref(request.association!.id, number)}>{m.back}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

/** Each act on a page of its own; those that need no word are buttons of the request, and come here only when refused. */
export const actRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${path}/:atto`,
    needs: showTicket,
    example: { richiesta: '2026-1', atto: 'assegna' },
    answer: (request) => actReply(request, freshForm()),
  },
  {
    method: 'POST',
    path: `${path}/:atto`,
    needs: commentTicket,
    answer: async (request) => {
      const { atto, richiesta } = request.params;
      const found = Object.hasOwn(actForms, atto!) ? actForms[atto!] : undefined;
      if (!found) return actReply(request, freshForm());
      const attempt = await request.attempt(found.action, {
        ...request.form,
        ticket: richiesta,
        ...(found.files ? { files: filesIn(request) } : {}),
      });
      if (!attempt.ok) return actReply(request, returnedForm(request, attempt), 422);
      return {
        kind: 'redirect',
        to: ticketHref(request.association!.id, richiesta!),
        notice: text(messages.it.done_, messages.en.done_),
      };
    },
  },
];

function TicketPage({ shown, form }: { shown: Shown; form: FormState }) {
  const { association, actor } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const { ticket, clock, events, tasks } = shown;
  const here = ticketHref(association!.id, ticket.number);
  const forms = formsFor(shown).filter(([slug]) => slug !== 'rispondi');
  const mayTake =
    shown.acts.includes('assign') &&
    ticket.assignee !== actor.person &&
    shown.assignees.some(({ id }) => id === actor.person);
  return (
    <>
      <div class="page-head">
        <h1>{ticket.subject}</h1>
      </div>
      <p>
        {ticket.number} <StatusChip>{stateNames[ticket.state][language]}</StatusChip>
      </p>
      <section aria-labelledby="conversation">
        <h2 id="conversation">{m.conversation}</h2>
        <ol class="list-unstyled">
          {events.map((event) => (
            <li key={event.version} id={`e${event.version}`}>
              <p>
                <strong>{event.name}</strong> {happeningNames[event.kind as keyof typeof happeningNames]?.[language]}{' '}
                <time dateTime={event.at}>{momentText(event.at, language)}</time>{' '}
                {!event.shown && <StatusChip tone="attention">{m.internal}</StatusChip>}
              </p>
              <FileLinks here={here} files={event.files} />
              {saidIn(event.what).map((words) => (
                <blockquote key={words}>
                  {words.split('\n').map((line, index) => (
                    <p key={index}>{line}</p>
                  ))}
                </blockquote>
              ))}
            </li>
          ))}
        </ol>
        {shown.acts.includes('comment') && (
          <Form state={form} action={here} files>
            <input type="hidden" name="version" value={ticket.version} />
            <TextAreaField name="body" label={m.reply} rows={4} />
            <FileField name="files" label={m.files} hint={m.filesHint} multiple optional />
            <FormActions submit={m.replySend} />
          </Form>
        )}
      </section>
      <section aria-labelledby="acts">
        <h2 id="acts">{m.otherActs}</h2>
        <div class="page-actions">
          {mayTake && <Click href={`${here}/assegna`} fields={{ version: ticket.version, to: 'me' }} says={m.take} />}
          {forms.map(([slug, { act, fields }]) =>
            fields ? (
              <a key={slug} class="btn btn-outline-primary btn-xs" href={`${here}/${slug}`}>
                {asButton(actNames[act][language])}
              </a>
            ) : (
              <Click
                key={slug}
                href={`${here}/${slug}`}
                fields={{ version: ticket.version }}
                says={asButton(actNames[act][language])}
              />
            ),
          )}
          <Click
            href={`${here}/segui`}
            fields={{ follows: String(!shown.follows) }}
            says={shown.follows ? m.unfollow : m.follow}
          />
        </div>
      </section>
      <section aria-labelledby="facts">
        <h2 id="facts">{m.facts}</h2>
        <Definitions
          items={[
            { term: m.entity, is: ticket.entityName },
            { term: m.requester, is: ticket.requesterName },
            ticket.contact !== '' && { term: m.contact, is: ticket.contact },
            { term: m.assignee, is: ticket.assigneeName ?? m.nobody },
            { term: m.priority, is: priorityNames[ticket.priority][language] },
            { term: m.level, is: levelNames[ticket.level][language] },
            ticket.service !== null && { term: m.service, is: ticket.service },
            ticket.wait !== null && { term: m.waitsFor, is: waitNames[ticket.wait][language] },
            ticket.asset !== '' && { term: m.asset, is: ticket.asset },
            ticket.contract !== '' && { term: m.contract, is: ticket.contract },
            ticket.minutes > 0 && { term: m.minutes, is: String(ticket.minutes) },
            ticket.rating !== null && { term: m.rating, is: m[ticket.rating] },
          ]}
        />
        {tasks.length > 0 && (
          <>
            <h3>{m.tasks}</h3>
            <ul>
              {tasks.map(({ task, instructions, done, result }) => (
                <li key={task}>
                  {instructions}{' '}
                  <StatusChip tone={done === null ? 'attention' : done ? 'good' : 'bad'}>
                    {done === null ? m.taskOpen : done ? m.taskDone : m.taskNotDone}
                  </StatusChip>{' '}
                  {result}
                </li>
              ))}
            </ul>
          </>
        )}
        {clock &&
          (['firstAnswer', 'solution'] as const).map((of) => (
            <div key={of}>
              <h3>
                {m[of]} {clock[of].due && momentText(clock[of].due, language)}
              </h3>
              <TraceView trace={clock[of].explanation} open={0} />
            </div>
          ))}
      </section>
    </>
  );
}

/** What an event says in words. */
function saidIn(what: Readonly<Record<string, unknown>>): readonly string[] {
  const fields = ['body', 'why', 'instructions', 'result', 'ask', 'article', 'toName'];
  return fields.flatMap((field) => {
    const value = what[field];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}

/** One click that says it all. */
function Click({
  href,
  fields,
  says,
}: {
  href: string;
  fields: Readonly<Record<string, string | number>>;
  says: string;
}) {
  const { csrf } = useFrame();
  return (
    <form method="post" action={href}>
      <input type="hidden" name="_csrf" value={csrf} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="btn btn-outline-primary btn-xs">
        {says}
      </button>
    </form>
  );
}
