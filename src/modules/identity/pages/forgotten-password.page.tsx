import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { askPasswordReset } from '../actions/ask-password-reset.ts';
import { signInMessages } from '../sign-in-messages.ts';

const path = '/accesso/password-dimenticata';

export const forgottenPasswordPage: PageRoute = {
  method: 'GET',
  path,
  open: true,
  answer: async (request) => reply(request, freshForm()),
};

/** The same page for every address, there or not. */
export const forgottenPasswordForm: PageRoute = {
  method: 'POST',
  path,
  open: true,
  answer: async (request) => {
    const attempt = await request.attempt(askPasswordReset, { email: request.form.email });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    return { kind: 'page', title: signInMessages[request.language].sent, body: <LinkSentPage /> };
  },
};

function reply(request: PageRequest, form: FormState, status = 200): PageReply {
  return {
    kind: 'page',
    status,
    title: signInMessages[request.language].forgotten,
    body: <ForgottenPasswordPage form={form} />,
  };
}

export function ForgottenPasswordPage({ form }: { form: FormState }) {
  const m = signInMessages[useLanguage()];
  return (
    <>
      <h1>{m.forgotten}</h1>
      <p class="lead">{m.forgottenLead}</p>
      <Form state={form} action={path}>
        <TextField
          name="email"
          type="email"
          label={m.email}
          autocomplete="username"
          focus
          width="medium"
          spellcheck={false}
        />
        <FormActions submit={m.send} />
      </Form>
    </>
  );
}

export function LinkSentPage() {
  const m = signInMessages[useLanguage()];
  return (
    <>
      <h1>{m.sent}</h1>
      <p class="lead">{m.sentLead}</p>
    </>
  );
}
