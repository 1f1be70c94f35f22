import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { changePassword } from '../actions/change-password.ts';
import { showOwnAccess } from '../actions/show-own-access.ts';
import { messages } from '../messages.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { ProfileFrame, profileReply } from './profile-frame.tsx';
import { UsernameField } from './username-field.tsx';

const path = '/profilo/password';

export const profilePasswordPage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) => reply(request, freshForm()),
};

export const profilePasswordForm: PageRoute = {
  method: 'POST',
  path,
  guarded: true,
  answer: async (request) => {
    const { current, next } = request.form;
    const attempt = await request.attempt(changePassword, { current, next });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    const notice = text(messages.it.passwordChanged, messages.en.passwordChanged);
    return { kind: 'redirect', to: '/accedi', notice, session: { end: true } };
  },
};

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { hasPassword, email } = await request.perform(showOwnAccess, {});
  const title = messages[request.language].changePassword;
  return profileReply(
    request,
    title,
    <ProfilePasswordPage form={form} hasPassword={hasPassword} email={email} />,
    status,
  );
}

export function ProfilePasswordPage({
  form,
  hasPassword,
  email,
}: {
  form: FormState;
  hasPassword: boolean;
  email: string | null;
}) {
  const language = useLanguage();
  const m = messages[language];
  const own = signInMessages[language];
  return (
    <ProfileFrame path={path}>
      <h2>{m.changePassword}</h2>
      {hasPassword ? (
        <>
          <p>{own.passwordLead}</p>
          <Form state={form} action={path}>
            {email && <UsernameField email={email} />}
            <TextField
              name="current"
              type="password"
              label={m.currentPassword}
              autocomplete="current-password"
              width="medium"
            />
            <TextField
              name="next"
              type="password"
              label={m.newPassword}
              hint={m.passwordHint}
              autocomplete="new-password"
              width="medium"
            />
            <FormActions submit={m.save} />
          </Form>
        </>
      ) : (
        <p>{own.noPassword}</p>
      )}
    </ProfileFrame>
  );
}
