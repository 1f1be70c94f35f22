import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { CheckField, ChoiceField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { setUpCie } from '../actions/set-up-cie.ts';
import { showIdentityProviders } from '../actions/show-identity-providers.ts';
import { messages } from '../messages.ts';
import { settingsPath } from './identity-providers.page.tsx';

const path = `${settingsPath}/cie`;

export const cieSettingsPage: PageRoute = {
  method: 'GET',
  path,
  needs: showIdentityProviders,
  answer: async (request) => {
    const { cie } = await request.perform(showIdentityProviders, {});
    const values: Record<string, string> = cie
      ? {
          provider: cie.provider,
          trustAnchor: cie.trustAnchor,
          anchorKeys: JSON.stringify(cie.anchorKeys, null, 2),
          organization: cie.organization,
          homepage: cie.homepage,
          policy: cie.policy,
          contact: cie.contact,
          trustMarks: cie.trustMarks.length > 0 ? JSON.stringify(cie.trustMarks, null, 2) : '',
          level: String(cie.level),
          ...(cie.offered ? { offered: 'on' } : {}),
        }
      : { level: '2' };
    return reply(request, freshForm(values), cie !== null);
  },
};

export const cieSettingsForm: PageRoute = {
  method: 'POST',
  path,
  needs: showIdentityProviders,
  answer: async (request) => {
    const { _csrf, ...rest } = request.form;
    const attempt = await request.attempt(setUpCie, {
      ...rest,
      offered: rest.offered !== undefined,
      newKeys: rest.newKeys !== undefined,
    });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), false, 422);
    return { kind: 'redirect', to: settingsPath, notice: text(messages.it.saved, messages.en.saved) };
  },
};

function reply(request: PageRequest, form: FormState, renews: boolean, status = 200): PageReply {
  const m = messages[request.language];
  return {
    kind: 'page',
    status,
    title: m.cieSettings,
    scope: 'installation',
    crumbs: [{ title: m.settings, href: settingsPath }],
    body: <CieSettingsPage form={form} renews={renews} />,
  };
}

export function CieSettingsPage({ form, renews }: { form: FormState; renews: boolean }) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.cieSettings}</h1>
      <Form state={form}>
        <TextField name="organization" label={m.organization} />
        <TextField name="homepage" type="url" label={m.homepage} />
        <TextField name="policy" type="url" label={m.policy} />
        <TextField name="contact" type="email" label={m.contact} width="medium" spellcheck={false} />
        <TextField name="provider" type="url" label={m.cieProvider} spellcheck={false} />
        <TextField name="trustAnchor" type="url" label={m.trustAnchor} spellcheck={false} />
        <TextAreaField name="anchorKeys" label={m.anchorKeys} hint={m.anchorKeysHint} rows={6} code />
        <TextAreaField name="trustMarks" label={m.trustMarks} hint={m.trustMarksHint} rows={4} code optional />
        <ChoiceField
          name="level"
          label={m.level}
          choices={[
            { value: '1', label: m.level1 },
            { value: '2', label: m.level2 },
            { value: '3', label: m.level3 },
          ]}
        />
        <CheckField name="offered" label={m.offered} />
        {renews && <CheckField name="newKeys" label={m.newKeys} />}
        <FormActions submit={m.save}>
          <a href={settingsPath}>{m.settings}</a>
        </FormActions>
      </Form>
    </>
  );
}
