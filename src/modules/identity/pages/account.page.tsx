import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { confirmFiscalCode } from '../actions/confirm-fiscal-code.ts';
import { inviteAgain } from '../actions/invite-again.ts';
import { resetSecondFactor } from '../actions/reset-second-factor.ts';
import { showAccount } from '../actions/show-account.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { bothLanguages, whenWords } from './words.ts';

const path = '/:association/enti/persone/:persona/accesso';

export const accountPage: PageRoute = {
  method: 'GET',
  path,
  needs: showAccount,
  answer: async (request) => reply(request, freshForm()),
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
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to: addressOf(request), notice: bothLanguages((m) => m.factorsReset) };
  },
};

export const inviteAgainForm: PageRoute = {
  method: 'POST',
  path: `${path}/invito`,
  needs: inviteAgain,
  answer: async (request) => {
    const attempt = await request.attempt(inviteAgain, { person: request.params.persona });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
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
    if (!attempt.ok) return reply(request, freshForm(), 422, returnedForm(request, attempt));
    return { kind: 'redirect', to: addressOf(request), notice: bothLanguages((m) => m.fiscalCodeConfirmed) };
  },
};

function addressOf(request: PageRequest): string {
  return `/${request.association!.id}/enti/persone/${encodeURIComponent(request.params.persona!)}/accesso`;
}

async function reply(request: PageRequest, form: FormState, status = 200, code = freshForm()): Promise<PageReply> {
  const account = await request.perform(showAccount, { person: request.params.persona! });
  const { id, shortName } = request.association!;
  return {
    kind: 'page',
    status,
    title: signInMessages[request.language].account,
    crumbs: [
      { title: shortName, href: `/${id}` },
      { title: account.name, href: `/${id}/enti/persone/${account.person}` },
    ],
    body: <AccountPage account={account} form={form} code={code} base={addressOf(request)} />,
  };
}

export function AccountPage({
  account,
  form,
  code,
  base,
}: {
  account: z.output<typeof showAccount.output>;
  form: FormState;
  /** The form of the fiscal code. */
  code: FormState;
  base: string;
}) {
  const { language } = useFrame();
  const m = signInMessages[language];
  const factors = account.app || account.passkeys > 0;
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
      {!account.hasPassword && (
        <section>
          <h2>{m.inviteAgain}</h2>
          <p>{m.inviteAgainLead}</p>
          <Form action={`${base}/invito`} {...(factors ? {} : { state: form })}>
            <FormActions submit={m.inviteAgainSubmit} />
          </Form>
        </section>
      )}
      {factors && (
        <section>
          <h2>{m.resetTitle}</h2>
          <p>{m.resetLead}</p>
          <Form state={form} action={`${base}/azzera`}>
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
