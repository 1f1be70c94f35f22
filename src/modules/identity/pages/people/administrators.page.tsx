import type { z } from 'zod';
import { showDay } from '../../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { addressWith } from '../../../../platform/pages/address.ts';
import { askedIn } from '../../../../platform/pages/asked-in.ts';
import type { Column } from '../../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { Icon } from '../../../../platform/pages/icon.tsx';
import { ListPage } from '../../../../platform/pages/list-page.tsx';
import { Notice } from '../../../../platform/pages/notice.tsx';
import { oneText } from '../../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../../platform/pages/status-chip.tsx';
import type { Sheet } from '../../../../platform/sheets/sheet.ts';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../../platform/sheets/sheet-file.ts';
import type { AdministratorView } from '../../actions/administrators/administrator-shapes.ts';
import { appointAdministrator } from '../../actions/administrators/appoint-administrator.ts';
import { listAdministrators } from '../../actions/administrators/list-administrators.ts';
import { recordCheck } from '../../actions/administrators/record-check.ts';
import { peopleMessages } from '../../people-messages.ts';
import { PeopleFrame, type PeopleView, peopleAddress, peopleCrumbs, viewsFor } from './people-frame.tsx';
import { actText } from './post-words.tsx';

type Asked = z.input<typeof listAdministrators.input>;
type Shown = z.output<typeof listAdministrators.output>;

export const administratorsPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/persone/amministratori',
  needs: listAdministrators,
  answer: async (request) => {
    const list = await request.perform(listAdministrators, asked(request));
    return {
      kind: 'page',
      title: peopleMessages[request.language].administrators,
      crumbs: peopleCrumbs(request, 'posts'),
      scope: 'association',
      body: (
        <AdministratorsPage
          list={list}
          views={viewsFor(request)}
          base={peopleAddress(request, 'administrators')}
          mayAppoint={request.may(appointAdministrator)}
          mayCheck={request.may(recordCheck)}
        />
      ),
    };
  },
};

export const administratorsExport: PageRoute = {
  method: 'GET',
  path: '/:association/enti/persone/amministratori/esporta',
  needs: listAdministrators,
  answer: async (request): Promise<PageReply> => {
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const { items, on } = await request.perform(listAdministrators, asked(request));
    const sheet = sheetOf(items, request.language);
    const about = { title: sheet.title, author: request.association!.name, language: request.language };
    return { kind: 'file', ...(await sheetFile(format, `amministratori-di-sistema-${on}`, [sheet], about)) };
  },
};

const asked = ({ query }: PageRequest) => askedIn<Asked>(query, { state: 'stato' });

function sheetOf(items: readonly AdministratorView[], language: 'it' | 'en'): Sheet {
  const m = peopleMessages[language];
  const text = (key: string, header: string) => ({ key, header, kind: 'text' as const });
  const day = (key: string, header: string) => ({ key, header, kind: 'day' as const });
  return {
    name: m.administrators,
    title: m.administrators,
    columns: [
      text('name', m.person),
      text('systems', m.systems),
      text('duties', m.duties),
      text('actNumber', m.actNumber),
      day('actDate', m.actDate),
      text('actIssuer', m.actIssuer),
      day('since', m.since),
      day('until', m.until),
      text('state', m.state),
      day('lastCheck', m.lastCheck),
      text('outcome', m.checkOutcome),
      day('nextCheck', m.nextCheck),
    ],
    rows: items.map(({ checks, administrator: _, person: __, ...row }) => ({
      ...row,
      state: m[`check.${row.state}`],
      lastCheck: checks[0]?.on ?? null,
      outcome: checks[0] ? m[`outcomeOf.${checks[0].outcome}`] : null,
    })),
  };
}

const tones = { checked: 'good', soon: 'attention', overdue: 'bad', ended: 'neutral' } as const;

export function AdministratorsPage({
  list,
  views,
  base,
  mayAppoint,
  mayCheck,
}: {
  list: Shown;
  views: readonly PeopleView[];
  base: string;
  mayAppoint: boolean;
  mayCheck: boolean;
}) {
  const { url, language } = useFrame();
  const m = peopleMessages[language];
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const states = ['due', 'ended', 'any'] as const;
  const day = (on: AdministratorView['until']) => on && <time dateTime={on}>{showDay(on, language)}</time>;
  const columns: Column<AdministratorView>[] = [
    {
      key: 'name',
      title: m.person,
      names: true,
      cell: (row) => (mayCheck ? <a href={`${base}/${row.administrator}`}>{row.name ?? '–'}</a> : (row.name ?? '–')),
    },
    {
      key: 'systems',
      title: m.systems,
      cell: (row) => (
        <>
          {row.systems}
          {row.duties && <span class="muted"> — {row.duties}</span>}
        </>
      ),
    },
    { key: 'act', title: m.act, cell: (row) => actText({ act: '', ...row }, language) },
    { key: 'since', title: m.since, cell: (row) => day(row.since) },
    { key: 'until', title: m.until, cell: (row) => day(row.until) },
    {
      key: 'last',
      title: m.lastCheck,
      cell: (row) =>
        row.checks[0] && (
          <>
            {day(row.checks[0].on)}, {m[`outcomeOf.${row.checks[0].outcome}`]}
          </>
        ),
    },
    { key: 'next', title: m.nextCheck, cell: (row) => day(row.nextCheck) },
    {
      key: 'state',
      title: m.state,
      cell: (row) => <StatusChip tone={tones[row.state]}>{m[`check.${row.state}`]}</StatusChip>,
    },
  ];
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.administrators}</h1>
          <p class="muted">{m.administratorsLead}</p>
        </div>
        {mayAppoint && (
          <div class="page-actions">
            <a class="btn btn-primary" href={`${base}/nuovo`}>
              <Icon name="plus" size="small" /> {m.appoint}
            </a>
          </div>
        )}
      </div>
      <PeopleFrame view="administrators" views={views}>
        {list.unappointed.length > 0 && (
          <Notice tone="warning" title={m.unappointed}>
            <ul>
              {list.unappointed.map(({ person, name }) => (
                <li key={person}>{mayAppoint ? <a href={`${base}/nuovo?persona=${person}`}>{name}</a> : name}</li>
              ))}
            </ul>
          </Notice>
        )}
        <p>{m.dueCount(list.due)}</p>
        <ListPage
          caption={m.administrators}
          filters={[
            {
              kind: 'choice',
              name: 'stato',
              label: m.state,
              choices: states.map((one) => ({ value: one, label: m[`register.${one}`] })),
              unchosen: m['register.running'],
            },
          ]}
          columns={columns}
          rows={list.items}
          rowKey={({ administrator }) => administrator}
          count={list.count}
          exports={sheetFormats.map((format) => ({
            title: m.exportAs(format.toUpperCase()),
            href: addressWith(`${base}/esporta${search}`, { formato: format }),
          }))}
          empty={
            <EmptyState title={m.noAdministrators}>
              <p>{m.noAdministratorsHelp}</p>
            </EmptyState>
          }
        />
      </PeopleFrame>
    </>
  );
}
