import type { z } from 'zod';
import type { Text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { wayBack } from '../../../platform/pages/address.ts';
import { HiddenField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { giveSecondStep } from '../actions/give-second-step.ts';
import { showSecondStep } from '../actions/show-second-step.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { tryLater } from './try-later.ts';
import { bothLanguages } from './words.ts';

const path = '/accedi/secondo-passo';

export const secondStepPage: PageRoute = {
  method: 'GET',
  path,
  open: true,
  answer: async (request) => {
    const back = wayBack(request.query.torna);
    if (request.actor.kind === 'person') return { kind: 'redirect', to: back };
    return reply(request, freshForm(), back);
  },
};

export const secondStepForm: PageRoute = {
  method: 'POST',
  path,
  open: true,
  answer: async (request) => {
    const { code, answer, torna } = request.form;
    const back = wayBack(torna);
    if (!request.step) return over(back);
    if (answer === '')
      return said(
        request,
        back,
        bothLanguages((m) => m.passkeyNotReady),
      );
    const given = answer ? { answer } : { code: code ?? '' };
    const attempt = await request.attempt(giveSecondStep, { step: request.step, ...given });
    if (!attempt.ok)
      return reply(request, { values: {}, problems: attempt.problems, refusals: attempt.refusals }, back, 422);
    const { value } = attempt;
    switch (value.outcome) {
      case 'in': {
        const left = value.recoveryLeft;
        const notice = left === null ? {} : { notice: bothLanguages((m) => m.recoveryUsed(left)) };
        return { kind: 'redirect', to: back, session: { begin: value.token }, step: null, ...notice };
      }
      case 'over':
        return over(back);
      case 'wait':
        return tryLater(
          said(
            request,
            back,
            bothLanguages((m) => m.wait(value.seconds)),
          ),
          value.seconds,
        );
      case 'wrong':
        return said(
          request,
          back,
          bothLanguages((m) => (answer ? m.wrongPasskey : m.wrongCode)),
        );
    }
  },
};

function said(request: PageRequest, back: string, says: Text): Promise<PageReply> {
  return reply(request, { values: {}, problems: [{ path: 'code', says }], refusals: [] }, back, 422);
}

function over(back: string): PageReply {
  return {
    kind: 'redirect',
    to: `/accedi?torna=${encodeURIComponent(back)}`,
    step: null,
    notice: bothLanguages((m) => m.stepOver),
  };
}

async function reply(request: PageRequest, form: FormState, back: string, status = 200): Promise<PageReply> {
  const step = request.step ? await request.perform(showSecondStep, { step: request.step }) : null;
  if (!step) return over(back);
  return {
    kind: 'page',
    status,
    title: signInMessages[request.language].secondStep,
    ...(step.passkey ? { scripts: ['passkey'] } : {}),
    body: <SecondStepPage step={step} form={form} back={back} />,
  };
}

export function SecondStepPage({
  step,
  form,
  back,
}: {
  step: NonNullable<z.output<typeof showSecondStep.output>>;
  form: FormState;
  back: string;
}) {
  const m = signInMessages[useLanguage()];
  return (
    <>
      <h1>{m.secondStep}</h1>
      <p class="lead">{m.secondStepLead}</p>
      {step.passkey && (
        <>
          <h2>{m.withPasskey}</h2>
          <PasskeyForm way="get" options={step.passkey} back={back} action={path} submit={m.useThePasskey} />
          <h2>{m.withCode}</h2>
        </>
      )}
      <Form state={form} action={path}>
        <HiddenField name="torna" value={back} />
        <TextField
          name="code"
          label={m.code}
          hint={step.app ? m.codeHintApp : m.codeHintRecovery}
          autocomplete="one-time-code"
          focus={!step.passkey}
          width="medium"
          spellcheck={false}
        />
        <FormActions submit={m.confirm} />
      </Form>
      <p class="muted other-ways">{m.lostFactor}</p>
    </>
  );
}
