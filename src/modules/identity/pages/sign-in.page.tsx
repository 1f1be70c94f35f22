import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { wayBack } from '../../../platform/pages/address.ts';
import { HiddenField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { signIn } from '../actions/sign-in.ts';
import { signOut } from '../actions/sign-out.ts';
import { messages } from '../messages.ts';

export const signInPage: PageRoute = {
  method: 'GET',
  path: '/accedi',
  open: true,
  answer: async (request) => {
    const back = wayBack(request.query.torna);
    if (request.actor.kind === 'person') return { kind: 'redirect', to: back };
    return reply(request, freshForm(), back);
  },
};

export const signInForm: PageRoute = {
  method: 'POST',
  path: '/accedi',
  open: true,
  guarded: true,
  answer: async (request) => {
    const { email, password, torna } = request.form;
    const back = wayBack(torna);
    const attempt = await request.attempt(signIn, { email, password });
    if (attempt.ok && attempt.value.outcome === 'in') {
      return { kind: 'redirect', to: back, session: { begin: attempt.value.token } };
    }
    const state = returnedForm(request, attempt);
    const wrong = attempt.ok ? [{ path: 'email', says: text(messages.it.wrong, messages.en.wrong) }] : [];
    return reply(request, { ...state, problems: [...state.problems, ...wrong] }, back, 422);
  },
};

export const signOutForm: PageRoute = {
  method: 'POST',
  path: '/esci',
  open: true,
  answer: async (request) => {
    if (request.actor.kind === 'person') await request.perform(signOut, {});
    return { kind: 'redirect', to: '/', session: { end: true } };
  },
};

function reply(request: PageRequest, form: FormState, back: string, status = 200): PageReply {
  return {
    kind: 'page',
    status,
    title: messages[request.language].signIn,
    body: <SignInPage form={form} back={back} />,
  };
}

export function SignInPage({ form, back }: { form: FormState; back: string }) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.signIn}</h1>
      <p class="lead">{m.signInLead}</p>
      <Form state={form} action="/accedi">
        <HiddenField name="torna" value={back} />
        <TextField
          name="email"
          type="email"
          label={m.email}
          autocomplete="username"
          width="medium"
          spellcheck={false}
        />
        <TextField name="password" type="password" label={m.password} autocomplete="current-password" width="medium" />
        <FormActions submit={m.enter} />
      </Form>
      <p class="muted">{m.forgotten}</p>
    </>
  );
}
