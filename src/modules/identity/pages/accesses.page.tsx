import type { z } from 'zod';
import type { Language } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { addressWith } from '../../../platform/pages/address.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { type ListExport, type ListFilter, ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import type { Sheet } from '../../../platform/sheets/sheet.ts';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import { type FailureView, listAccesses, type SessionView } from '../actions/list-accesses.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { methodWords, triedWords, whenWords } from './words.ts';

const path = '/sicurezza/accessi';
const sessionsShown = 100;

export const accessesPage: PageRoute = {
  method: 'GET',
  path: `/:association${path}`,
  answer: async (request) => {
    const list = await request.perform(listAccesses, { ...asked(request), limit: 30 });
    return {
      kind: 'page',
      title: signInMessages[request.language].accesses,
      crumbs: [{ title: request.association!.shortName, href: `/${request.association!.id}` }],
      scope: 'association',
      body: <AccessesPage list={list} query={request.query} />,
    };
  },
};

export const accessesExport: PageRoute = {
  method: 'GET',
  path: `/:association${path}/esporta`,
  answer: async (request): Promise<PageReply> => {
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const { language } = request;
    const about = { title: signInMessages[language].accesses, author: request.association!.name, language };
    const sheets = await sheetsOf(request);
    return { kind: 'file', ...(await sheetFile(format, `accessi-${request.now.today}`, sheets, about)) };
  },
};

/** The view that is looked at first, which is all that a format of one sheet holds; then the other. */
async function sheetsOf(request: PageRequest): Promise<[Sheet, ...Sheet[]]> {
  const { language } = request;
  const m = signInMessages[language];
  const failures: FailureView[] = [];
  let sessions: readonly SessionView[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await request.perform(listAccesses, { ...asked(request), cursor: cursor ?? undefined, limit: 10_000 });
    if (cursor === undefined) sessions = page.sessions;
    failures.push(...page.failures);
    cursor = page.next;
  } while (cursor);
  const text = (key: string, header: string) => ({ key, header, kind: 'text' as const });
  const someone = [text('name', m.person), text('email', m.email), text('origin', m.address)];
  const failed: Sheet = {
    name: m.failures,
    title: m.failures,
    columns: [text('at', `${m.when} (UTC)`), text('tried', m.tried), ...someone],
    rows: failures.map(({ at, action, name, email, origin }) => ({
      at,
      tried: triedWords(action, language),
      name,
      email,
      origin,
    })),
  };
  const open: Sheet = {
    name: m.sessions,
    title: m.sessions,
    columns: [
      text('since', `${m.since} (UTC)`),
      text('seen', `${m.seen} (UTC)`),
      text('how', m.how),
      text('browser', m.browser),
      ...someone,
    ],
    rows: sessions.map((session) => ({
      ...session,
      how: methodWords(session, language),
      browser: session.browser[language],
    })),
  };
  return showsFailures(request.query) ? [failed, open] : [open, failed];
}

function showsFailures(query: PageRequest['query']): boolean {
  return oneText(query.vista) === 'tentativi';
}

type Asked = z.input<typeof listAccesses.input>;

function asked({ query }: PageRequest): Asked {
  return askedIn<Asked>(query, {
    who: 'chi',
    since: 'dal',
    until: 'al',
    cursor: 'cursor',
  });
}

export function AccessesPage({
  list,
  query,
}: {
  list: z.output<typeof listAccesses.output>;
  query: PageRequest['query'];
}) {
  const { association, language } = useFrame();
  const m = signInMessages[language];
  const base = `/${association!.id}${path}`;
  const failures = showsFailures(query);
  return (
    <>
      <h1>{m.accesses}</h1>
      <p class="lead">{m.accessesLead}</p>
      <Tabs
        label={m.accesses}
        tabs={[
          { title: m.sessions, href: base, current: !failures, ...(failures ? {} : { count: list.sessions.length }) },
          {
            title: m.failures,
            href: `${base}?vista=tentativi`,
            current: failures,
            ...(failures ? { count: list.count } : {}),
          },
        ]}
      />
      {failures ? (
        <Failures list={list} query={query} base={base} />
      ) : (
        <Sessions list={list} query={query} base={base} />
      )}
      <p>
        <a href={`/${association!.id}/sicurezza/registro`}>{m.toTrail}</a>
      </p>
    </>
  );
}

type Shown = {
  readonly list: z.output<typeof listAccesses.output>;
  readonly query: PageRequest['query'];
  readonly base: string;
};

function Sessions({ list, query, base }: Shown) {
  const { language } = useFrame();
  const m = signInMessages[language];
  const words = oneText(query.chi);
  return (
    <>
      {list.sessions.length > sessionsShown && <p>{m.firstOpen(sessionsShown)}</p>}
      <ListPage
        caption={m.sessions}
        filters={filters(language).filter(({ name }) => name === 'chi')}
        columns={sessionColumns(language)}
        rows={list.sessions.slice(0, sessionsShown)}
        rowKey={({ id }) => id}
        count={list.sessions.length}
        exports={useExports(base)}
        empty={<EmptyState title={words ? m.openNoneOf(words) : m.openNone} />}
      />
    </>
  );
}

function Failures({ list, query, base }: Shown) {
  const { language } = useFrame();
  const m = signInMessages[language];
  const filtered = ['chi', 'dal', 'al'].some((name) => oneText(query[name]));
  return (
    <ListPage
      caption={m.failures}
      filters={filters(language)}
      columns={failureColumns(language)}
      rows={list.failures}
      rowKey={({ number }) => number}
      count={list.count}
      {...(list.next ? { next: list.next } : {})}
      exports={useExports(base)}
      empty={
        <EmptyState title={filtered ? m.accessesFailuresNone : m.accessesFailuresNever}>
          {!filtered && <p>{m.accessesFailuresNeverHelp}</p>}
        </EmptyState>
      }
    />
  );
}

function useExports(base: string): ListExport[] {
  const { url, language } = useFrame();
  const m = signInMessages[language];
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  return sheetFormats.map((format) => ({
    title: m.exportAs(format.toUpperCase()),
    href: addressWith(`${base}/esporta${search}`, { formato: format, cursor: undefined }),
  }));
}

function filters(language: Language): ListFilter[] {
  const m = signInMessages[language];
  return [
    { kind: 'text', name: 'chi', label: m.who },
    { kind: 'day', name: 'dal', label: m.from },
    { kind: 'day', name: 'al', label: m.until },
  ];
}

function failureColumns(language: Language): Column<FailureView>[] {
  const m = signInMessages[language];
  return [
    { key: 'at', title: m.when, cell: ({ at }) => <time dateTime={at}>{whenWords(at, language)}</time> },
    { key: 'name', title: m.person, names: true, cell: ({ name }) => name },
    { key: 'email', title: m.email, cell: ({ email }) => email ?? '' },
    { key: 'tried', title: m.tried, cell: ({ action }) => triedWords(action, language) },
    { key: 'origin', title: m.address, cell: ({ origin }) => origin ?? '' },
  ];
}

function sessionColumns(language: Language): Column<SessionView>[] {
  const m = signInMessages[language];
  return [
    { key: 'name', title: m.person, names: true, cell: ({ name }) => name },
    { key: 'browser', title: m.browser, cell: ({ browser }) => browser[language] },
    { key: 'origin', title: m.address, cell: ({ origin }) => origin ?? '' },
    { key: 'how', title: m.how, cell: (session) => methodWords(session, language) },
    { key: 'since', title: m.since, cell: ({ since }) => <time dateTime={since}>{whenWords(since, language)}</time> },
    { key: 'seen', title: m.seen, cell: ({ seen }) => <time dateTime={seen}>{whenWords(seen, language)}</time> },
  ];
}
