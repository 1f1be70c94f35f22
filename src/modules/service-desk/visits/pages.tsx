import type { VNode } from 'preact';
import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PagePart, PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { CheckField, MomentField, NumberField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { showTicket } from '../actions/show-ticket.ts';
import { deskCrumbs, deskHref, ticketHref } from '../pages/desk-frame.ts';
import { momentText } from '../vocabulary.ts';
import { bookVisit, cancelVisit, listVisits } from './actions.ts';
import { visitMessages } from './messages.ts';
import { visitTabs } from './on-site.page.tsx';
import { unusualVisit } from './refusals.ts';

type List = z.output<typeof listVisits.output>;
const path = '/:association/assistenza/interventi';
const formPath = '/:association/assistenza/richieste/:richiesta/intervento';

/** The calendar of visits: from today on, where nothing else is asked. */
export const visitsPage: PageRoute = {
  method: 'GET',
  path,
  needs: listVisits,
  answer: async (request) => {
    const { query, now } = request;
    const names = { from: 'dal', to: 'al', person: 'chi', cursor: 'cursor' };
    const asked = askedIn<z.input<typeof listVisits.input>>(query, names);
    const list = await request.perform(listVisits, {
      ...(asked.from || asked.to ? {} : { from: now.today }),
      ...asked,
    });
    return {
      kind: 'page',
      title: visitMessages[request.language].visits,
      crumbs: deskCrumbs(request),
      scope: request.may(bookVisit) ? 'association' : 'entity',
      body: <VisitsPage list={list} works={request.may(bookVisit)} tabs={visitTabs(request, 'visits')} />,
    };
  },
};

function VisitsPage({ list, works, tabs }: { list: List; works: boolean; tabs: VNode | null }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = visitMessages[language];
  return (
    <>
      <h1>{m.visits}</h1>
      <p class="lead">{m.visitsLead}</p>
      {tabs}
      <ListPage
        caption={m.visits}
        filters={[
          { kind: 'day', name: 'dal', label: m.from },
          { kind: 'day', name: 'al', label: m.to },
          ...(works
            ? [{ kind: 'choice' as const, name: 'chi', label: m.who, choices: [{ value: 'me', label: m.mine }] }]
            : []),
        ]}
        columns={[
          { key: 'when', title: m.when, names: true, cell: ({ starts }) => momentText(starts, language) },
          { key: 'minutes', title: m.minutes, numeric: true, cell: ({ minutes }) => minutes },
          { key: 'who', title: m.who, cell: ({ personName }) => personName },
          { key: 'entity', title: m.entity, cell: ({ entityName }) => entityName },
          { key: 'where', title: m.where, cell: ({ place }) => place || '–' },
          {
            key: 'ticket',
            title: m.request,
            cell: ({ ticket }) => <a href={ticketHref(association!.id, ticket)}>{ticket}</a>,
          },
        ]}
        rows={list.items}
        rowKey={(one) => one.id}
        count={list.count}
        {...(list.next ? { next: list.next } : {})}
        empty={<EmptyState title={m.none} />}
      />
    </>
  );
}

/** Beside a request: what is booked for it, and booking. */
export const visitsPart: PagePart = {
  page: 'request',
  order: 5,
  part: async (request) => {
    if (!request.may(listVisits)) return null;
    const ticket = request.params.richiesta!;
    const { items } = await request.perform(listVisits, { ticket });
    const books = request.may(bookVisit) && (await request.perform(showTicket, { ticket })).acts.includes('comment');
    return items.length === 0 && !books ? null : <Visits items={items} books={books} ticket={ticket} />;
  },
};

function Visits({ items, books, ticket }: { items: List['items']; books: boolean; ticket: string }) {
  const { association, csrf } = useFrame();
  const language = useLanguage();
  const m = visitMessages[language];
  const { id } = association!;
  return (
    <section aria-labelledby="interventi">
      <h2 id="interventi">{m.visits}</h2>
      {items.length > 0 && (
        <ul>
          {items.map((one) => (
            <li key={one.id}>
              {[momentText(one.starts, language), one.personName, one.place].filter((part) => part !== '').join(', ')}
              {books && one.toCome && (
                <form method="post" action={deskHref(id, `/interventi/${one.id}/annulla`)}>
                  <input type="hidden" name="_csrf" value={csrf} />
                  <input type="hidden" name="ticket" value={ticket} />
                  <button
                    type="submit"
                    class="btn btn-link btn-xs"
                    aria-label={m.cancelOf(momentText(one.starts, language))}
                  >
                    {m.cancel}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {books && (
        <p>
          <a href={ticketHref(id, ticket, '/intervento')}>{m.book}</a>
        </p>
      )}
    </section>
  );
}

async function bookPage(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { ticket, assignees } = await request.perform(showTicket, { ticket: request.params.richiesta! });
  const m = visitMessages[request.language];
  return {
    kind: 'page',
    status,
    title: `${ticket.number} ${m.bookTitle}`,
    crumbs: deskCrumbs(request, ticket.number),
    body: (
      <>
        <h1>{m.bookTitle}</h1>
        <p class="lead">
          {ticket.number} {ticket.subject}
        </p>
        <Form state={form}>
          <SelectField
            name="person"
            label={m.who}
            hint={m.whoHint}
            choices={assignees
              .filter(({ id, supplier }) => !supplier || id === ticket.assignee)
              .map(({ id, name }) => ({ value: id, label: name }))}
          />
          <MomentField name="starts" label={m.when} />
          <NumberField name="minutes" label={m.minutes} value={60} />
          <TextField name="place" label={m.where} hint={m.whereHint} optional />
          {form.refusals.some(({ code }) => code === unusualVisit) && (
            <CheckField name="anyway" label={m.anyway} hint={m.anywayHint} />
          )}
          <FormActions submit={m.bookSend}>
            <a href={ticketHref(request.association!.id, ticket.number)}>{m.back}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

const said = (key: 'booked' | 'cancelled') => text(visitMessages.it[key], visitMessages.en[key]);

/** Booking a visit from its request, and cancelling it. */
export const visitRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: formPath,
    needs: bookVisit,
    example: { richiesta: '2026-16' },
    answer: (request) => bookPage(request, freshForm()),
  },
  {
    method: 'POST',
    path: formPath,
    needs: bookVisit,
    answer: async (request) => {
      const ticket = request.params.richiesta!;
      const attempt = await request.attempt(bookVisit, { ...request.form, ticket });
      if (!attempt.ok) return bookPage(request, returnedForm(request, attempt), 422);
      return { kind: 'redirect', to: ticketHref(request.association!.id, ticket), notice: said('booked') };
    },
  },
  {
    method: 'POST',
    path: `${path}/:intervento/annulla`,
    needs: cancelVisit,
    answer: async (request) => {
      await request.perform(cancelVisit, { visit: request.params.intervento! });
      const { id } = request.association!;
      const ticket = oneText(request.form.ticket) ?? '';
      const to = /^2[01]\d\d[/-]\d{1,7}$/.test(ticket) ? ticketHref(id, ticket) : deskHref(id, '/interventi');
      return { kind: 'redirect', to, notice: said('cancelled') };
    },
  },
];
