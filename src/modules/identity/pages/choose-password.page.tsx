import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { choosePassword } from '../actions/choose-password.ts';
import { showLetterLink } from '../actions/show-letter-link.ts';
import { messages } from '../messages.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { UsernameField } from './username-field.tsx';
import { bothLanguages } from './words.ts';

const path = '/accesso/password';

/**
 * Where the link of a letter leads. Its token goes into a cookie at once, and the page has a plain address: neither the history,
 * nor a Referer, nor somebody behind the screen learns it. Looking at it does not use it up.
 */
export const choosePasswordPage: PageRoute = {
  method: 'GET',
  path,
  open: true,
  answer: async (request) => {
    const { codice } = request.query;
    if (typeof codice === 'string' && codice) return { kind: 'redirect', to: path, step: codice.slice(0, 100) };
    if (!request.step) return { kind: 'redirect', to: '/accesso/password-dimenticata' };
    return reply(request, freshForm());
  },
};

export const choosePasswordForm: PageRoute = {
  method: 'POST',
  path,
  open: true,
  answer: async (request) => {
    if (!request.step) return reply(request, freshForm());
    const attempt = await request.attempt(choosePassword, { step: request.step, password: request.form.password });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    return {
      kind: 'redirect',
      to: '/accedi',
      step: null,
      session: { end: true },
      known: true,
      notice: bothLanguages((m) => m.chosen),
    };
  },
};

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const link = request.step ? await request.perform(showLetterLink, { step: request.step }) : null;
  const m = signInMessages[request.language];
  if (!link) return { kind: 'page', status: 404, title: m.linkOver, body: <LinkOverPage /> };
  const title = link.kind === 'invitation' ? m.chooseInvited : m.choose;
  return { kind: 'page', status, title, body: <ChoosePasswordPage link={link} form={form} /> };
}

export function ChoosePasswordPage({
  link,
  form,
}: {
  link: NonNullable<z.output<typeof showLetterLink.output>>;
  form: FormState;
}) {
  const language = useLanguage();
  const m = signInMessages[language];
  const invited = link.kind === 'invitation';
  return (
    <>
      <h1>{invited ? m.chooseInvited : m.choose}</h1>
      <p class="lead">{invited ? m.chooseInvitedLead(link.name) : m.chooseLead(link.name)}</p>
      <Form state={form} action={path}>
        {link.email && <UsernameField email={link.email} />}
        <TextField
          name="password"
          type="password"
          label={messages[language].newPassword}
          hint={messages[language].passwordHint}
          autocomplete="new-password"
          focus
          width="medium"
        />
        <FormActions submit={m.chooseSubmit} />
      </Form>
    </>
  );
}

export function LinkOverPage() {
  const m = signInMessages[useLanguage()];
  return (
    <>
      <h1>{m.linkOver}</h1>
      <p class="lead">
        {m.linkOverLead} <a href="/accesso/password-dimenticata">{m.forgotten}</a>.
      </p>
    </>
  );
}
