import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { TextAreaField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
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

function addressOf(request: PageRequest): string {
  return `/${request.association!.id}/enti/persone/${encodeURIComponent(request.params.persona!)}/accesso`;
}

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
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
    body: <AccountPage account={account} form={form} base={addressOf(request)} />,
  };
}

export function AccountPage({
  account,
  form,
  base,
}: {
  account: z.output<typeof showAccount.output>;
  form: FormState;
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
    </>
  );
}
