import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import type { PagePart, PageRequest } from '../../../../platform/page.ts';
import { useFrame, useLanguage } from '../../../../platform/pages/frame.ts';
import { Notice } from '../../../../platform/pages/notice.tsx';
import { StatusChip } from '../../../../platform/pages/status-chip.tsx';
import { showTicket } from '../../actions/show-ticket.ts';
import { deskHref, ticketHref } from '../../pages/desk-frame.ts';
import { isOpen } from '../../vocabulary.ts';
import { listRemoteSessions } from '../actions/list-remote-sessions.ts';
import { askRemoteSession } from '../actions/remote-sessions.ts';
import { showRemoteTool } from '../actions/remote-tool.ts';
import { remoteMessages } from '../messages.ts';
import { hourText } from '../vocabulary.ts';

type Session = z.output<typeof listRemoteSessions.output>['items'][number];
const stands = ({ state }: Session) => state === 'asked' || state === 'granted' || state === 'running';

const sessionsOf = async (request: PageRequest) => {
  const ticket = request.params.richiesta!;
  return (await request.perform(listRemoteSessions, { ticket, limit: 20 })).items;
};

/** Above what was said in a request: what the technician asks, what the person answers, what is going on. */
export const remoteNowPart: PagePart = {
  page: 'request-now',
  order: 10,
  part: async (request) => {
    const going = (await sessionsOf(request)).find(stands);
    if (!going) return null;
    // asked for before the request was solved: only what goes on is still there, to be ended
    return going.state === 'running' || (await isStillOpen(request)) ? <Going session={going} /> : null;
  },
};

/** Beside a request: the sessions there were, and asking for one. */
export const remotePart: PagePart = {
  page: 'request',
  order: 10,
  part: async (request) => {
    const sessions = await sessionsOf(request);
    const ticket = request.params.richiesta!;
    const may = !sessions.some(stands) && request.may(askRemoteSession);
    const asks = may ? await couldAsk(request, ticket) : undefined;
    const past = sessions.filter((one) => !stands(one));
    return past.length === 0 && !asks ? null : <Remote past={past} asks={asks} ticket={ticket} />;
  },
};

async function isStillOpen(request: PageRequest): Promise<boolean> {
  const { ticket } = await request.perform(showTicket, { ticket: request.params.richiesta! });
  return isOpen(ticket);
}

/** Asked of the person, or written down as said by voice by who cannot answer; undefined where neither. */
async function couldAsk(request: PageRequest, ticket: string): Promise<'ask' | 'record' | undefined> {
  const { acts, ticket: shown } = await request.perform(showTicket, { ticket });
  if (!isOpen(shown) || !acts.includes('comment') || (await request.perform(showRemoteTool, {})).tool === null)
    return undefined;
  return shown.requesterSignsIn ? 'ask' : 'record';
}

function Remote({
  past,
  asks,
  ticket,
}: {
  past: readonly Session[];
  asks: 'ask' | 'record' | undefined;
  ticket: string;
}) {
  const { association } = useFrame();
  const m = remoteMessages[useLanguage()];
  return (
    <section aria-labelledby="remoto">
      <h2 id="remoto">{m.remote}</h2>
      {past.length > 0 && (
        <ul>
          {past.map((one) => (
            <li key={one.id}>
              {one.machine}, {one.technicianName}
              {one.recognised !== null && `, ${m.byVoice}`} <StatusChip>{m[one.state]}</StatusChip>{' '}
              {one.minutes !== null && `${one.minutes} min`}
            </li>
          ))}
        </ul>
      )}
      {asks && (
        <p>
          <a href={ticketHref(association!.id, ticket, '/collegamento')}>{m[asks]}</a>
        </p>
      )}
    </section>
  );
}

function Going({ session }: { session: Session }) {
  const m = remoteMessages[useLanguage()];
  const { state, own, machine, technicianName, requesterName, link } = session;
  const until = hourText(session.expires);
  const consent = session.recognised === null ? m.mayBegin : m.spoken;
  if (state === 'asked' && own === 'requester')
    return (
      <Notice tone="warning" title={m.wants(technicianName, machine)} alert>
        {session.reason !== '' && <p>{session.reason}</p>}
        <p>{m.wantsHint(until)}</p>
        <Acts>
          <Act session={session} slug="consenso" says={m.allow} fields={{ grants: 'true' }} primary />
          <Act session={session} slug="consenso" says={m.refuse} fields={{ grants: 'false' }} />
        </Acts>
      </Notice>
    );
  if (state === 'running')
    return (
      <Notice title={m.runs(technicianName, machine, hourText(session.began!))}>
        <Acts>
          {link && (
            <a class="btn btn-primary btn-xs" href={link} hx-boost="false" rel="noopener noreferrer">
              {m.open}
            </a>
          )}
          {own && <Act session={session} slug="fine" says={own === 'requester' ? m.stop : m.end} />}
        </Acts>
      </Notice>
    );
  return (
    <Notice title={m.remote}>
      <p>{state === 'asked' ? m.waits(requesterName, until) : consent(requesterName, until)}</p>
      <Acts>
        {state === 'granted' && own === 'technician' && <Act session={session} slug="inizio" says={m.begin} primary />}
        {own && <Act session={session} slug="fine" says={m.takeBack} />}
      </Acts>
    </Notice>
  );
}

function Acts({ children }: { children: ComponentChildren }) {
  return <div class="page-actions">{children}</div>;
}

function Act({
  session,
  slug,
  says,
  fields = {},
  primary,
}: {
  session: Session;
  slug: string;
  says: string;
  fields?: Readonly<Record<string, string>>;
  primary?: boolean;
}) {
  const { association, csrf } = useFrame();
  return (
    <form method="post" action={deskHref(association!.id, `/collegamenti/${session.id}/${slug}`)}>
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="ticket" value={session.ticket} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={primary ? 'btn btn-primary btn-xs' : 'btn btn-outline-primary btn-xs'}>
        {says}
      </button>
    </form>
  );
}
