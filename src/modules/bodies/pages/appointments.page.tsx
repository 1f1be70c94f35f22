import type { z } from 'zod';
import { enumerate } from '../../../kernel/text.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { appoint } from '../actions/appoint.ts';
import { listAppointments } from '../actions/list-appointments.ts';
import { messages } from '../messages.ts';
import { actText, BodiesFrame, bodiesAddress, crumbsTo, DocumentLink, Period } from './bodies-frame.tsx';

type Listed = z.output<typeof listAppointments.output>;
type Item = Listed['items'][number];

export const appointmentsPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/nomine',
  needs: listAppointments,
  answer: async (request) => {
    const on = oneText(request.query.al);
    const office = oneText(request.query.carica);
    const isWhole = oneText(request.query.stato) === 'tutte';
    const list = await request.perform(listAppointments, {
      ...(on === undefined ? {} : { on }),
      state: isWhole ? 'any' : 'current',
    });
    return {
      kind: 'page',
      title: messages[request.language].appointments,
      crumbs: crumbsTo(request),
      scope: 'association',
      body: (
        <AppointmentsPage
          list={list}
          chosen={{ on, office, isWhole }}
          mayAppoint={request.may(appoint)}
          entity={ownEntity(request)}
        />
      ),
    };
  },
};

/** The one entity that the actor acts for; null for who acts for all. */
function ownEntity(request: PageRequest): string | null {
  return request.actor.role === 'MAY' ? request.actor.entity : null;
}

export function AppointmentsPage({
  list,
  chosen,
  mayAppoint,
  entity,
}: {
  list: Listed;
  chosen: { readonly on: string | undefined; readonly office: string | undefined; readonly isWhole: boolean };
  mayAppoint: boolean;
  entity: string | null;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const base = bodiesAddress({ association }, 'nomine');
  const rows = list.items.filter(({ office }) => chosen.office === undefined || office === chosen.office);
  const value = (text: string | undefined) => (text === undefined ? {} : { value: text });
  const gaps = list.offices.filter(({ missing, vacant }) => missing.length > 0 || vacant);
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.appointments}</h1>
          <p class="muted">{m.appointmentsIntro}</p>
        </div>
        {mayAppoint && (
          <div class="page-actions">
            <a class="btn btn-primary" href={`${base}/nuova`}>
              <Icon name="plus" size="small" /> {m.appoint}
            </a>
          </div>
        )}
      </div>
      <BodiesFrame view="appointments">
        {gaps.length > 0 && (
          <ul>
            {gaps.map(({ id, name, missing, source, vacant }) => (
              <li key={id}>
                {vacant
                  ? `${name[language]}: ${m.officeVacant}.`
                  : m.missingIn(
                      name[language],
                      m.missingMore(
                        enumerate(
                          missing.slice(0, 8).map((one) => one.name),
                          language,
                        ),
                        Math.max(0, missing.length - 8),
                      ),
                      missing.length > 1,
                    )}{' '}
                {source && <SourceLink source={source} />}
              </li>
            ))}
          </ul>
        )}
        <ListPage
          caption={m.appointments}
          filters={[
            {
              kind: 'choice',
              name: 'carica',
              label: m.office,
              choices: list.offices.map(({ id, name }) => ({ value: id, label: name[language] })),
              ...value(chosen.office),
            },
            {
              kind: 'choice',
              name: 'stato',
              label: m.state,
              choices: [{ value: 'tutte', label: m.showEnded }],
              ...(chosen.isWhole ? { value: 'tutte' } : {}),
            },
            { kind: 'day', name: 'al', label: m.asOf, ...value(chosen.on) },
          ]}
          rows={rows}
          rowKey={(row) => row.appointment ?? row.post!}
          count={rows.length}
          empty={
            <EmptyState title={m.noAppointments}>
              <p>{m.noAppointmentsHelp}</p>
            </EmptyState>
          }
          columns={[
            {
              key: 'office',
              title: m.office,
              names: true,
              cell: (row) => (
                <>
                  {row.name[language]} {row.deputy && <StatusChip>{m.deputy}</StatusChip>}{' '}
                  {row.provisional && <StatusChip tone="attention">{m.provisional}</StatusChip>}
                  {row.entity && <div class="muted">{row.entity.name}</div>}
                </>
              ),
            },
            {
              key: 'person',
              title: m.person,
              cell: (row) => (
                <>
                  {row.holder.name} {row.canWork === false && <StatusChip tone="attention">{m.cannotWork}</StatusChip>}
                </>
              ),
            },
            { key: 'since', title: m.since, cell: (row) => <Period {...row} /> },
            { key: 'act', title: m.act, cell: (row) => <ActCell row={row} /> },
            ...(mayAppoint
              ? [
                  {
                    key: 'acts',
                    title: <span class="visually-hidden">{m.acts}</span>,
                    cell: (row: Item) =>
                      row.ending === null &&
                      (entity === null || row.entity?.code === entity) && (
                        <a
                          href={
                            row.appointment
                              ? `${base}/${row.appointment}/fine`
                              : `${base}/nuova?carica=${encodeURIComponent(row.office)}`
                          }
                        >
                          {row.appointment ? m.doEnd : m.recordAct}
                          <span class="visually-hidden">{m.about(`${row.name[language]}, ${row.holder.name}`)}</span>
                        </a>
                      ),
                  },
                ]
              : []),
          ]}
        />
      </BodiesFrame>
    </>
  );
}

function ActCell({ row }: { row: Item }) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      {actText(row.act, language)}
      <ul class="plain-list">
        {row.document && (
          <li>
            <DocumentLink document={row.document} />
          </li>
        )}
        {row.papers.map(({ paper, title, document }) => (
          <li key={paper}>
            {title[language]}: <DocumentLink document={document} />
          </li>
        ))}
      </ul>
      {row.appointment === null && <div class="muted">{m.byPost}</div>}
      {row.powers.length > 0 && (
        <div class="muted">
          {m.powersOf(
            enumerate(
              row.powers.map(({ title }) => title[language]),
              language,
            ),
          )}
        </div>
      )}
      {row.note && <div class="muted">{row.note}</div>}
      {row.ending && <div class="muted">{row.ending}</div>}
    </>
  );
}
