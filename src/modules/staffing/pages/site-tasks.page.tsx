import { type Day, dayOfTime, localTimeAt } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { DayField, HiddenField, NumberField, TextField } from '../../../platform/pages/field.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import {
  moveStock,
  recordMediaChange,
  recordRoomEntry,
  recordRoomLeaving,
  showSiteTasks,
} from '../actions/site-tasks.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';
import { exampleSite, siteCrumb } from './sites.page.tsx';
import { basePath, formRoutes, PageHead, staffingCrumbs, staffingHref } from './staffing-frame.tsx';

const tones = { done: 'good', 'to-do': 'attention', missed: 'bad' } as const;
const path = `${basePath}/sedi/:sede/compiti`;

/** What the referent does at a site: media, entries to the machine room, consumables. */
export const siteTasksPage: PageRoute = {
  method: 'GET',
  path,
  needs: showSiteTasks,
  example: { sede: exampleSite },
  answer: async (request) => {
    const m = messages[request.language];
    const tasks = await request.perform(showSiteTasks, { site: request.params.sede! });
    const { site, missed, media, room, stock, manualMedia, source } = tasks;
    const here = (below: string) => staffingHref(request, `/sedi/${site.id}/compiti/${below}`);
    const may = request.may(recordMediaChange);
    return {
      kind: 'page',
      title: m.tasksOf(site.name),
      crumbs: staffingCrumbs(request, ...siteCrumb(request)),
      scope: site.entity === request.actor.entity ? 'entity' : 'association',
      body: (
        <>
          <PageHead
            title={m.tasksOf(site.name)}
            lead={source ? <SourceLink source={source} /> : undefined}
            acts={
              may
                ? [
                    ...(manualMedia ? [{ title: m.recordMedia, href: here('supporto'), main: true }] : []),
                    { title: m.recordEntry, href: here('ingresso') },
                    { title: m.moveStock, href: here('scorte') },
                  ]
                : []
            }
          />
          {missed > 0 && <Notice tone="warning">{m.mediaMissed(missed)}</Notice>}
          <h2>{m.media}</h2>
          <p>{manualMedia ? m.mediaManual : m.mediaNone}</p>
          {(manualMedia || media.length > 0) && (
            <DataTable
              caption={m.media}
              captionHidden
              dense
              rows={media}
              rowKey={({ on }) => on}
              empty={<EmptyState title={m.mediaEmpty} />}
              columns={[
                { key: 'day', title: m.day, names: true, cell: ({ on }) => <DayText day={on as Day} /> },
                {
                  key: 'state',
                  title: m.state,
                  cell: ({ state, on }) => (
                    <>
                      <StatusChip tone={tones[state]}>
                        {state === 'done' ? m.done : state === 'missed' ? m.missed : m.toDo}
                      </StatusChip>
                      {state !== 'done' && may && (
                        <>
                          {' '}
                          <a href={`${here('supporto')}?giorno=${on}`}>
                            {m.recordMedia}
                            <span class="visually-hidden"> {on}</span>
                          </a>
                        </>
                      )}
                    </>
                  ),
                },
                { key: 'medium', title: m.medium, cell: ({ medium }) => medium },
                { key: 'note', title: m.note, cell: ({ note }) => note },
              ]}
            />
          )}
          <h2>{m.room}</h2>
          <DataTable
            caption={m.room}
            captionHidden
            dense
            rows={room}
            rowKey={({ id }) => id}
            empty={<EmptyState title={m.roomEmpty} />}
            columns={[
              { key: 'who', title: m.whoShort, names: true, cell: ({ who }) => who },
              { key: 'firm', title: m.firm, cell: ({ company }) => company },
              { key: 'why', title: m.why, cell: ({ why }) => why },
              { key: 'in', title: m.entered, cell: ({ enteredAt }) => <Moment iso={enteredAt} /> },
              {
                key: 'out',
                title: m.left,
                cell: ({ id, who, leftAt }) =>
                  leftAt ? (
                    <Moment iso={leftAt} />
                  ) : may ? (
                    <Form action={request.url}>
                      <HiddenField name="ingresso" value={id} />
                      <button type="submit" class="btn btn-link" aria-label={m.leaveOf(who)}>
                        {m.leave}
                      </button>
                    </Form>
                  ) : (
                    m.stillIn
                  ),
              },
            ]}
          />
          <h2>{m.stock}</h2>
          <DataTable
            caption={m.stock}
            captionHidden
            dense
            rows={stock}
            rowKey={({ item }) => item}
            empty={<EmptyState title={m.stockEmpty} />}
            columns={[
              { key: 'item', title: m.item, names: true, cell: ({ item }) => item },
              { key: 'stock', title: m.inStock, numeric: true, cell: ({ stock: there }) => there },
              { key: 'least', title: m.least, numeric: true, cell: ({ least }) => least ?? m.dash },
              {
                key: 'state',
                title: m.state,
                cell: ({ short }) => (
                  <StatusChip tone={short ? 'attention' : 'good'}>{short ? m.scarce : m.enough}</StatusChip>
                ),
              },
            ]}
          />
        </>
      ),
    };
  },
};

function Moment({ iso }: { iso: string }) {
  const local = localTimeAt(Date.parse(iso));
  return (
    <>
      <DayText day={dayOfTime(local)} />, {local.slice(11)}
    </>
  );
}

/** Somebody left the machine room. */
export const leavingRoute: PageRoute = {
  method: 'POST',
  path,
  needs: recordRoomLeaving,
  answer: async (request) => {
    await request.perform(recordRoomLeaving, { entry: oneText(request.form.ingresso) ?? '' });
    return {
      kind: 'redirect',
      to: staffingHref(request, `/sedi/${request.params.sede}/compiti`),
      notice: notices.saved,
    };
  },
};

async function frame(request: PageRequest) {
  const { site } = await request.perform(showSiteTasks, { site: request.params.sede! });
  const m = messages[request.language];
  return {
    back: `/sedi/${site.id}/compiti`,
    crumbs: [
      ...siteCrumb(request),
      { title: m.tasksOf(site.name), href: staffingHref(request, `/sedi/${site.id}/compiti`) },
    ],
  };
}
const ofSite = (request: PageRequest) => ({ site: request.params.sede });

export const mediaRoutes = formRoutes({
  path: '/sedi/:sede/compiti/supporto',
  needs: recordMediaChange,
  example: { sede: exampleSite },
  page: async (request) => {
    const m = messages[request.language];
    return {
      ...(await frame(request)),
      title: m.recordMedia,
      values: { on: oneText(request.query.giorno) ?? request.now.today },
      fields: (
        <>
          <DayField name="on" label={m.day} />
          <TextField name="medium" label={m.medium} width="medium" />
          <TextField name="note" label={m.note} optional />
        </>
      ),
    };
  },
  input: ofSite,
});

export const entryRoutes = formRoutes({
  path: '/sedi/:sede/compiti/ingresso',
  needs: recordRoomEntry,
  example: { sede: exampleSite },
  page: async (request) => {
    const m = messages[request.language];
    return {
      ...(await frame(request)),
      title: m.recordEntry,
      intro: m.entryHint,
      fields: (
        <>
          <TextField name="who" label={m.who} width="medium" />
          <TextField name="company" label={m.firm} width="medium" optional />
          <TextField name="why" label={m.why} />
        </>
      ),
    };
  },
  input: ofSite,
});

export const stockRoutes = formRoutes({
  path: '/sedi/:sede/compiti/scorte',
  needs: moveStock,
  example: { sede: exampleSite },
  page: async (request) => {
    const m = messages[request.language];
    return {
      ...(await frame(request)),
      title: m.moveStock,
      fields: (
        <>
          <TextField name="item" label={m.item} width="medium" />
          <TextField name="quantity" label={m.quantity} hint={m.quantityHint} width="short" />
          <NumberField name="least" label={m.least} hint={m.leastHint} optional />
          <TextField name="note" label={m.note} optional />
        </>
      ),
    };
  },
  input: (request) => {
    const { quantity } = request.form;
    return {
      ...ofSite(request),
      ...(typeof quantity === 'string' && quantity ? { quantity: quantity.replace('−', '-') } : {}),
    };
  },
});
