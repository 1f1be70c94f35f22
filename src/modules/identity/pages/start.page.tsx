import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { HiddenField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { addAssociationPath } from '../../../platform/pages/site/home.page.tsx';
import { Steps } from '../../../platform/pages/steps.tsx';
import { createFirstAdministrator } from '../actions/create-first-administrator.ts';
import { signIn } from '../actions/sign-in.ts';
import { messages } from '../messages.ts';

export const startPage: PageRoute = {
  method: 'GET',
  path: '/avvio',
  open: true,
  answer: async (request) => {
    const code = typeof request.query.codice === 'string' ? request.query.codice : '';
    return reply(request, freshForm(code ? { code } : {}));
  },
};

export const startForm: PageRoute = {
  method: 'POST',
  path: '/avvio',
  open: true,
  guarded: true,
  answer: async (request) => {
    const { code, name, email, password } = request.form;
    const attempt = await request.attempt(createFirstAdministrator, { code, name, email, password });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    const entered = await request.perform(signIn, { email: String(email), password: String(password) });
    return {
      kind: 'redirect',
      to: addAssociationPath,
      ...(entered.outcome === 'in' ? { session: { begin: entered.token } } : {}),
    };
  },
};

function reply(request: PageRequest, form: FormState, status = 200): PageReply {
  return {
    kind: 'page',
    status,
    title: messages[request.language].start,
    scope: 'installation',
    body: <StartPage form={form} />,
  };
}

export function StartPage({ form }: { form: FormState }) {
  const m = messages[useLanguage()];
  const known =
    typeof form.values.code === 'string' &&
    form.problems.every((problem) => problem.path !== 'code') &&
    form.refusals.length === 0;
  return (
    <>
      <Steps
        steps={[
          { title: m.stepAccount, state: 'current' },
          { title: m.stepAgreement, state: 'ahead' },
          { title: m.stepName, state: 'ahead' },
          { title: m.stepEntities, state: 'ahead' },
          { title: m.stepLead, state: 'ahead' },
          { title: m.stepFigures, state: 'ahead' },
          { title: m.stepCosts, state: 'ahead' },
          { title: m.stepSplit, state: 'ahead' },
        ]}
      />
      <h1>{m.start}</h1>
      <p class="lead">{m.startLead}</p>
      <Form state={form} action="/avvio">
        {known ? (
          <HiddenField name="code" value={String(form.values.code)} />
        ) : (
          <TextField
            name="code"
            label={m.code}
            hint={m.codeHint}
            width="medium"
            autocomplete="off"
            spellcheck={false}
          />
        )}
        <TextField name="name" label={m.name} autocomplete="name" width="medium" />
        <TextField
          name="email"
          type="email"
          label={m.email}
          autocomplete="username"
          width="medium"
          spellcheck={false}
        />
        <TextField
          name="password"
          type="password"
          label={m.password}
          hint={m.passwordHint}
          autocomplete="new-password"
          width="medium"
        />
        <FormActions submit={m.create} />
      </Form>
    </>
  );
}
