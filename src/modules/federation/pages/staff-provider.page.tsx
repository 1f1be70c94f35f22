import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { CheckField, HiddenField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { removeOidcProvider } from '../actions/remove-oidc-provider.ts';
import { saveOidcProvider } from '../actions/save-oidc-provider.ts';
import { showIdentityProviders } from '../actions/show-identity-providers.ts';
import { messages } from '../messages.ts';
import { RemoveButton, settingsPath } from './identity-providers.page.tsx';
import { returnPath } from './oidc.page.ts';

const path = `${settingsPath}/personale`;

export const staffProviderPage: PageRoute = {
  method: 'GET',
  path,
  needs: showIdentityProviders,
  answer: async (request) => {
    const { staff } = await request.perform(showIdentityProviders, {});
    const { fornitore } = request.query;
    const provider = staff.find((one) => one.id === fornitore);
    if (!provider) return reply(request, freshForm({ offered: 'on' }), undefined);
    const { terms } = provider;
    const values = {
      id: provider.id,
      name: provider.name,
      issuer: provider.issuer,
      clientId: provider.clientId,
      offeredTo: provider.offeredTo ?? '',
      scopes: terms.scopes,
      subjectClaim: terms.subjectClaim,
      emailClaim: terms.emailClaim,
      domains: terms.domains.join(' '),
      levels: Object.entries(terms.levels)
        .map(([acr, level]) => `${acr} = ${level}`)
        .join('\n'),
      ...(terms.emailTrusted ? { emailTrusted: 'on' } : {}),
      ...(terms.offered ? { offered: 'on' } : {}),
    };
    return reply(request, freshForm(values), provider.id);
  },
};

export const staffProviderForm: PageRoute = {
  method: 'POST',
  path,
  needs: showIdentityProviders,
  answer: async (request) => {
    const { form } = request;
    const known = typeof request.query.fornitore === 'string' ? request.query.fornitore : undefined;
    if (form.removes && known) {
      await request.perform(removeOidcProvider, { id: known });
      return { kind: 'redirect', to: settingsPath, notice: text(messages.it.removed, messages.en.removed) };
    }
    const { domains, levels, _csrf, ...rest } = form;
    const attempt = await request.attempt(saveOidcProvider, {
      ...rest,
      domains: wordsOf(domains),
      levels: levelsOf(levels),
      emailTrusted: form.emailTrusted !== undefined,
      offered: form.offered !== undefined,
    });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), known, 422);
    return { kind: 'redirect', to: settingsPath, notice: text(messages.it.saved, messages.en.saved) };
  },
};

function wordsOf(typed: unknown): string[] {
  return typeof typed === 'string' ? typed.split(/[\s,;]+/).filter(Boolean) : [];
}

/** A line each: `gold = 2`. A line that says no level is passed on, for the action to refuse. */
function levelsOf(typed: unknown): Record<string, string> {
  const lines = typeof typed === 'string' ? typed.split('\n') : [];
  return Object.fromEntries(
    lines.flatMap((line) => {
      const sign = line.lastIndexOf('=');
      const acr = line.slice(0, Math.max(sign, 0)).trim();
      if (acr) return [[acr, line.slice(sign + 1).trim()]];
      return line.trim() === '' ? [] : [[line.trim(), '']];
    }),
  );
}

async function reply(
  request: PageRequest,
  form: FormState,
  known: string | undefined,
  status = 200,
): Promise<PageReply> {
  const m = messages[request.language];
  const { address } = await request.perform(showIdentityProviders, {});
  return {
    kind: 'page',
    status,
    title: m.addProvider,
    scope: 'installation',
    crumbs: [{ title: m.settings, href: settingsPath }],
    body: <StaffProviderPage form={form} known={known} address={address ?? ''} />,
  };
}

export function StaffProviderPage({
  form,
  known,
  address,
}: {
  form: FormState;
  known: string | undefined;
  address: string;
}) {
  const m = messages[useLanguage()];
  const name = typeof form.values.name === 'string' && form.values.name !== '' ? form.values.name : m.addProvider;
  return (
    <>
      <h1>{known ? name : m.addProvider}</h1>
      {known && (
        <Definitions
          items={[
            { term: m.redirectAddress, is: <code>{`${address}${returnPath(known)}`}</code> },
            { term: m.backChannelAddress, is: <code>{`${address}/accedi/oidc/${known}/uscita`}</code> },
          ]}
        />
      )}
      <Form state={form}>
        <TextField name="name" label={m.name} width="medium" />
        {known ? (
          <HiddenField name="id" value={known} />
        ) : (
          <TextField name="id" label={m.code} hint={m.codeHint} width="medium" spellcheck={false} />
        )}
        <TextField name="issuer" type="url" label={m.issuer} spellcheck={false} />
        <TextField name="clientId" label={m.clientId} width="medium" spellcheck={false} autocomplete="off" />
        <TextField
          name="clientSecret"
          type="password"
          label={m.clientSecret}
          hint={m.clientSecretHint}
          width="medium"
          autocomplete="off"
          optional
        />
        <TextField name="domains" label={m.domains} hint={m.domainsHint} optional spellcheck={false} />
        <CheckField name="emailTrusted" label={m.emailTrusted} />
        <CheckField name="offered" label={m.offered} />
        <details>
          <summary>{m.more}</summary>
          <TextField name="offeredTo" label={m.offeredTo} hint={m.offeredToHint} width="medium" optional />
          <TextField name="scopes" label={m.scopes} width="medium" optional />
          <TextField
            name="subjectClaim"
            label={m.subjectClaim}
            hint={m.subjectClaimHint}
            width="medium"
            optional
            spellcheck={false}
          />
          <TextField
            name="emailClaim"
            label={m.emailClaim}
            hint={m.emailClaimHint}
            width="medium"
            optional
            spellcheck={false}
          />
          <TextAreaField name="levels" label={m.levels} hint={m.levelsHint} rows={3} optional />
        </details>
        <FormActions submit={m.save}>
          <a href={settingsPath}>{m.settings}</a>
        </FormActions>
      </Form>
      {known && <RemoveButton about={name} fields={{ removes: 'si' }} />}
    </>
  );
}
