import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute, Problem } from '../../../platform/page.ts';
import { ChoiceField, FileField, TextAreaField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { addAssociationPath } from '../../../platform/pages/site/home.page.tsx';
import { decodeText } from '../../../platform/spreadsheet-input/text-encoding.ts';
import { chooseAgreement } from '../actions/choose-agreement.ts';
import { listAgreements } from '../actions/list-agreements.ts';
import { showChoice } from '../actions/show-choice.ts';
import { messages } from '../messages.ts';
import { SetUpSteps } from './set-up-steps.tsx';

const own = 'own';
const longest = 2_000_000;

export const chooseAgreementPage: PageRoute = {
  method: 'GET',
  path: addAssociationPath,
  answer: async (request) => {
    const { choice } = await request.perform(showChoice, {});
    return reply(
      request,
      freshForm(choice ? { agreement: choice.agreement ?? own, written: choice.written ?? '' } : {}),
    );
  },
};

export const chooseAgreementForm: PageRoute = {
  method: 'POST',
  path: addAssociationPath,
  answer: async (request) => {
    const { form, problems } = withUpload(request);
    const agreement = typeof form.agreement === 'string' ? form.agreement : '';
    const written = typeof form.written === 'string' ? form.written : '';
    if (agreement === '') problems.push(problem('agreement', 'chooseOne'));
    else if (agreement === own && written.trim() === '' && problems.length === 0)
      problems.push(problem('written', 'noWritten'));
    else if (agreement !== own && request.uploads.length > 0) problems.push(problem('agreement', 'mixed'));
    if (problems.length > 0) return reply(request, { values: form, problems, refusals: [] }, 422);
    const attempt = await request.attempt(chooseAgreement, agreement === own ? { written } : { agreement });
    if (!attempt.ok) return reply(request, returnedForm({ form }, attempt), 422);
    return { kind: 'redirect', to: `${addAssociationPath}/nome` };
  },
};

/** What was typed, with the text of an uploaded document in its field: it can be mended there. */
function withUpload(request: PageRequest): { form: PageRequest['form']; problems: Problem[] } {
  const upload = request.uploads.find(({ field }) => field === 'file');
  if (!upload) return { form: request.form, problems: [] };
  const decoded = decodeText(upload.bytes);
  if (!decoded) return { form: request.form, problems: [problem('file', 'notText')] };
  if (decoded.text.length > longest) return { form: request.form, problems: [problem('file', 'tooLong')] };
  return { form: { ...request.form, written: decoded.text }, problems: [] };
}

type Plain = 'chooseOne' | 'noWritten' | 'mixed' | 'notText' | 'tooLong';

function problem(path: string, key: Plain): Problem {
  return { path, says: text(messages.it[key], messages.en[key]) };
}

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { items } = await request.perform(listAgreements, {});
  return {
    kind: 'page',
    status,
    title: messages[request.language].newAssociation,
    scope: 'installation',
    body: <ChooseAgreementPage agreements={items} form={form} />,
  };
}

type Agreements = z.output<typeof listAgreements.output>['items'];

export function ChooseAgreementPage({ agreements, form }: { agreements: Agreements; form: FormState }) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <SetUpSteps at="agreement" />
      <h1>{m.agreementTitle}</h1>
      <p class="lead">{m.agreementLead}</p>
      <Form state={form} files>
        <ChoiceField
          name="agreement"
          label={m.agreement}
          choices={[
            ...agreements.map(({ id, shortName, type, about, clauses }) => ({
              value: id,
              label: `${shortName} (${type[language]}, ${m.clauses(clauses)})`,
              ...(about ? { hint: about[language] } : {}),
            })),
            { value: own, label: m.own, hint: m.ownHint },
          ]}
        />
        <div class="shown-if-own">
          <FileField name="file" label={m.file} hint={m.fileHint} accept=".yaml,.yml,.json,.txt" optional />
          <TextAreaField name="written" label={m.written} rows={12} code optional />
        </div>
        <FormActions submit={m.goOn} />
      </Form>
    </>
  );
}
