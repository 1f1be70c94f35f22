import { type Day, showDay } from '../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { HiddenField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { Say } from '../../../platform/pages/say.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { confirmImport } from '../actions/confirm-import.ts';
import type { PreviewView } from '../actions/import/preview-view.ts';
import { showImport } from '../actions/show-import.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';
import { figureText, registerTitle } from '../vocabulary.ts';
import { crumbsTo, EntitiesFrame, entitiesAddress } from './entities-frame.tsx';
import { ImportSteps } from './import.page.tsx';

const mostShown = 500;

export const importPreviewPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/importa/:id',
  needs: confirmImport,
  answer: async (request) => reply(request, freshForm()),
};

export const importPreviewForm: PageRoute = {
  method: 'POST',
  path: '/:association/enti/importa/:id',
  needs: confirmImport,
  answer: async (request) => {
    const attempt = await request.attempt(confirmImport, { ...request.form, id: request.params.id });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    const { added, changed } = attempt.value;
    return { kind: 'redirect', to: entitiesAddress(request), notice: notices.imported(added, changed) };
  },
};

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const preview = await request.perform(showImport, { id: request.params.id! });
  const m = messages[request.language];
  return {
    kind: 'page',
    status,
    title: m.previewTitle(preview.fileName),
    crumbs: [...crumbsTo(request), { title: m.import, href: entitiesAddress(request, 'importa') }],
    scope: 'association',
    body: <ImportPreviewPage preview={preview} form={form} />,
  };
}

export function ImportPreviewPage({ preview, form }: { preview: PreviewView; form: FormState }) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const base = `/${association!.id}/enti`;
  const { counts } = preview;
  const effects = counts.add + counts.change;
  const items = preview.items.filter((item) => item.outcome !== 'same');
  return (
    <>
      <h1>{m.previewTitle(preview.fileName)}</h1>
      <EntitiesFrame view="import" mayImport>
        <ImportSteps at={1} />
        <Definitions
          items={[
            { term: m.recognisedAs, is: <Say text={preview.what} /> },
            { term: m.format, is: preview.format },
            { term: m.days, is: preview.days.map((on) => showDay(on as Day, language)).join(', ') },
          ]}
        />
        <Counts counts={counts} />
        <Form state={form}>
          {effects === 0 ? (
            <Notice title={counts.wrong > 0 || counts.same === 0 ? m.nothingUsable : m.nothingToDo} />
          ) : (
            <>
              {counts.wrong > 0 && <HiddenField name="leaveOut" value="true" />}
              <FormActions submit={counts.wrong > 0 ? m.leaveOut(counts.wrong) : m.confirm(effects)}>
                <a class="btn btn-outline-primary" href={`${base}/importa`}>
                  {m.anotherFile}
                </a>
              </FormActions>
            </>
          )}
        </Form>
        {effects === 0 && (
          <p>
            <a href={`${base}/importa`}>{m.anotherFile}</a>
          </p>
        )}
        {preview.wrong.length > 0 && <WrongLines preview={preview} />}
        {items.length > 0 && (
          <>
            <h2>{m.changesTitle}</h2>
            <Changes items={items.slice(0, mostShown)} />
            {items.length > mostShown && <p>{m.moreItems(items.length - mostShown)}</p>}
          </>
        )}
        {preview.absent.length > 0 && (
          <>
            <h2>{m.absentTitle}</h2>
            <ul>
              {preview.absent.map(({ code, name }) => (
                <li key={code}>
                  <a href={`${base}/${encodeURIComponent(code)}`}>{name}</a>
                </li>
              ))}
            </ul>
          </>
        )}
        {preview.unmatched.length > 0 && (
          <details>
            <summary>
              {m.unmatchedTitle} ({figureText(counts.unmatched, language)})
            </summary>
            <ul>
              {preview.unmatched.map(({ line, label, key }) => (
                <li key={line}>
                  {label} {key !== label && <span class="muted">{key}</span>}
                </li>
              ))}
              {counts.unmatched > preview.unmatched.length && (
                <li>{m.unmatchedMore(counts.unmatched - preview.unmatched.length)}</li>
              )}
            </ul>
          </details>
        )}
        {preview.unused.length > 0 && <p class="muted">{m.unusedColumns(preview.unused.join(', '))}</p>}
      </EntitiesFrame>
    </>
  );
}

function Counts({ counts }: { counts: PreviewView['counts'] }) {
  const language = useLanguage();
  const m = messages[language];
  const shown = [
    { count: counts.add, title: m.willAdd },
    { count: counts.change, title: m.willChange },
    { count: counts.same, title: m.willLeave(counts.same) },
    { count: counts.wrong, title: m.wrongLines(counts.wrong) },
    { count: counts.absent, title: m.absent(counts.absent) },
    { count: counts.unmatched, title: m.unmatched },
  ];
  return (
    <ul class="counts">
      {shown.map(({ count, title }) => (
        <li key={title}>
          <span class="figure-large">{figureText(count, language)}</span> {title}
        </li>
      ))}
    </ul>
  );
}

function WrongLines({ preview }: { preview: PreviewView }) {
  const m = messages[useLanguage()];
  const shown = preview.wrong.slice(0, mostShown);
  return (
    <>
      <h2>{m.wrongTitle}</h2>
      <DataTable
        caption={m.wrongTitle}
        captionHidden
        dense
        rows={shown.map((one, place) => ({ ...one, place }))}
        rowKey={({ place }) => String(place)}
        columns={[
          { key: 'line', title: m.line, names: true, cell: ({ line }) => line },
          { key: 'says', title: m.whatIsWrong, cell: ({ says }) => <Say text={says} /> },
        ]}
      />
      {preview.counts.wrong > shown.length && <p>{m.moreWrong(preview.counts.wrong - shown.length)}</p>}
    </>
  );
}

function Changes({ items }: { items: PreviewView['items'] }) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <DataTable
      caption={m.changesTitle}
      captionHidden
      dense
      rows={items.map((item, place) => ({ ...item, place }))}
      rowKey={({ place }) => String(place)}
      columns={[
        { key: 'line', title: m.line, cell: ({ line }) => line },
        { key: 'entity', title: m.entity, names: true, cell: ({ name }) => name },
        {
          key: 'what',
          title: m.what,
          cell: ({ register, on, says }) =>
            says ? <Say text={says} /> : `${registerTitle(register!)[language]}, ${showDay(on as Day, language)}`,
        },
        {
          key: 'before',
          title: m.before,
          numeric: true,
          cell: ({ before, beforeSource }) =>
            before === null ? '' : <span title={beforeSource ?? ''}>{figureText(before, language)}</span>,
        },
        {
          key: 'after',
          title: m.after,
          numeric: true,
          cell: ({ value, standing }) =>
            value === null ? '' : `${figureText(value, language)}${standing === 'provisional' ? ' *' : ''}`,
        },
        {
          key: 'outcome',
          title: m.outcome,
          cell: ({ outcome }) => (
            <StatusChip tone={outcome === 'change' ? 'attention' : 'good'}>
              {outcome === 'change' ? m.outcomeChange : m.outcomeAdd}
            </StatusChip>
          ),
        },
      ]}
    />
  );
}
