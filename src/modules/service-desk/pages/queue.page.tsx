import type { VNode } from 'preact';
import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { changesOf } from '../../../platform/live-changes.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { addressWith } from '../../../platform/pages/address.ts';
import { FrameContext, useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import { setDeskRules } from '../actions/by-the-clock.ts';
import { changeTickets } from '../actions/change-tickets.ts';
import { countViews } from '../actions/count-views.ts';
import { followQueue } from '../actions/follow.ts';
import { listAssignees } from '../actions/list-assignees.ts';
import { listTickets } from '../actions/list-tickets.ts';
import { lookUpCaller } from '../actions/look-up-caller.ts';
import { openTicket } from '../actions/open-ticket.ts';
import { listReadyAnswers } from '../actions/ready-answers.ts';
import { listSavedViews, removeView, saveView } from '../actions/saved-views.ts';
import { messages } from '../messages.ts';
import { deskCrumbs, deskHref, ticketHref } from './desk-frame.ts';
import { AskButton, OwnDesk } from './own-requests.tsx';
import { type Assignees, type Entities, type Levels, QueueList, type Services } from './queue-list.tsx';
import { askedOfQueue } from './queue-names.ts';
import { queueSheet } from './queue-sheet.ts';
import { QueueViews, type SavedViews, type Ways } from './queue-views.tsx';

const path = '/:association/assistenza';

/** The queue of the office; for a referent and who else sees an entity its requests; for the others their own. */
export const queuePage: PageRoute = {
  method: 'GET',
  path,
  needs: listTickets,
  answer: async (request) => {
    const m = messages[request.language];
    const works = request.may(changeTickets);
    const asks = request.may(openTicket) && !request.may(lookUpCaller);
    const about = { title: m.queue, crumbs: deskCrumbs(request).slice(0, 1) };
    if (asks && request.actor.role !== 'SUP' && !request.url.includes('?'))
      return { kind: 'page', ...about, keys: [{ key: 'Ctrl + Invio', does: m.keySend }], body: await ownDesk(request) };
    const parts = await request.partsOf('desk');
    const mark = works ? ((await request.perform(followQueue, {})).changed ?? undefined) : undefined;
    const around = { mayAsk: request.may(openTicket) && request.actor.role !== 'SUP', live: works, mark, parts };
    const body = <QueuePage {...(await seenIn(request))} {...around} />;
    const scope = request.actor.entity && !works ? 'entity' : 'association';
    return {
      kind: 'page',
      ...about,
      scope,
      scripts: works ? ['live'] : [],
      ...(works
        ? {
            keys: [
              { key: 'n', does: m.keyNew },
              { key: 'x', does: m.keyPick },
              { key: 'a', does: m.keyAssign },
              { key: 'r', does: m.keyReply },
              { key: 'e', does: m.keyEnd },
            ],
          }
        : {}),
      body,
    };
  },
};

async function ownDesk(request: PageRequest) {
  const { items: open } = await request.perform(listTickets, { state: 'open', limit: 100 });
  const { items: latest } = await request.perform(listTickets, { limit: 20 });
  const ended = latest.filter(({ number }) => !open.some((one) => one.number === number)).slice(0, 5);
  const now = request.now.instant.getTime();
  return (
    <>
      <h1>{messages[request.language].queue}</h1>
      {await request.partsOf('desk')}
      <OwnDesk open={open} ended={ended} now={now} mayAsk parts={await request.partsOf('asking')} />
    </>
  );
}

type Seen = {
  readonly list: z.output<typeof listTickets.output>;
  readonly views: z.output<typeof countViews.output>['views'];
  readonly services: Services;
  readonly levels: Levels;
  readonly saved: SavedViews | undefined;
  readonly assignees: Assignees | undefined;
  readonly entities: Entities;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly now: number;
  readonly ways: Ways;
};

/** As many rows as weigh 8 KB with the rest of the page. */
const rowsOfPage = 40;

async function seenIn(request: PageRequest): Promise<Seen> {
  const asked = askedOfQueue(request);
  return {
    list: await request.perform(listTickets, { ...asked, limit: rowsOfPage }),
    ...(await request.perform(countViews, {})),
    saved: request.may(listSavedViews) ? (await request.perform(listSavedViews, {})).items : undefined,
    assignees: request.may(listAssignees) ? (await request.perform(listAssignees, {})).items : undefined,
    entities: request.may(lookUpCaller) ? (await request.perform(lookUpCaller, {})).entities : [],
    asked: asked as Readonly<Record<string, unknown>>,
    now: request.now.instant.getTime(),
    ways: [
      ...(request.may(listReadyAnswers) ? (['risposte-pronte'] as const) : []),
      ...(request.may(setDeskRules) ? (['automatismi'] as const) : []),
    ],
  };
}

type Around = {
  readonly mayAsk: boolean;
  readonly live: boolean;
  /** When anything changed last before this was drawn: the stream begins from there, when it comes back too. */
  readonly mark: string | undefined;
  readonly parts: readonly VNode[];
};

function QueuePage({ mayAsk, live, mark, parts, ...seen }: Seen & Around) {
  const { association, url } = useFrame();
  const m = messages[useLanguage()];
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const stream = addressWith(deskHref(association!.id, `/dal-vivo${search}`), { visto: mark });
  const follows = live ? { 'hx-sse:connect': stream, 'hx-trigger': 'follow', 'hx-swap': 'innerMorph' } : {};
  return (
    <>
      <div class={live ? 'page-head desk-head' : 'page-head'}>
        <h1>{m.queue}</h1>
        {live && parts}
        {mayAsk && (
          <div class="page-actions">
            <AskButton forOthers={live} />
          </div>
        )}
      </div>
      {!live && parts}
      <div class="desk" {...follows}>
        <Queue {...seen} here={url} />
      </div>
    </>
  );
}

/** Views at the left with their counts, the list beside them. */
function Queue({
  views,
  services,
  levels,
  saved,
  asked,
  list,
  now,
  assignees,
  entities,
  ways,
  here,
}: Seen & { here: string }) {
  const frame = useFrame();
  return (
    <FrameContext.Provider value={{ ...frame, url: here }}>
      <QueueViews views={views} saved={saved} asked={asked} ways={ways} />
      <div class="desk-list" data-now={now}>
        <QueueList
          {...{ list, now, assignees, entities, services, levels, asked }}
          ofOneEntity={assignees === undefined}
        />
      </div>
    </FrameContext.Provider>
  );
}

/** The queue drawn again whenever a request changes. */
export const queueEvents: PageRoute = {
  method: 'GET',
  path: `${path}/dal-vivo`,
  follows: true,
  needs: followQueue,
  answer: async (request) => ({
    kind: 'events',
    async *parts(gone) {
      const marks = changesOf(`service-desk ${request.association!.id}`, {
        ask: () => request.perform(followQueue, {}),
        isOther: (seen, now) => seen.changed !== now.changed,
        every: 2000,
        pause: 3000,
        gone,
      });
      const here = addressWith(request.url.replace('/dal-vivo', ''), { visto: undefined });
      let seen = oneText(request.query.visto) ?? null;
      for await (const mark of marks) {
        const draws = mark !== null && mark.changed !== seen;
        if (mark !== null) seen = mark.changed;
        yield draws ? <Queue {...(await seenIn(request))} here={here} /> : null;
      }
    },
  }),
};

/** Exactly what is filtered, as a sheet. */
export const queueExport: PageRoute = {
  method: 'GET',
  path: `${path}/esporta`,
  needs: listTickets,
  answer: async (request) => {
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const items: z.output<typeof listTickets.output>['items'] = [];
    let cursor: string | undefined;
    do {
      const page = await request.perform(listTickets, { ...askedOfQueue(request), cursor, limit: 10_000 });
      items.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor);
    const sheet = queueSheet(items, request.language);
    const about = { title: sheet.name, author: request.association!.name, language: request.language };
    return { kind: 'file', ...(await sheetFile(format, `richieste-${request.now.today}`, [sheet], about)) };
  },
};

/** Keeps a view, or forgets one. */
export const viewForms: PageRoute = {
  method: 'POST',
  path: `${path}/viste`,
  needs: saveView,
  answer: async (request) => {
    const home = deskHref(request.association!.id);
    const removed = oneText(request.form.togli);
    if (removed) {
      await request.perform(removeView, { id: removed });
      return { kind: 'redirect', to: home, notice: text(messages.it.viewRemoved, messages.en.viewRemoved) };
    }
    const attempt = await request.attempt(saveView, request.form);
    if (attempt.ok) return { kind: 'redirect', to: home, notice: text(messages.it.viewSaved, messages.en.viewSaved) };
    const said = attempt.problems[0]?.says ?? attempt.refusals[0]?.says;
    return { kind: 'redirect', to: home, ...(said ? { notice: said } : {}) };
  },
};

/** Does one thing to all chosen requests; what could not be done is told, request by request. */
export const togetherForm: PageRoute = {
  method: 'POST',
  path: `${path}/insieme`,
  needs: changeTickets,
  answer: async (request): Promise<PageReply> => {
    const { tickets = [], to, priority, level, close, torna } = request.form;
    const chosen = [tickets].flat().map((one) => {
      const [ticket, version] = one.split('.');
      return { ticket, version };
    });
    const back = `${deskHref(request.association!.id)}${oneText(torna)?.startsWith('?') ? oneText(torna) : ''}`;
    const does = [to, priority, level, close].some((one) => oneText(one) !== undefined);
    const nothing = text(messages.it.togetherNone, messages.en.togetherNone);
    if (chosen.length === 0 || !does) return { kind: 'redirect', to: back, notice: nothing };
    const attempt = await request.attempt(changeTickets, { tickets: chosen, to, priority, level, close });
    if (!attempt.ok)
      return { kind: 'redirect', to: back, notice: attempt.problems[0]?.says ?? attempt.refusals[0]?.says ?? nothing };
    const { done, refused } = attempt.value;
    const all = text(messages.it.doneOn(done.length), messages.en.doneOn(done.length));
    if (refused.length === 0) return { kind: 'redirect', to: back, notice: all };
    const { language, association } = request;
    const m = messages[language];
    return {
      kind: 'page',
      title: m.together,
      crumbs: deskCrumbs(request),
      body: (
        <>
          <h1>{m.together}</h1>
          {done.length > 0 && (
            <Notice tone="success">
              <p>{all[language]}</p>
            </Notice>
          )}
          <h2>{m.notDoneOn(refused.length)}</h2>
          <ul>
            {refused.map(({ ticket, says }) => (
              <li key={ticket}>
                <a href={ticketHref(association!.id, ticket)}>{ticket.replace('-', '/')}</a>: {says[language]}
              </li>
            ))}
          </ul>
          <p>
            <a href={back}>{m.toQueue}</a>
          </p>
        </>
      ),
    };
  },
};
