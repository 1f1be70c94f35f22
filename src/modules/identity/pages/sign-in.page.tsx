import type { VNode } from 'preact';
import { type Text, text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { ownTodayPath, wayBack } from '../../../platform/pages/address.ts';
import { HiddenField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { beginPasskeySignIn } from '../actions/begin-passkey-sign-in.ts';
import { signIn } from '../actions/sign-in.ts';
import { signInWithPasskey } from '../actions/sign-in-with-passkey.ts';
import { signOut } from '../actions/sign-out.ts';
import { messages } from '../messages.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { ButtonForm } from './button-form.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { tryLater } from './try-later.ts';
import { bothLanguages } from './words.ts';

export const signInPage: PageRoute = {
  method: 'GET',
  path: '/accedi',
  open: true,
  answer: async (request) => {
    const back = wayBack(request.query.torna);
    if (request.actor.kind === 'person') return { kind: 'redirect', to: orOwnToday(back) };
    return reply(request, freshForm(), back);
  },
};

export const signInForm: PageRoute = {
  method: 'POST',
  path: '/accedi',
  open: true,
  answer: async (request) => {
    const { email, password, torna } = request.form;
    const back = wayBack(torna);
    const attempt = await request.attempt(signIn, { email, password });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), back, 422);
    const { value } = attempt;
    switch (value.outcome) {
      case 'in':
        return {
          kind: 'redirect',
          to: value.wanted ? `/accesso/secondo-fattore?torna=${encodeURIComponent(orOwnToday(back))}` : back,
          session: { begin: value.token },
        };
      case 'second-step':
        return { kind: 'redirect', to: `/accedi/secondo-passo?torna=${encodeURIComponent(back)}`, step: value.step };
      case 'wait':
        return tryLater(reply(request, mustWait(request, value.seconds), back), value.seconds);
      case 'wrong':
        return said(request, back, text(messages.it.wrong, messages.en.wrong));
    }
  },
};

/** Asks the browser for a passkey. */
export const passkeySignInForm: PageRoute = {
  method: 'POST',
  path: '/accedi/passkey',
  open: true,
  answer: async (request) => {
    const { step, options } = await request.perform(beginPasskeySignIn, {});
    return passkeyReply(request, { step, options }, freshForm());
  },
};

/** The passkey's answer. */
export const passkeyAnswerForm: PageRoute = {
  method: 'POST',
  path: '/accedi/passkey/risposta',
  open: true,
  answer: async (request) => {
    const { step, answer, torna } = request.form;
    const attempt = await request.attempt(signInWithPasskey, { step, answer });
    if (attempt.ok && attempt.value.outcome === 'in')
      return { kind: 'redirect', to: wayBack(torna), session: { begin: attempt.value.token } };
    const again = await request.perform(beginPasskeySignIn, {});
    const says = bothLanguages((m) => (answer ? m.wrongPasskey : m.passkeyNotReady));
    return passkeyReply(request, again, { values: {}, problems: [{ path: 'answer', says }], refusals: [] }, 422);
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

function orOwnToday(back: string): string {
  return back === '/' ? ownTodayPath : back;
}

/** Nothing that was typed is wrong: the form itself says when to try again, and how to come in at once. */
function mustWait(request: PageRequest, seconds: number): FormState {
  const says = bothLanguages((m) => m.wait(seconds));
  const remedy = bothLanguages((m) => m.waitRemedy);
  return { values: request.form, problems: [], refusals: [{ code: 'identity/wait', kind: 'rule', says, remedy }] };
}

function said(request: PageRequest, back: string, says: Text): Promise<PageReply> {
  const state = { values: request.form, problems: [{ path: 'email', says }], refusals: [] };
  return reply(request, state, back, 422);
}

async function reply(request: PageRequest, form: FormState, back: string, status = 200): Promise<PageReply> {
  const others = await request.signInParts();
  return {
    kind: 'page',
    status,
    title: messages[request.language].signIn,
    body: <SignInPage form={form} back={back} others={others} />,
  };
}

function passkeyReply(
  request: PageRequest,
  asked: { readonly step: string; readonly options: string },
  form: FormState,
  status = 200,
): PageReply {
  return {
    kind: 'page',
    status,
    title: signInMessages[request.language].passkeyTitle,
    scripts: ['passkey'],
    body: <PasskeySignInPage asked={asked} form={form} back={wayBack(request.form.torna)} />,
  };
}

export function SignInPage({ form, back, others }: { form: FormState; back: string; others: readonly VNode[] }) {
  const language = useLanguage();
  const m = messages[language];
  const also = signInMessages[language];
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
          focus
          width="medium"
          spellcheck={false}
        />
        <TextField name="password" type="password" label={m.password} autocomplete="current-password" width="medium" />
        <FormActions submit={m.enter}>
          <a href="/accesso/password-dimenticata">{also.forgottenLink}</a>
        </FormActions>
      </Form>
      <section class="other-ways" aria-label={also.or}>
        <p class="muted">{also.or}</p>
        <ButtonForm action="/accedi/passkey" label={also.usePasskey}>
          <HiddenField name="torna" value={back} />
        </ButtonForm>
      </section>
      {others}
    </>
  );
}

export function PasskeySignInPage({
  asked,
  form,
  back,
}: {
  asked: { readonly step: string; readonly options: string };
  form: FormState;
  back: string;
}) {
  const m = signInMessages[useLanguage()];
  return (
    <>
      <h1>{m.passkeyTitle}</h1>
      <p class="lead">{m.passkeyLead}</p>
      <PasskeyForm
        way="get"
        options={asked.options}
        step={asked.step}
        back={back}
        state={form}
        action="/accedi/passkey/risposta"
        submit={m.useThePasskey}
      />
      <p>
        <a href={`/accedi?torna=${encodeURIComponent(back)}`}>{m.otherWay}</a>
      </p>
    </>
  );
}
