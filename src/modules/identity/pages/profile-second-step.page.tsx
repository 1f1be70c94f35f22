import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { removeAuthenticator } from '../actions/remove-authenticator.ts';
import { renewRecoveryCodes } from '../actions/renew-recovery-codes.ts';
import { showOwnAccess } from '../actions/show-own-access.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { ButtonForm } from './button-form.tsx';
import { ProfileFrame, profileReply } from './profile-frame.tsx';
import { codesReply, toProof } from './set-up-second-factor.page.tsx';
import { bothLanguages, freshProofNeeded, whenWords } from './words.ts';

const path = '/profilo/secondo-passaggio';

export const profileSecondStepPage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) => reply(request),
};

export const removeAppForm: PageRoute = {
  method: 'POST',
  path: `${path}/app/togli`,
  answer: async (request) => {
    const attempt = await request.attempt(removeAuthenticator, {});
    if (attempt.ok) return { kind: 'redirect', to: path, notice: bothLanguages((m) => m.appRemoved) };
    return attempt.refusals.some(freshProofNeeded) ? toProof(path) : reply(request);
  },
};

export const renewCodesForm: PageRoute = {
  method: 'POST',
  path: `${path}/codici`,
  answer: async (request) => {
    const attempt = await request.attempt(renewRecoveryCodes, {});
    if (attempt.ok) return codesReply(request, attempt.value.recoveryCodes, path);
    return attempt.refusals.some(freshProofNeeded) ? toProof(path) : reply(request);
  },
};

async function reply(request: PageRequest): Promise<PageReply> {
  const access = await request.perform(showOwnAccess, {});
  return profileReply(
    request,
    signInMessages[request.language].tabSecondStep,
    <ProfileSecondStepPage access={access} />,
  );
}

export function ProfileSecondStepPage({ access }: { access: z.output<typeof showOwnAccess.output> }) {
  const language = useLanguage();
  const m = signInMessages[language];
  const on = access.app !== null || access.passkeys.length > 0;
  return (
    <ProfileFrame path={path}>
      <h2>{m.secondStep}</h2>
      <Notice tone={on ? 'success' : 'warning'}>
        <p>{on ? m.secondStepOn : m.secondStepOff}</p>
      </Notice>
      <section>
        <h3>{m.app}</h3>
        <p>{access.app ? m.appSince(whenWords(access.app, language)) : m.appNone}</p>
        <div class="button-row">
          <a class="btn btn-outline-primary" href={`/accesso/secondo-fattore?altra&torna=${encodeURIComponent(path)}`}>
            {access.app ? m.appReplace : m.appAdd}
          </a>
          {access.app && <ButtonForm action={`${path}/app/togli`} label={m.appRemove} tone="outline-danger" />}
        </div>
      </section>
      <section>
        <h3>{m.tabPasskeys}</h3>
        <p>
          {access.passkeys.length === 0 ? m.passkeysNone : access.passkeys.map(({ name }) => name).join(', ')}{' '}
          <a href="/profilo/passkey">{m.toPasskeys}</a>
        </p>
      </section>
      <section>
        <h3>{m.recoveryTitle}</h3>
        {on ? (
          <>
            <p>{m.recoveryLeft(access.recoveryLeft)}</p>
            <ButtonForm action={`${path}/codici`} label={m.recoveryRenew} />
          </>
        ) : (
          <p>{m.recoveryNone}</p>
        )}
      </section>
    </ProfileFrame>
  );
}
