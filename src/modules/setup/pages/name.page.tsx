import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { addAssociationPath } from '../../../platform/pages/site/home.page.tsx';
import { showChoice } from '../actions/show-choice.ts';
import { startAssociation } from '../actions/start-association.ts';
import { messages } from '../messages.ts';
import { SetUpSteps, stepAddress } from './set-up-steps.tsx';

const path = `${addAssociationPath}/nome`;

export const namePage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) => reply(request),
};

export const nameForm: PageRoute = {
  method: 'POST',
  path,
  answer: async (request) => {
    const { id, name, shortName, act } = request.form;
    const attempt = await request.attempt(startAssociation, { id: id || '', name, shortName, act });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    const started = attempt.value;
    return {
      kind: 'redirect',
      to: stepAddress(started.id, 'municipalities'),
      notice: text(messages.it.started(started.shortName), messages.en.started(started.shortName)),
    };
  },
};

async function reply(request: PageRequest, returned?: FormState, status = 200): Promise<PageReply> {
  const { choice } = await request.perform(showChoice, {});
  if (!choice) return { kind: 'redirect', to: addAssociationPath };
  const { language } = request;
  const form = returned ?? freshForm({ name: choice.name[language], shortName: choice.shortName, id: choice.address });
  return {
    kind: 'page',
    status,
    title: messages[language].newAssociation,
    scope: 'installation',
    crumbs: [{ title: messages[language].newAssociation, href: addAssociationPath }],
    body: <NamePage form={form} choice={choice} />,
  };
}

type Choice = NonNullable<z.output<typeof showChoice.output>['choice']>;

export function NamePage({ form, choice }: { form: FormState; choice: Choice }) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <SetUpSteps at="name" />
      <h1>{m.nameTitle}</h1>
      <p>
        {m.nameLead(choice.name[language])} <a href={addAssociationPath}>{m.changeAgreement}</a>
      </p>
      <Form state={form}>
        <TextField name="name" label={m.name} hint={m.nameHint} autocomplete="organization" />
        <TextField name="shortName" label={m.shortName} hint={m.shortNameHint} width="medium" autocomplete="off" />
        <TextField
          name="id"
          label={m.address}
          hint={m.addressHint}
          width="medium"
          prefix="/"
          spellcheck={false}
          autocomplete="off"
        />
        <TextField name="act" label={m.act} hint={m.actHint} optional autocomplete="off" />
        <FormActions submit={m.create}>
          <a href={addAssociationPath}>{m.back}</a>
        </FormActions>
      </Form>
    </>
  );
}
