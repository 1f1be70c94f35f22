import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { Module, PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { roleCodes, roles } from '../../../platform/role.ts';
import type { createProgramToken } from '../actions/create-program-token.ts';
import { listTokens } from '../actions/list-tokens.ts';
import { revokeToken } from '../actions/revoke-token.ts';
import { messages } from '../messages.ts';
import { type ActGroup, ActsFields, actsChosen } from './acts-fields.tsx';
import { NewToken, returnedTokenForm } from './new-token.tsx';
import { groupsOf } from './own-tokens.page.tsx';
import { TokenList } from './token-list.tsx';

type Doors = { readonly create: ReturnType<typeof createProgramToken>; readonly modules: () => readonly Module[] };

export function tokenPages({ create, modules }: Doors): readonly PageRoute[] {
  const groups = () =>
    groupsOf(
      modules().flatMap((module) =>
        module.actions
          .filter((action) => typeof action.permission === 'object' && action.scope !== 'installation')
          .map((action) => ({ module: module.name, reads: action.reads === true })),
      ),
      modules(),
    );
  const page = async (request: PageRequest, form: FormState, status = 200): Promise<PageReply> => {
    const { items } = await request.perform(listTokens, {});
    return {
      kind: 'page',
      title: messages[request.language].title,
      status,
      crumbs: [{ title: request.association!.shortName, href: `/${request.association!.id}` }],
      scope: 'association',
      body: (
        <TokensPage
          items={items}
          groups={request.may(create) ? groups() : null}
          mayRevoke={request.may(revokeToken)}
          form={form}
        />
      ),
    };
  };
  return [
    { method: 'GET', path: '/:association/sicurezza/gettoni', answer: (request) => page(request, freshForm()) },
    {
      method: 'POST',
      path: '/:association/sicurezza/gettoni',
      guarded: true,
      answer: async (request) => {
        const { name, role, entity, until } = request.form;
        const attempt = await request.attempt(create, { name, role, entity, until, actions: actsChosen(request.form) });
        if (!attempt.ok) return page(request, returnedTokenForm(request, attempt), 422);
        const m = messages[request.language];
        const home = `/${request.association!.id}`;
        return {
          kind: 'page',
          title: String(name),
          crumbs: [
            { title: request.association!.shortName, href: home },
            { title: m.title, href: `${home}/sicurezza/gettoni` },
          ],
          scope: 'association',
          body: <NewToken name={String(name)} token={attempt.value.token} back={`${home}/sicurezza/gettoni`} />,
        };
      },
    },
    {
      method: 'POST',
      path: '/:association/sicurezza/gettoni/:gettone/revoca',
      answer: async (request) => {
        await request.perform(revokeToken, { id: request.params.gettone! });
        return {
          kind: 'redirect',
          to: `/${request.association!.id}/sicurezza/gettoni`,
          notice: text(messages.it.revokedNow, messages.en.revokedNow),
        };
      },
    },
  ];
}

export function TokensPage({
  items,
  groups,
  mayRevoke,
  form,
}: {
  items: z.output<typeof listTokens.output>['items'];
  groups: readonly ActGroup[] | null;
  mayRevoke: boolean;
  form: FormState;
}) {
  const language = useLanguage();
  const m = messages[language];
  const base = `/${useFrame().association!.id}/sicurezza/gettoni`;
  return (
    <>
      <h1>{m.title}</h1>
      <p class="lead">{m.lead}</p>
      <TokenList
        caption={m.title}
        tokens={items}
        whose
        revokeAt={mayRevoke ? (token) => `${base}/${token.id}/revoca` : null}
      />
      {groups && (
        <section>
          <h2>{m.newProgram}</h2>
          <Form state={form} action={base}>
            <TextField name="name" label={m.name} hint={m.nameHint} width="medium" autocomplete="off" />
            <SelectField
              name="role"
              label={m.role}
              choices={roleCodes.map((code) => ({ value: code, label: `${code} — ${roles[code][language]}` }))}
            />
            <TextField name="entity" label={m.entity} hint={m.entityHint} width="short" optional autocomplete="off" />
            <DayField name="until" label={m.until} hint={m.untilHint} />
            <ActsFields groups={groups} />
            <FormActions submit={m.create} />
          </Form>
        </section>
      )}
    </>
  );
}
