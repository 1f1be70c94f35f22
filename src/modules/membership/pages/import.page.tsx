import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { ChoiceField, DayField, FileField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Steps } from '../../../platform/pages/steps.tsx';
import { previewImport } from '../actions/preview-import.ts';
import { messages } from '../messages.ts';
import { registerTitle } from '../vocabulary.ts';
import { crumbsTo, EntitiesFrame, entitiesAddress } from './entities-frame.tsx';

export const importPage: PageRoute = {
  method: 'GET',
  path: '/:association/enti/importa',
  needs: previewImport,
  answer: async (request) => reply(request, freshForm()),
};

/** Reads the file and goes on to its preview. */
export const importForm: PageRoute = {
  method: 'POST',
  path: '/:association/enti/importa',
  needs: previewImport,
  answer: async (request) => {
    const file = request.uploads.find((upload) => upload.field === 'content');
    if (!file) {
      const says = text(messages.it.noFile, messages.en.noFile);
      return reply(request, { values: request.form, problems: [{ path: 'content', says }], refusals: [] }, 422);
    }
    const content = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength).toString('base64');
    const attempt = await request.attempt(previewImport, { ...request.form, fileName: file.name, content });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: entitiesAddress(request, 'importa', attempt.value.id) };
  },
};

function reply(request: PageRequest, form: FormState, status = 200): PageReply {
  const m = messages[request.language];
  return {
    kind: 'page',
    status,
    title: m.importTitle,
    crumbs: crumbsTo(request),
    scope: 'association',
    body: <ImportPage form={form} />,
  };
}

export function ImportPage({ form }: { form: FormState }) {
  const language = useLanguage();
  const m = messages[language];
  const registers = ['population', 'workstations', 'direct-costs'];
  return (
    <>
      <h1>{m.importTitle}</h1>
      <EntitiesFrame view="import" mayImport>
        <ImportSteps at={0} />
        <p>{m.importIntro}</p>
        <Form state={form} files>
          <FileField name="content" label={m.file} hint={m.fileHint} accept=".csv,.txt,.xlsx,.json,.geojson" />
          <details open={isChosen(form)}>
            <summary>{m.importMore}</summary>
            <DayField name="on" label={m.importOn} hint={m.importOnHint} optional />
            <TextField name="source" label={m.source} hint={m.importSourceHint} optional />
            <SelectField
              name="register"
              label={m.register_}
              hint={m.importSourceHint}
              optional
              choices={[
                { value: '', label: '–' },
                ...registers.map((register) => ({ value: register, label: registerTitle(register)[language] })),
              ]}
            />
            <ChoiceField
              name="add"
              label={m.importAdd}
              optional
              choices={[
                { value: 'none', label: m.importAddNone, hint: m.importAddNoneHint },
                { value: 'all', label: m.importAddAll, hint: m.importAddAllHint },
                { value: 'province', label: m.importAddProvince },
                { value: 'codes', label: m.importAddCodes },
              ]}
            />
            <TextField name="province" label={m.importProvince} optional width="short" spellcheck={false} />
            <TextField name="codes" label={m.importCodes} hint={m.importCodesHint} optional spellcheck={false} />
            <DayField name="joined" label={m.importJoined} hint={m.importJoinedHint} optional />
          </details>
          <FormActions submit={m.preview} />
        </Form>
        <h2>{m.ownTable}</h2>
        <p>{m.ownTableHelp}</p>
        <p>
          <code>{m.ownColumns}</code>
        </p>
      </EntitiesFrame>
    </>
  );
}

/** Whether any of the further choices was made, or is wrong: then they are not folded away. */
function isChosen({ values, problems }: FormState): boolean {
  const further = ['on', 'source', 'register', 'add', 'province', 'codes', 'joined'];
  return further.some((name) => Boolean(values[name]) || problems.some(({ path }) => path === name));
}

/** Where one is between the file and what it changed. */
export function ImportSteps({ at }: { at: number }) {
  const m = messages[useLanguage()];
  return (
    <Steps
      steps={m.importSteps
        .split('|')
        .map((title, place) => ({ title, state: place < at ? 'done' : place === at ? 'current' : 'ahead' }))}
    />
  );
}
