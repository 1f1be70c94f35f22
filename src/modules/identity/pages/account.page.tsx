import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { confirmFiscalCode } from '../actions/confirm-fiscal-code.ts';
import { correctPerson } from '../actions/correct-person.ts';
import { inviteAgain } from '../actions/invite-again.ts';
import { resetSecondFactor } from '../actions/reset-second-factor.ts';
import { showAccount } from '../actions/show-account.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { peopleAddress, peopleCrumbs } from './people/people-frame.tsx';
import { bothLanguages, whenWords } from './words.ts';

const path = '/:association/enti/persone/:persona/accesso';

export const accountPage: PageRoute = {
  method: 'GET',
  path,
  needs: showAccount,
  answer: async (request) => reply(request),
};

export const resetForm: PageRoute = {
  method: 'POST',
  path: `${path}/azzera`,
  needs: resetSecondFactor,
  answer: async (request) => {
    const attempt = await request.attempt(resetSecondFactor, {
      person: request.params.persona,
      reason: request.form.reason,
    });
    if (!attempt.ok) return reply(request, { access: returnedForm(request, attempt) }, 422);
    return { kind: 'redirect', to: addressOf(request), notice: bothLanguages((m) => m.factorsReset) };
  },
};

export const inviteAgainForm: PageRoute = {
  method: 'POST',
  path: `${path}/invito`,
  needs: inviteAgain,
  answer: async (request) => {
    const attempt = await request.attempt(inviteAgain, { person: request.params.persona });
    if (!attempt.ok) return reply(request, { access: returnedForm(request, attempt) }, 422);
    return { kind: 'redirect', to: addressOf(request), notice: bothLanguages((m) => m.invitedAgain) };
  },
};

export const fiscalCodeForm: PageRoute = {
  method: 'POST',
  path: `${path}/codice-fiscale`,
  needs: confirmFiscalCode,
  answer: async (request) => {
    const { fiscalCode, document } = request.form;
    const attempt = await request.attempt(confirmFiscalCode, { person: request.params.persona, fiscalCode, document });
    if (!attempt.ok) return reply(request, { code: returnedForm(request, attempt) }, 422);
    return { kind: 'redirect', to: addressOf(request), notice: bothLanguages((m) => m.fiscalCodeConfirmed) };
  },
};

export const correctPersonForm: PageRoute = {
  method: 'POST',
  path: `${path}/dati`,
  needs: correctPerson,
  answer: async (request) => {
    const { name, email } = request.form;
    const attempt = await request.attempt(correctPerson, { person: request.params.persona, name, email });
    if (!attempt.ok) return reply(request, { data: returnedForm(request, attempt) }, 422);
    return { kind: 'redirect', to: addressOf(request), notice: bothLanguages((m) => m.corrected) };
  },
};

/** What one of the page's forms says about itself; the others are as new. */
type Returned = { readonly data?: FormState; readonly access?: FormState; readonly code?: FormState };

function addressOf(request: PageRequest): string {
  return `/${request.association!.id}/enti/persone/${encodeURIComponent(request.params.persona!)}/accesso`;
}

async function reply(request: PageRequest, returned: Returned = {}, status = 200): Promise<PageReply> {
  const account = await request.perform(showAccount, { person: request.params.persona! });
  return {
    kind: 'page',
    status,
    title: signInMessages[request.language].account,
    crumbs: [
      ...peopleCrumbs(request, 'posts'),
      { title: account.name, href: peopleAddress(request, 'posts', account.person) },
    ],
    body: <AccountPage account={account} returned={returned} base={addressOf(request)} />,
  };
}

export function AccountPage({
  account,
  returned,
  base,
}: {
  account: z.output<typeof showAccount.output>;
  returned: Returned;
  base: string;
}) {
  const { language } = useFrame();
  const m = signInMessages[language];
  const factors = account.app || account.passkeys > 0;
  const { data = freshForm(), access = freshForm(), code = freshForm() } = returned;
  return (
    <>
      <h1>{m.accountOf(account.name)}</h1>
      <Definitions
        items={[
          { term: m.tabPassword, is: account.hasPassword ? m.passwordChosen : m.passwordNone },
          { term: m.app, is: account.app ? m.present : m.absent },
          { term: m.tabPasskeys, is: String(account.passkeys) },
          { term: m.recoveryTitle, is: factors ? m.recoveryLeft(account.recoveryLeft) : m.absent },
          { term: m.fiscalCode, is: account.fiscalCode ?? m.fiscalCodeNone },
          { term: m.lastSignIn, is: account.lastSignIn ? whenWords(account.lastSignIn, language) : m.never },
        ]}
      />
      <section>
        <h2>{m.correctTitle}</h2>
        <p>{m.correctLead}</p>
        <Form state={data} action={`${base}/dati`}>
          <TextField name="name" label={m.name} value={account.name} width="medium" autocomplete="off" />
          <TextField
            name="email"
            type="email"
            label={m.email}
            value={account.email}
            width="medium"
            autocomplete="off"
            spellcheck={false}
          />
          <FormActions submit={m.save} />
        </Form>
      </section>
      {!account.hasPassword && (
        <section>
          <h2>{m.inviteAgain}</h2>
          <p>{m.inviteAgainLead}</p>
          <Form action={`${base}/invito`} {...(factors ? {} : { state: access })}>
            <FormActions submit={m.inviteAgainSubmit} />
          </Form>
        </section>
      )}
      {factors && (
        <section>
          <h2>{m.resetTitle}</h2>
          <p>{m.resetLead}</p>
          <Form state={access} action={`${base}/azzera`}>
            <TextAreaField name="reason" label={m.reason} hint={m.reasonHint} rows={3} />
            <FormActions submit={m.resetSubmit} />
          </Form>
        </section>
      )}
      <section>
        <h2>{m.fiscalCodeTitle}</h2>
        <p>{m.fiscalCodeLead}</p>
        <Form state={code} action={`${base}/codice-fiscale`}>
          <TextField name="fiscalCode" label={m.fiscalCode} width="medium" autocomplete="off" />
          <TextField name="document" label={m.document} hint={m.documentHint} width="medium" autocomplete="off" />
          <FormActions submit={m.fiscalCodeSubmit} />
        </Form>
      </section>
    </>
  );
}
