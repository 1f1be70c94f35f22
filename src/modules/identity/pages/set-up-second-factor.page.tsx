import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { wayBack } from '../../../platform/pages/address.ts';
import { HiddenField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { addPasskey } from '../actions/add-passkey.ts';
import { beginNewPasskey } from '../actions/begin-new-passkey.ts';
import { confirmAuthenticator } from '../actions/confirm-authenticator.ts';
import { proposeAuthenticator } from '../actions/propose-authenticator.ts';
import { showOwnAccess } from '../actions/show-own-access.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { ButtonForm } from './button-form.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodesPage } from './recovery-codes.tsx';
import { bothLanguages, freshProofNeeded } from './words.ts';

const path = '/accesso/secondo-fattore';

/** From where somebody sets it up who is not asked for it. */
const ownSecondStep = '/profilo/secondo-passaggio';

/**
 * Where somebody is led whose post needs a second factor: gives it where there is one, sets one up where there is none, and goes
 * back. Opened from the profile (`altra`), it sets up another.
 */
export const setUpPage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) => {
    const back = request.query.torna === undefined ? ownSecondStep : wayBack(request.query.torna);
    const { app, passkeys, fresh } = await request.perform(showOwnAccess, {});
    const another = request.query.altra !== undefined;
    if (!another && (app || passkeys.length > 0)) {
      if ((request.actor.level ?? 1) >= 2) return { kind: 'redirect', to: back };
      return { kind: 'redirect', to: `/profilo/conferma?fattore=1&torna=${encodeURIComponent(back)}` };
    }
    if (!fresh) return toProof(request.url);
    return reply(request, freshForm(), back);
  },
};

export const setUpForm: PageRoute = {
  method: 'POST',
  path,
  answer: async (request) => {
    const { sealed, code, torna } = request.form;
    const back = wayBack(torna);
    const attempt = await request.attempt(confirmAuthenticator, { sealed, code });
    if (attempt.ok) {
      const { recoveryCodes } = attempt.value;
      if (recoveryCodes) return codesReply(request, recoveryCodes, back);
      return { kind: 'redirect', to: back, notice: bothLanguages((m) => m.appAdded) };
    }
    if (attempt.refusals.some(freshProofNeeded)) return toProof(`${path}?altra&torna=${encodeURIComponent(back)}`);
    const problems = attempt.refusals.map(({ says }) => ({ path: 'code', says }));
    return reply(
      request,
      { values: { sealed: sealed ?? '' }, problems: [...attempt.problems, ...problems], refusals: [] },
      back,
      422,
    );
  },
};

/** Asks the browser for a new passkey. */
export const newPasskeyForm: PageRoute = {
  method: 'POST',
  path: '/profilo/passkey/nuova',
  answer: async (request) => newPasskeyReply(request, freshForm()),
};

/** The passkey that the browser made. */
export const newPasskeyAnswerForm: PageRoute = {
  method: 'POST',
  path: '/profilo/passkey/nuova/risposta',
  answer: async (request) => {
    const { step, answer, name, torna } = request.form;
    const back = torna ? wayBack(torna) : '/profilo/passkey';
    const says = bothLanguages((m) => m.passkeyNotReady);
    if (!answer)
      return newPasskeyReply(
        request,
        { values: request.form, problems: [{ path: 'answer', says }], refusals: [] },
        422,
      );
    const attempt = await request.attempt(addPasskey, { step, answer, name });
    if (attempt.ok) {
      const { recoveryCodes } = attempt.value;
      if (recoveryCodes) return codesReply(request, recoveryCodes, back);
      return { kind: 'redirect', to: back, notice: bothLanguages((m) => m.passkeyAdded) };
    }
    if (attempt.refusals.some(freshProofNeeded)) return toProof('/profilo/passkey');
    return newPasskeyReply(
      request,
      { values: { name: name ?? '' }, problems: attempt.problems, refusals: attempt.refusals },
      422,
    );
  },
};

/** To the page that asks for a proof, and back. */
export function toProof(back: string): PageReply {
  return { kind: 'redirect', to: `/profilo/conferma?torna=${encodeURIComponent(back)}` };
}

/** The recovery codes, in the answer itself: no other page shows them again. */
export function codesReply(request: PageRequest, codes: readonly string[], onTo: string): PageReply {
  return {
    kind: 'page',
    title: signInMessages[request.language].recoveryTitle,
    body: <RecoveryCodesPage codes={codes} onTo={onTo} />,
  };
}

async function newPasskeyReply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const begun = await request.attempt(beginNewPasskey, {});
  if (!begun.ok) {
    if (begun.refusals.some(freshProofNeeded))
      return toProof(
        request.form.torna
          ? `${path}?altra&torna=${encodeURIComponent(wayBack(request.form.torna))}`
          : '/profilo/passkey',
      );
    return { kind: 'redirect', to: '/profilo/passkey' };
  }
  const m = signInMessages[request.language];
  return {
    kind: 'page',
    status,
    title: m.newPasskeyTitle,
    scripts: ['passkey'],
    crumbs: [{ title: m.profile, href: '/profilo' }],
    body: (
      <NewPasskeyPage
        asked={begun.value}
        form={form}
        back={request.form.torna ? wayBack(request.form.torna) : '/profilo/passkey'}
      />
    ),
  };
}

async function reply(request: PageRequest, form: FormState, back: string, status = 200): Promise<PageReply> {
  const proposal = await proposalFor(request, form);
  return {
    kind: 'page',
    status,
    title: signInMessages[request.language].setUp,
    body: (
      <SetUpPage
        proposal={proposal}
        form={form}
        back={back}
        needed={request.query.altra === undefined && back !== ownSecondStep}
      />
    ),
  };
}

/** The same secret again where a code was wrong, else a new one. */
async function proposalFor(request: PageRequest, form: FormState): Promise<Proposal> {
  const { sealed } = form.values;
  return request.perform(proposeAuthenticator, typeof sealed === 'string' && sealed ? { sealed } : {});
}

type Proposal = z.output<typeof proposeAuthenticator.output>;

export function SetUpPage({
  proposal,
  form,
  back,
  needed,
}: {
  proposal: Proposal;
  form: FormState;
  back: string;
  needed: boolean;
}) {
  const m = signInMessages[useLanguage()];
  return (
    <>
      <h1>{m.setUp}</h1>
      {needed ? (
        <Notice tone="info">
          <p>{m.setUpNeeded}</p>
          <p>
            <a href={back}>{m.later}</a>
          </p>
        </Notice>
      ) : (
        <p class="lead">{m.setUpLead}</p>
      )}
      <section>
        <h2>{m.withApp}</h2>
        <p>{m.withAppLead}</p>
        <p>{m.scan}</p>
        <QrCode text={proposal.address} label={m.qr} />
        <p>
          {m.orType} <code class="secret">{proposal.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
        <Form state={form} action={path}>
          <HiddenField name="torna" value={back} />
          <HiddenField name="sealed" value={proposal.sealed} />
          <TextField
            name="code"
            label={m.thenCode}
            hint={m.thenCodeHint}
            autocomplete="one-time-code"
            inputmode="numeric"
            width="short"
            spellcheck={false}
          />
          <FormActions submit={m.activate} />
        </Form>
      </section>
      <section>
        <h2>{m.withPasskey}</h2>
        <p>{m.withPasskeyLead}</p>
        <ButtonForm action="/profilo/passkey/nuova" label={m.newPasskey}>
          <HiddenField name="torna" value={back} />
        </ButtonForm>
      </section>
    </>
  );
}

export function NewPasskeyPage({
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
      <h1>{m.newPasskeyTitle}</h1>
      <p class="lead">{m.passkeyLead}</p>
      <PasskeyForm
        way="create"
        options={asked.options}
        step={asked.step}
        back={back}
        state={form}
        action="/profilo/passkey/nuova/risposta"
        submit={m.register}
      >
        <TextField name="name" label={m.passkeyName} hint={m.passkeyNameHint} width="medium" optional />
      </PasskeyForm>
    </>
  );
}
