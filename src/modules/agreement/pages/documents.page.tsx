import type { z } from 'zod';
import { type Day, dayAt, showDay } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { SelectField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { useFrame } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { importDocument } from '../actions/import-document.ts';
import { listDocuments } from '../actions/list-documents.ts';
import { messages } from '../messages.ts';
import { AgreementTabs, agreementCrumbs } from './agreement-tabs.tsx';

export type DocumentHead = z.output<(typeof listDocuments)['output']>['documents'][number];

/** What a document is today among the others. */
export type Standing = 'draft' | 'inForce' | 'willHold' | 'past';

/** Every text imported, newest first. */
export const documentsPage: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/testi',
  open: true,
  answer: async (request): Promise<PageReply> => {
    const { documents } = await request.perform(listDocuments, {});
    return {
      kind: 'page',
      title: messages[request.language].documents,
      crumbs: agreementCrumbs(request.association!, request.language),
      scope: 'association',
      body: <DocumentsPage documents={documents} today={request.now.today} mayImport={request.may(importDocument)} />,
    };
  },
};

export function documentsCrumbs(request: PageRequest) {
  return [
    ...agreementCrumbs(request.association!, request.language),
    { title: messages[request.language].documents, href: `/${request.association!.id}/convenzione/testi` },
  ];
}

/** The number of the document in force on a day; null where none is. */
export function numberInForce(documents: readonly DocumentHead[], on: Day): number | null {
  const begun = documents.filter(({ adopted, since }) => adopted !== null && (since === null || since <= on));
  const [last] = begun.toSorted((a, b) => ((a.since ?? '') < (b.since ?? '') ? 1 : -1));
  return last?.number ?? null;
}

export function standingOf(document: DocumentHead, documents: readonly DocumentHead[], today: Day): Standing {
  if (document.adopted === null) return 'draft';
  if (document.since !== null && document.since > today) return 'willHold';
  return document.number === numberInForce(documents, today) ? 'inForce' : 'past';
}

export const standingTones = { draft: 'attention', inForce: 'good', willHold: 'attention', past: 'neutral' } as const;

export function shownInstant(instant: string, language: Language): string {
  return showDay(dayAt(Date.parse(instant)), language);
}

export function DocumentsPage({
  documents,
  today,
  mayImport,
}: {
  documents: readonly DocumentHead[];
  today: Day;
  mayImport: boolean;
}) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `/${association?.id}/convenzione/testi`;
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{m.documents}</h1>
          <p class="lead">{m.documentsLead}</p>
        </div>
        {mayImport && (
          <p class="page-actions">
            <a class="btn btn-primary" href={`${base}/nuovo`}>
              <Icon name="upload" size="small" /> {m.import}
            </a>
          </p>
        )}
      </div>
      <AgreementTabs current="documents" />
      <DataTable
        caption={m.documents}
        captionHidden
        rows={documents.toReversed()}
        rowKey={({ number }) => String(number)}
        empty={<EmptyState title={m.noAgreement} />}
        columns={[
          {
            key: 'number',
            title: m.number,
            names: true,
            cell: ({ number }) => <a href={`${base}/${number}`}>{m.document(number)}</a>,
          },
          {
            key: 'state',
            title: m.documentState,
            cell: (document) => {
              const standing = standingOf(document, documents, today);
              return <StatusChip tone={standingTones[standing]}>{m[standing]}</StatusChip>;
            },
          },
          {
            key: 'since',
            title: m.inForceSince,
            cell: ({ adopted, since }) =>
              adopted === null ? '–' : since ? m.since(showDay(since, language)) : m.sinceBeginning,
          },
          { key: 'act', title: m.act, cell: ({ act }) => act ?? '–' },
          {
            key: 'imported',
            title: m.imported,
            cell: ({ imported, importedBy }) => (
              <>
                {shownInstant(imported, language)} {importedBy && m.importedBy(importedBy)}
              </>
            ),
          },
          {
            key: 'hash',
            title: m.hash,
            cell: ({ sha256 }) => (
              <code title={sha256}>
                {sha256.slice(0, 12)}
                <span class="visually-hidden">{sha256.slice(12)}</span>
              </code>
            ),
          },
        ]}
      />
      {documents.length > 1 && <ChooseTwo documents={documents} action={`${base}/confronto`} />}
    </>
  );
}

function ChooseTwo({ documents, action }: { documents: readonly DocumentHead[]; action: string }) {
  const { language } = useFrame();
  const m = messages[language];
  const choices = documents.map(({ number }) => ({ value: String(number), label: m.document(number) }));
  const last = documents.length;
  return (
    <section aria-labelledby="confronto">
      <h2 id="confronto">{m.compareTitle}</h2>
      <Form method="get" action={action}>
        <div class="field-row">
          <SelectField name="da" label={m.from} choices={choices} value={documents[last - 2]!.number} width="short" />
          <SelectField name="a" label={m.to} choices={choices} value={documents[last - 1]!.number} width="short" />
        </div>
        <FormActions submit={m.compare} />
      </Form>
    </section>
  );
}
