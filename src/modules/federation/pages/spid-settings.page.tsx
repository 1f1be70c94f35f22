import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { CheckField, ChoiceField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { addSpidProvider } from '../actions/add-spid-provider.ts';
import { removeSpidProvider } from '../actions/remove-spid-provider.ts';
import { setUpSpid } from '../actions/set-up-spid.ts';
import { showIdentityProviders } from '../actions/show-identity-providers.ts';
import { messages } from '../messages.ts';
import { RemoveButton, settingsPath } from './identity-providers.page.tsx';

const path = `${settingsPath}/spid`;

export const spidSettingsPage: PageRoute = {
  method: 'GET',
  path,
  needs: showIdentityProviders,
  answer: async (request) => reply(request, null, freshForm()),
};

export const spidSettingsForm: PageRoute = {
  method: 'POST',
  path,
  needs: showIdentityProviders,
  answer: async (request) => {
    const { form } = request;
    const saved = { kind: 'redirect', to: path, notice: text(messages.it.saved, messages.en.saved) } as const;
    if (typeof form.removes === 'string') {
      await request.perform(removeSpidProvider, { entityId: form.removes });
      return { ...saved, notice: text(messages.it.removed, messages.en.removed) };
    }
    if (form.metadata !== undefined) {
      const attempt = await request.attempt(addSpidProvider, { metadata: form.metadata });
      return attempt.ok ? saved : reply(request, null, returnedForm(request, attempt), 422);
    }
    const { _csrf, ...rest } = form;
    const attempt = await request.attempt(setUpSpid, {
      ...rest,
      businesses: form.businesses !== undefined,
      offered: form.offered !== undefined,
      newKey: form.newKey !== undefined,
    });
    return attempt.ok ? saved : reply(request, returnedForm(request, attempt), freshForm(), 422);
  },
};

async function reply(
  request: PageRequest,
  typed: FormState | null,
  provider: FormState,
  status = 200,
): Promise<PageReply> {
  const m = messages[request.language];
  const shown = await request.perform(showIdentityProviders, {});
  const { spid } = shown;
  const values: Record<string, string> = spid
    ? {
        entityId: spid.entityId,
        organization: spid.organization,
        organizationShort: spid.organizationShort,
        organizationAddress: spid.organizationAddress,
        place: spid.place,
        ipaCode: spid.ipaCode,
        email: spid.email,
        telephone: spid.telephone ?? '',
        level: String(spid.level),
        ...(spid.businesses ? { businesses: 'on' } : {}),
        ...(spid.offered ? { offered: 'on' } : {}),
      }
    : { level: '2', entityId: shown.address ?? '' };
  return {
    kind: 'page',
    status,
    title: m.spidSettings,
    scope: 'installation',
    crumbs: [{ title: m.settings, href: settingsPath }],
    body: <SpidSettingsPage form={typed ?? freshForm(values)} provider={provider} shown={shown} />,
  };
}

type Shown = z.output<typeof showIdentityProviders.output>;

export function SpidSettingsPage({ form, provider, shown }: { form: FormState; provider: FormState; shown: Shown }) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.spidSettings}</h1>
      <Form state={form}>
        <TextField name="organization" label={m.organization} />
        <TextField name="organizationShort" label={m.organizationShort} width="medium" />
        <TextField name="organizationAddress" type="url" label={m.organizationAddress} />
        <TextField name="place" label={m.place} width="medium" />
        <TextField name="ipaCode" label={m.ipaCode} width="short" spellcheck={false} />
        <TextField name="email" type="email" label={m.email} width="medium" spellcheck={false} />
        <TextField name="telephone" type="tel" label={m.telephone} hint={m.telephoneHint} width="medium" optional />
        <TextField name="entityId" type="url" label={m.entityId} hint={m.entityIdHint} spellcheck={false} />
        <ChoiceField
          name="level"
          label={m.level}
          choices={[
            { value: '1', label: m.level1 },
            { value: '2', label: m.level2 },
            { value: '3', label: m.level3 },
          ]}
        />
        <CheckField name="businesses" label={m.businesses} />
        <CheckField name="offered" label={m.offered} />
        {shown.spidHasKey && <CheckField name="newKey" label={m.newKey} />}
        <FormActions submit={m.save}>
          <a href={settingsPath}>{m.settings}</a>
        </FormActions>
      </Form>
      <h2>{m.spidProviders}</h2>
      {shown.spidProviders.length === 0 ? (
        <p class="muted">{m.spidProvidersNone}</p>
      ) : (
        <ul>
          {shown.spidProviders.map(({ entityId, name }) => (
            <li key={entityId}>
              {name} <code>{entityId}</code> <RemoveButton about={name} fields={{ removes: entityId }} />
            </li>
          ))}
        </ul>
      )}
      <Form state={provider}>
        <TextAreaField name="metadata" label={m.addSpidProvider} hint={m.addSpidProviderHint} rows={6} code />
        <FormActions submit={m.add} />
      </Form>
    </>
  );
}
