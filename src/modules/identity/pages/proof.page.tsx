import type { z } from 'zod';
import type { Text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { wayBack } from '../../../platform/pages/address.ts';
import { HiddenField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { beginProof } from '../actions/begin-proof.ts';
import { proveAgain } from '../actions/prove-again.ts';
import { showOwnAccess } from '../actions/show-own-access.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { ButtonForm } from './button-form.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { tryLater } from './try-later.ts';
import { bothLanguages } from './words.ts';

const path = '/profilo/conferma';

/** Where somebody proves again who they are, before changing how they sign in; with `fattore`, by a second factor only. */
export const proofPage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) =>
    reply(request, freshForm(), { back: wayBack(request.query.torna), factor: isAsked(request.query.fattore) }),
};

export const proofForm: PageRoute = {
  method: 'POST',
  path,
  answer: async (request) => {
    const { password, code, answer, step, torna, fattore } = request.form;
    const place = { back: wayBack(torna), factor: isAsked(fattore) };
    if (answer === '') {
      const problems = [{ path: 'code', says: bothLanguages((m) => m.passkeyNotReady) }];
      return reply(request, { values: {}, problems, refusals: [] }, place, 422);
    }
    const given = answer ? { answer, step } : code !== undefined ? { code } : { password };
    const attempt = await request.attempt(proveAgain, given);
    if (!attempt.ok)
      return reply(request, { values: {}, problems: attempt.problems, refusals: attempt.refusals }, place, 422);
    const { value } = attempt;
    if (value.outcome === 'proved') return { kind: 'redirect', to: place.back };
    const at = code !== undefined || answer ? 'code' : 'password';
    const says: Text =
      value.outcome === 'wait'
        ? bothLanguages((m) => m.wait(value.seconds))
        : bothLanguages(
            (m) => ({ password: m.proofWrongPassword, code: m.wrongCode, passkey: m.wrongPasskey })[value.of],
          );
    const again = reply(request, { values: {}, problems: [{ path: at, says }], refusals: [] }, place, 422);
    return value.outcome === 'wait' ? tryLater(again, value.seconds) : again;
  },
};

/** Asks the browser for a passkey. */
export const passkeyProofForm: PageRoute = {
  method: 'POST',
  path: `${path}/passkey`,
  answer: async (request) => {
    const { torna, fattore } = request.form;
    const { passkey, step } = await request.perform(beginProof, {});
    const place = { back: wayBack(torna), factor: isAsked(fattore) };
    if (!passkey) return { kind: 'redirect', to: addressOf(place) };
    const m = signInMessages[request.language];
    return {
      kind: 'page',
      title: m.proof,
      scripts: ['passkey'],
      crumbs: [{ title: m.profile, href: '/profilo' }],
      body: <PasskeyProofPage asked={{ passkey, step }} place={place} />,
    };
  },
};

/** Where to go on, and whether only a second factor will do. */
type Place = { readonly back: string; readonly factor: boolean };

function isAsked(value: unknown): boolean {
  return value === '1';
}

function addressOf({ back, factor }: Place): string {
  return `${path}?torna=${encodeURIComponent(back)}${factor ? '&fattore=1' : ''}`;
}

async function reply(request: PageRequest, form: FormState, place: Place, status = 200): Promise<PageReply> {
  const access = await request.perform(showOwnAccess, {});
  const m = signInMessages[request.language];
  return {
    kind: 'page',
    status,
    title: m.proof,
    crumbs: [{ title: m.profile, href: '/profilo' }],
    body: <ProofPage access={access} form={form} place={place} />,
  };
}

export function ProofPage({
  access,
  form,
  place,
}: {
  access: z.output<typeof showOwnAccess.output>;
  form: FormState;
  place: Place;
}) {
  const m = signInMessages[useLanguage()];
  const byPassword = access.hasPassword && !place.factor;
  const byPasskey = access.passkeys.length > 0;
  const byCode = access.app !== null || (access.recoveryLeft > 0 && !byPassword);
  const forCode = form.problems.some((problem) => problem.path === 'code');
  return (
    <>
      <h1>{m.proof}</h1>
      <p class="lead">{place.factor ? m.secondStepLead : m.proofLead}</p>
      {!byPassword && !byPasskey && !byCode && <p>{m.proofNone}</p>}
      {byPassword && (
        <Form state={forCode ? freshForm() : form} action={path}>
          <Carried place={place} />
          <TextField
            name="password"
            type="password"
            label={m.proofPassword}
            autocomplete="current-password"
            width="medium"
          />
          <FormActions submit={m.confirm} />
        </Form>
      )}
      {byCode && (
        <section>
          <h2>{m.withCode}</h2>
          <Form state={forCode || !byPassword ? form : freshForm()} action={path}>
            <Carried place={place} />
            <TextField
              name="code"
              label={m.code}
              hint={access.app ? m.codeHintApp : m.codeHintRecovery}
              autocomplete="one-time-code"
              width="medium"
              spellcheck={false}
            />
            <FormActions submit={m.confirm} />
          </Form>
        </section>
      )}
      {byPasskey && (
        <section>
          <h2>{m.withPasskey}</h2>
          <ButtonForm action={`${path}/passkey`} label={m.useThePasskey}>
            <Carried place={place} />
          </ButtonForm>
        </section>
      )}
    </>
  );
}

export function PasskeyProofPage({
  asked,
  place,
}: {
  asked: { readonly passkey: string; readonly step: string };
  place: Place;
}) {
  const m = signInMessages[useLanguage()];
  return (
    <>
      <h1>{m.proof}</h1>
      <p class="lead">{m.passkeyLead}</p>
      <PasskeyForm way="get" options={asked.passkey} step={asked.step} action={path} submit={m.useThePasskey}>
        <Carried place={place} />
      </PasskeyForm>
      <p>
        <a href={addressOf(place)}>{m.withPassword}</a>
      </p>
    </>
  );
}

function Carried({ place }: { place: Place }) {
  return (
    <>
      <HiddenField name="torna" value={place.back} />
      {place.factor && <HiddenField name="fattore" value="1" />}
    </>
  );
}
