import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { FileField, TextAreaField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { checkDocument } from '../actions/check-document.ts';
import { importDocument } from '../actions/import-document.ts';
import { messages } from '../messages.ts';
import { AgreementTabs } from './agreement-tabs.tsx';
import { documentsCrumbs } from './documents.page.tsx';

type DocumentProblem = z.output<(typeof checkDocument)['output']>['problems'][number];

export const importPage: PageRoute = {
  method: 'GET',
  path: '/:association/convenzione/testi/nuovo',
  needs: importDocument,
  answer: async (request) => {
    return reply(request, { form: freshForm() });
  },
};

/** Stores the text as a draft if it passes every check; otherwise says what is wrong, and keeps the text. */
export const importForm: PageRoute = {
  method: 'POST',
  path: '/:association/convenzione/testi/nuovo',
  needs: importDocument,
  answer: async (request) => {
    const given = textIn(request);
    if ('says' in given) {
      const problems = [{ path: given.path, says: given.says }];
      return reply(request, { form: { values: request.form, problems, refusals: [] }, status: 422 });
    }
    const { written } = given;
    const kept = { form: { written } };
    const checked = await request.attempt(checkDocument, { written });
    if (!checked.ok) return reply(request, { form: returnedForm(kept, checked), status: 422 });
    if (!checked.value.good) {
      const { problems } = checked.value;
      const says = text(messages.it.problems(problems.length), messages.en.problems(problems.length));
      const form = { values: kept.form, problems: [{ path: 'written', says }], refusals: [] };
      return reply(request, { form, found: problems, status: 422 });
    }
    const imported = await request.attempt(importDocument, { written });
    if (!imported.ok) return reply(request, { form: returnedForm(kept, imported), status: 422 });
    const { number, isNew } = imported.value;
    return {
      kind: 'redirect',
      to: `/${request.association!.id}/convenzione/testi/${number}`,
      notice: isNew
        ? text(messages.it.importedNotice, messages.en.importedNotice)
        : text(messages.it.alreadyImported, messages.en.alreadyImported),
    };
  },
};

type Given = { readonly written: string } | { readonly path: string; readonly says: { it: string; en: string } };

/** The text of the file if one was chosen, otherwise the one pasted. */
function textIn({ uploads, form }: PageRequest): Given {
  const file = uploads.find(({ field, bytes }) => field === 'file' && bytes.length > 0);
  if (file) {
    try {
      return { written: new TextDecoder('utf-8', { fatal: true }).decode(file.bytes) };
    } catch {
      return { path: 'file', says: text(messages.it.notText, messages.en.notText) };
    }
  }
  const { written } = form;
  return typeof written === 'string' && written.trim() !== ''
    ? { written }
    : { path: 'written', says: text(messages.it.chooseOrPaste, messages.en.chooseOrPaste) };
}

function reply(
  request: PageRequest,
  { form, found = [], status = 200 }: { form: FormState; found?: readonly DocumentProblem[]; status?: number },
): PageReply {
  return {
    kind: 'page',
    status,
    title: messages[request.language].import,
    crumbs: documentsCrumbs(request),
    scope: 'association',
    body: <ImportPage form={form} found={found} />,
  };
}

export function ImportPage({ form, found }: { form: FormState; found: readonly DocumentProblem[] }) {
  const { association, language } = useFrame();
  const m = messages[language];
  return (
    <>
      <h1>{m.import}</h1>
      <p class="lead">{m.importLead}</p>
      <AgreementTabs current="documents" />
      <Form state={form} action={`/${association?.id}/convenzione/testi/nuovo`} files wide>
        {found.length > 0 && <Problems found={found} />}
        <FileField name="file" label={m.file} accept=".yaml,.yml,.json,text/plain" optional />
        <TextAreaField name="written" label={m.paste} hint={m.schema} rows={found.length > 0 ? 24 : 10} code optional />
        <FormActions submit={m.import}>
          <a href={`/${association?.id}/convenzione/testi`}>{m.cancel}</a>
        </FormActions>
      </Form>
    </>
  );
}

function Problems({ found }: { found: readonly DocumentProblem[] }) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    <DataTable
      caption={m.problems(found.length)}
      rows={found}
      rowKey={({ path, line, says }) => `${line} ${path} ${says.it}`}
      columns={[
        { key: 'line', title: m.line, numeric: true, cell: ({ line }) => String(line) },
        {
          key: 'where',
          title: m.where,
          cell: ({ clause, path }) => (
            <>
              {clause && (
                <>
                  {m.clause} <strong>{clause}</strong>
                  <br />
                </>
              )}
              <code>{path}</code>
            </>
          ),
        },
        { key: 'problem', title: m.problem, cell: ({ says }) => says[language] },
        { key: 'remedy', title: m.remedy, cell: ({ remedy }) => remedy[language] },
      ]}
      dense
    />
  );
}
