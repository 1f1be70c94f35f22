import type { z } from 'zod';
import { type Day, showDay } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { addressWith } from '../../../platform/pages/address.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { toCsv } from '../../../platform/sheets/machine-csv.ts';
import type { Sheet } from '../../../platform/sheets/sheet.ts';
import { showBody } from '../actions/show-body.ts';
import { showPublicBodies } from '../actions/show-public-bodies.ts';
import { messages } from '../messages.ts';
import { BodiesFrame, crumbsTo } from './bodies-frame.tsx';

type PublicBodies = z.output<typeof showPublicBodies.output>;

export const publicPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/pubblica',
  open: true,
  answer: async (request) => publicReply(request),
};

/** The public page, whoever looks. */
export async function publicReply(request: PageRequest): Promise<PageReply> {
  const on = oneText(request.query.al);
  const found = await request.perform(showPublicBodies, on === undefined ? {} : { on });
  return {
    kind: 'page',
    title: messages[request.language].publicTitle,
    crumbs: crumbsTo(request).slice(0, 1),
    scope: 'association',
    body: <PublicPage found={found} asOf={on} framed={request.may(showBody)} />,
  };
}

/** The same as open data: CSV for programs, or JSON. */
export const publicData: PageRoute = {
  method: 'GET',
  path: '/:association/organi/pubblica/dati',
  open: true,
  answer: async (request): Promise<PageReply> => {
    const on = oneText(request.query.al);
    const found = await request.perform(showPublicBodies, on === undefined ? {} : { on });
    const name = `organi-${request.association!.id}-${found.on}`;
    if (oneText(request.query.formato) === 'json') {
      const content = JSON.stringify({ association: request.association!.id, ...found, licence: 'CC-BY-4.0' }, null, 2);
      return { kind: 'file', name: `${name}.json`, type: 'application/json; charset=utf-8', content };
    }
    const content = toCsv(openDataSheet(found, request.language));
    return { kind: 'file', name: `${name}.csv`, type: 'text/csv; charset=utf-8', content };
  },
};

/** A row for each seat and each office. */
function openDataSheet(found: PublicBodies, language: Language): Sheet {
  const m = messages[language];
  const text = (key: string, header: string) => ({ key, header, kind: 'text' as const });
  const day = (key: string, header: string) => ({ key, header, kind: 'day' as const });
  return {
    name: m.publicTitle,
    title: m.publicTitle,
    columns: [
      text('body', m.body),
      text('seat', m.seat),
      text('entity', m.entity),
      text('name', m.name),
      text('role', m.role),
      day('since', m.since),
      day('until', m.until),
    ],
    rows: [
      ...found.bodies.flatMap((body) =>
        body.members.map((member) => ({
          body: body.name[language],
          seat: member.seat[language],
          entity: member.entity,
          name: member.name,
          role: member.role?.[language] ?? m.member,
          since: member.since,
          until: member.until,
        })),
      ),
      ...found.bodies.flatMap((body) =>
        body.members.flatMap(({ seat, entity, delegate }) =>
          delegate ? [{ body: body.name[language], seat: seat[language], entity, role: m.delegate, ...delegate }] : [],
        ),
      ),
      ...found.offices.map((office) => ({
        body: null,
        seat: null,
        entity: office.entity,
        name: office.name,
        role: office.deputy ? `${office.office[language]} (${m.deputy})` : office.office[language],
        since: office.since,
        until: office.until,
      })),
    ],
  };
}

export function PublicPage({
  found,
  asOf,
  framed,
}: {
  found: PublicBodies;
  asOf: string | undefined;
  framed: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association, url } = useFrame();
  const data = `/${association!.id}/organi/pubblica/dati${asOf ? `?al=${asOf}` : ''}`;
  const content = (
    <>
      <form class="filters" method="get" action={url.split('?')[0]} role="search">
        <div class="filter">
          <label for="filter-al">{m.asOf}</label>
          <input class="control" type="date" id="filter-al" name="al" value={asOf} />
        </div>
        <div class="filter">
          <button type="submit" class="btn btn-outline-primary btn-sm">
            {m.go}
          </button>
        </div>
      </form>
      {found.bodies.length === 0 && <EmptyState title={m.noBodies} />}
      {found.bodies.map((body) => (
        <section key={body.id} aria-labelledby={`organo-${body.id}`}>
          <h2 id={`organo-${body.id}`}>{body.name[language]}</h2>
          {body.article && (
            <p class="muted">
              {m.article}: {body.article}
            </p>
          )}
          <DataTable
            caption={body.name[language]}
            captionHidden
            dense
            rows={body.members}
            rowKey={(member) => `${member.seat.it}-${member.entity}`}
            empty={<EmptyState title={m.noSeatsYet} />}
            columns={[
              {
                key: 'name',
                title: m.name,
                names: true,
                cell: (member) => (
                  <>
                    {member.name ?? <span class="muted">{m.vacant}</span>}
                    {member.delegate && (
                      <div class="muted">
                        {m.delegate}: {member.delegate.name} (
                        {m.delegatedBetween(
                          showDay(member.delegate.since as Day, language),
                          member.delegate.until && showDay(member.delegate.until as Day, language),
                        )}
                        )
                      </div>
                    )}
                  </>
                ),
              },
              { key: 'entity', title: m.entity, cell: (member) => member.entity ?? '' },
              {
                key: 'role',
                title: m.role,
                cell: (member) =>
                  member.role ? (
                    <StatusChip tone="good">{member.role[language]}</StatusChip>
                  ) : member.seat.it === member.entity ? (
                    m.member
                  ) : (
                    member.seat[language]
                  ),
              },
              { key: 'since', title: m.since, cell: (member) => member.since && <DayText day={member.since as Day} /> },
              { key: 'until', title: m.until, cell: (member) => member.until && <DayText day={member.until as Day} /> },
            ]}
          />
          {body.secretary && <p>{m.secretaryIs(body.secretary)}</p>}
        </section>
      ))}
      {found.offices.length > 0 && (
        <section aria-labelledby="cariche">
          <h2 id="cariche">{m.offices}</h2>
          <DataTable
            caption={m.offices}
            captionHidden
            dense
            rows={found.offices}
            rowKey={(office) => `${office.office.it}-${office.entity}-${office.name}-${office.since}`}
            columns={[
              { key: 'name', title: m.name, names: true, cell: (office) => office.name },
              {
                key: 'office',
                title: m.office,
                cell: (office) => `${office.office[language]}${office.deputy ? ` (${m.deputy})` : ''}`,
              },
              { key: 'entity', title: m.entity, cell: (office) => office.entity ?? '' },
              { key: 'since', title: m.since, cell: (office) => <DayText day={office.since as Day} /> },
              { key: 'act', title: m.act, cell: (office) => office.act },
            ]}
          />
        </section>
      )}
      <section aria-labelledby="dati-aperti">
        <h2 id="dati-aperti">{m.openData}</h2>
        <p>{m.openDataHelp}</p>
        <p class="list-tools">
          {(['csv', 'json'] as const).map((format) => (
            <a
              key={format}
              class="btn btn-outline-primary btn-xs"
              href={addressWith(data, { formato: format })}
              hx-boost="false"
              download
            >
              <Icon name="download" size="small" /> {m.exportAs(format.toUpperCase())}
            </a>
          ))}
        </p>
      </section>
    </>
  );
  return (
    <>
      <h1>{m.publicTitle}</h1>
      <p class="muted">{m.publicIntro(association!.name, showDay(found.on, language))}</p>
      {framed ? <BodiesFrame view="public">{content}</BodiesFrame> : content}
    </>
  );
}
