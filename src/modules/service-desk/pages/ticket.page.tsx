import { text } from '../../../kernel/text.ts';
import { changesOf } from '../../../platform/live-changes.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { changeTickets } from '../actions/change-tickets.ts';
import { solveTicket } from '../actions/endings.ts';
import { bePresent, followTicket } from '../actions/follow.ts';
import { listRefusalGrounds } from '../actions/refusal.ts';
import { showTicket } from '../actions/show-ticket.ts';
import { commentTicket, noteTicket } from '../actions/talk.ts';
import { watchTicket } from '../actions/watch-ticket.ts';
import { messages } from '../messages.ts';
import { actNames, asButton } from '../vocabulary.ts';
import { actForms } from './act-forms.tsx';
import { deskCrumbs, ticketHref } from './desk-frame.ts';
import { filesIn } from './files.tsx';
import { formWith, readyIn } from './ready-answer.tsx';
import { replyWays } from './reply-box.tsx';
import { TicketLive, TicketView } from './ticket-view.tsx';

const path = '/:association/assistenza/richieste/:richiesta';

const shownIn = (request: PageRequest) => request.perform(showTicket, { ticket: request.params.richiesta! });

/** The request as it stands, and who of the office has it before him. */
async function seenIn(request: PageRequest) {
  const shown = await shownIn(request);
  const ticket = request.params.richiesta!;
  const present = request.may(bePresent) ? (await request.perform(followTicket, { ticket })).present : [];
  const [first, parts] = [await request.partsOf('request-now'), await request.partsOf('request')];
  return { shown, present, now: request.now.instant.getTime(), first, parts };
}

async function ticketReply(request: PageRequest, returned?: FormState, status = 200): Promise<PageReply> {
  const seen = await seenIn(request);
  const ready = await readyIn(request);
  const form = returned ?? formWith(request, ready, seen.shown);
  const { ticket } = seen.shown;
  const m = messages[request.language];
  return {
    kind: 'page',
    status,
    title: `${ticket.number} ${ticket.subject}`,
    crumbs: deskCrumbs(request),
    scripts: ['live'],
    keys: [
      { key: 'r', does: m.keyReply },
      { key: 'Ctrl + Invio', does: m.keySend },
      ...(request.may(changeTickets) ? [{ key: 'n', does: m.keyNew }] : []),
      ...(seen.shown.acts.includes('assign') ? [{ key: 'a', does: m.keyAssign }] : []),
      ...(seen.shown.acts.some((act) => act === 'solve' || act === 'close') ? [{ key: 'e', does: m.keyEnd }] : []),
    ],
    body: <TicketView {...seen} ready={ready} form={form} />,
  };
}

const replies = { risposta: commentTicket, nota: noteTicket, risolvi: solveTicket } as const;

/** A request: what was said, how it stands and by when, what can be done with it. */
export const ticketRoutes: PageRoute[] = [
  {
    method: 'GET',
    path,
    needs: showTicket,
    example: { richiesta: '2026-16' },
    answer: (request) => ticketReply(request),
  },
  {
    method: 'POST',
    path,
    needs: commentTicket,
    answer: async (request) => {
      const ticket = request.params.richiesta!;
      const way = replyWays.find((one) => one === request.form.come) ?? 'risposta';
      const attempt = await request.attempt(replies[way], { ...request.form, ticket, files: filesIn(request) });
      // what was typed stays, and the page shows what others did meanwhile
      if (!attempt.ok) return ticketReply(request, returnedForm(request, attempt), 422);
      const { number, version } = attempt.value as { number: string; version: number };
      return { kind: 'redirect', to: `${ticketHref(request.association!.id, number)}#e${version}` };
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
  {
    method: 'POST',
    path: `${path}/presenza`,
    needs: bePresent,
    answer: async (request) => {
      const ticket = request.params.richiesta!;
      await request.perform(bePresent, { ticket, writing: true });
      return { kind: 'redirect', to: ticketHref(request.association!.id, ticket) };
    },
  },
  {
    method: 'GET',
    path: `${path}/dal-vivo`,
    follows: true,
    needs: showTicket,
    answer: async (request) => {
      const ticket = request.params.richiesta!;
      await request.perform(showTicket, { ticket });
      return { kind: 'events', parts: (gone) => ticketParts(request, gone) };
    },
  },
];

/** The request drawn again whenever it changes or somebody comes, goes or writes; whoever follows is there meanwhile. */
async function* ticketParts(request: PageRequest, gone: AbortSignal) {
  const ticket = request.params.richiesta!;
  const works = request.may(bePresent);
  const bePresentHere = async (more = {}) => {
    if (works) await request.perform(bePresent, { ticket, ...more });
  };
  const follower = `service-desk ${request.association!.id} ${ticket} ${request.actor.person}`;
  try {
    await bePresentHere();
    const marks = changesOf(follower, {
      ask: () => request.perform(followTicket, { ticket }),
      isOther: (seen, now) => JSON.stringify(seen) !== JSON.stringify(now),
      every: 2000,
      pause: 500,
      gone,
    });
    // what changed before the stream began is drawn too: it comes back after a pause
    const shown = { version: Number(oneText(request.query.visto)), present: [] };
    let first = true;
    for await (const mark of marks) {
      if (mark === null) await bePresentHere();
      const isSeen = first && JSON.stringify(mark) === JSON.stringify(shown);
      yield mark === null || isSeen ? null : <TicketLive {...(await seenIn(request))} />;
      if (mark !== null) first = false;
    }
  } finally {
    await bePresentHere({ leaves: true }).catch(() => undefined);
  }
}

async function actReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const slug = request.params.atto!;
  const shown = await shownIn(request);
  const { language } = request;
  const m = messages[language];
  const found = Object.hasOwn(actForms, slug) ? actForms[slug] : undefined;
  // an act that does not exist is answered like a request that does not
  if (!found) return request.perform(showTicket, { ticket: '2000-9999999' }).then(() => ticketReply(request, form));
  const { problems, refusals } = form;
  if (!shown.acts.includes(found.act) && problems.length + refusals.length === 0)
    return { kind: 'redirect', to: ticketHref(request.association!.id, shown.ticket.number) };
  const grounds = found.grounds
    ? await request.perform(listRefusalGrounds, { ticket: shown.ticket.number })
    : undefined;
  const title = found.title?.[language] ?? asButton(actNames[found.act][language]);
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
          {found.fields?.(shown, language, grounds)}
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
    example: { richiesta: '2026-16', atto: 'assegna' },
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
        ...(found.read ? { version: request.form.version, ...found.read(request.form) } : request.form),
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
