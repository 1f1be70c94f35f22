import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { addressWith } from '../../../platform/pages/address.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import type { Column } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { NumberField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { type ListFilter, ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import { type EntryView, listEntries, outcomes } from '../actions/list-entries.ts';
import { setRetention } from '../actions/set-retention.ts';
import { showChain } from '../actions/show-chain.ts';
import { messages } from '../messages.ts';
import { entryPage } from './entry.page.tsx';
import { entryWords, type TitleOf, whenWords } from './entry-words.ts';
import { trailSheet } from './trail-sheet.ts';

/** @param actions every action that can be in a trail, for its title */
export function trailPages(actions: () => readonly AnyAction[]): readonly PageRoute[] {
  const titleOf: TitleOf = (name) => actions().find((action) => action.name === name)?.title;
  const page = async (request: PageRequest, form?: FormState): Promise<PageReply> => {
    const list = await request.perform(listEntries, { ...asked(request), limit: rowsShown });
    const chain = await request.perform(showChain, {});
    const m = messages[request.language];
    return {
      kind: 'page',
      title: m.title,
      ...(form ? { status: 422 } : {}),
      crumbs: [{ title: request.association!.shortName, href: `/${request.association!.id}` }],
      scope: 'association',
      body: (
        <TrailPage
          list={list}
          chain={chain}
          titleOf={titleOf}
          retention={
            request.may(setRetention) ? (form ?? freshForm({ months: `${chain.retentionMonths ?? ''}` })) : null
          }
        />
      ),
    };
  };
  return [
    { method: 'GET', path: '/:association/sicurezza/registro', answer: (request) => page(request) },
    entryPage(titleOf),
    {
      method: 'GET',
      path: '/:association/sicurezza/registro/esporta',
      answer: async (request): Promise<PageReply> => {
        const wanted = oneText(request.query.formato) as SheetFormat | undefined;
        const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
        const sheet = trailSheet(await everyEntry(request), titleOf, request.language);
        const about = { title: sheet.title, author: request.association!.name, language: request.language };
        return { kind: 'file', ...(await sheetFile(format, `registro-${request.now.today}`, [sheet], about)) };
      },
    },
    {
      method: 'POST',
      path: '/:association/sicurezza/registro/conservazione',
      answer: async (request): Promise<PageReply> => {
        const attempt = await request.attempt(setRetention, request.form);
        if (!attempt.ok) return page(request, returnedForm(request, attempt));
        const notice = text(messages.it.saved, messages.en.saved);
        return { kind: 'redirect', to: `/${request.association!.id}/sicurezza/registro`, notice };
      },
    },
  ];
}

/** So many that the page stays within its weight. */
const rowsShown = 30;

/** All that is filtered, page after page. */
async function everyEntry(request: PageRequest): Promise<EntryView[]> {
  const entries: EntryView[] = [];
  let cursor: string | null | undefined;
  do {
    const filters = { ...asked(request), cursor: cursor ?? undefined, limit: 10_000 };
    const { items, next } = await request.perform(listEntries, filters);
    entries.push(...items);
    cursor = next;
  } while (cursor);
  return entries;
}

/** What the address says is text; the action's input reads it. */
type Asked = z.input<typeof listEntries.input>;

function asked({ query }: PageRequest): Asked {
  return askedIn<Asked>(query, {
    person: 'persona',
    action: 'operazione',
    outcome: 'esito',
    entity: 'ente',
    since: 'dal',
    until: 'al',
    cursor: 'cursor',
  });
}

export function TrailPage({
  list,
  chain,
  titleOf,
  retention,
}: {
  list: z.output<typeof listEntries.output>;
  chain: z.output<typeof showChain.output>;
  titleOf: TitleOf;
  retention: FormState | null;
}) {
  const m = messages[useLanguage()];
  const { url, association } = useFrame();
  const base = `/${association!.id}/sicurezza/registro`;
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  return (
    <>
      <h1>{m.title}</h1>
      <p class="lead">{m.lead}</p>
      <p>
        <a href={`/${association!.id}/sicurezza/accessi`}>{m.accesses}</a>
      </p>
      <ListPage
        caption={m.title}
        filters={useFilters(list, titleOf)}
        columns={useColumns(titleOf, base)}
        rows={list.items}
        rowKey={(entry) => String(entry.number)}
        count={list.count}
        {...(list.next ? { next: list.next } : {})}
        exports={sheetFormats.map((format) => ({
          title: m.exportAs(format.toUpperCase()),
          href: addressWith(`${base}/esporta${search}`, { formato: format, cursor: undefined }),
        }))}
        empty={<EmptyState title={m.none} />}
      />
      <Chain chain={chain} />
      {retention && <Retention chain={chain} form={retention} action={`${base}/conservazione`} />}
    </>
  );
}

function useFilters(
  { actions, entities }: Pick<z.output<typeof listEntries.output>, 'actions' | 'entities'>,
  titleOf: TitleOf,
): ListFilter[] {
  const language = useLanguage();
  const m = messages[language];
  return [
    { kind: 'text', name: 'persona', label: m.person },
    {
      kind: 'choice',
      name: 'operazione',
      label: m.action,
      choices: actions
        .map((action) => ({ value: action, label: titleOf(action)?.[language] ?? action }))
        .sort((a, b) => a.label.localeCompare(b.label, language)),
    },
    {
      kind: 'choice',
      name: 'esito',
      label: m.outcome,
      choices: outcomes.map((outcome) => ({ value: outcome, label: m[outcome] })),
    },
    {
      kind: 'choice',
      name: 'ente',
      label: m.entity,
      choices: entities.map(({ code, name }) => ({ value: code, label: name })),
    },
    { kind: 'day', name: 'dal', label: m.since },
    { kind: 'day', name: 'al', label: m.until },
  ];
}

function useColumns(titleOf: TitleOf, base: string): Column<EntryView>[] {
  const language = useLanguage();
  const m = messages[language];
  const words = (entry: EntryView) => entryWords(entry, titleOf, language);
  return [
    {
      key: 'number',
      title: m.number,
      numeric: true,
      cell: (entry) => <a href={`${base}/${entry.number}`}>{entry.number}</a>,
    },
    { key: 'when', title: m.when, cell: (entry) => <time dateTime={entry.at}>{words(entry).when}</time> },
    {
      key: 'who',
      title: m.who,
      names: true,
      cell: (entry) => (
        <>
          {words(entry).who}
          {entry.role && <span class="audit-post">{words(entry).post}</span>}
        </>
      ),
    },
    { key: 'entity', title: m.entity, names: true, cell: (entry) => entry.entityName ?? entry.entity ?? '' },
    { key: 'action', title: m.action, cell: (entry) => words(entry).action },
    {
      key: 'outcome',
      title: m.outcome,
      cell: (entry) => (
        <StatusChip tone={entry.outcome === 'done' ? 'good' : 'attention'}>{words(entry).outcome}</StatusChip>
      ),
    },
    { key: 'from', title: m.from, cell: (entry) => words(entry).from },
  ];
}

function Chain({ chain }: { chain: z.output<typeof showChain.output> }) {
  const language = useLanguage();
  const m = messages[language];
  const { last, signed } = chain;
  return (
    <section class="audit-chain">
      <h2>{m.chain}</h2>
      <p>{m.chainLead}</p>
      <Definitions
        items={[
          last && {
            term: m.last,
            is: (
              <>
                {last.number} <code>{last.hash}</code>
              </>
            ),
          },
          {
            term: m.signed,
            is: signed ? (
              <>
                {signed.number}, {whenWords(signed.at, language)} <code>{signed.hash}</code>
              </>
            ) : (
              m.notSigned
            ),
          },
          signed && { term: m.signature, is: <code>{signed.signature}</code> },
          signed && { term: m.key, is: <code>{signed.key}</code> },
          chain.archivedThrough > 0 && { term: m.archived, is: chain.archivedThrough },
          { term: m.retention, is: m.retentionNow(chain.retentionMonths) },
        ]}
      />
    </section>
  );
}

function Retention({
  chain,
  form,
  action,
}: {
  chain: z.output<typeof showChain.output>;
  form: FormState;
  action: string;
}) {
  const m = messages[useLanguage()];
  return (
    <section>
      <h2>{m.retention}</h2>
      <Form state={form} action={action}>
        <NumberField name="months" label={m.months} hint={m.monthsHint(chain.leastMonths)} optional />
        <FormActions submit={m.save} />
      </Form>
    </section>
  );
}
