import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { Module, PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { type ActNames, actNames, isSearchOfActs } from '../../../platform/pages/act-choice.tsx';
import { DayField, HiddenField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { type Role, roleCodes, roles } from '../../../platform/role.ts';
import { HttpFailure } from '../../../platform/server/failure.ts';
import { type ActsOfProgram, actsOfPost } from '../actions/acts-of-post.ts';
import type { createProgramToken } from '../actions/create-program-token.ts';
import { listTokens } from '../actions/list-tokens.ts';
import { revokeToken } from '../actions/revoke-token.ts';
import { messages } from '../messages.ts';
import type { Act } from '../rules/expand-acts.ts';
import { ActsFields, actsChosen } from './acts-fields.tsx';
import { NewToken, returnedTokenForm } from './new-token.tsx';
import { roleWords, TokenList, TokenPage } from './token-list.tsx';

type Doors = {
  readonly create: ReturnType<typeof createProgramToken>;
  readonly acts: ActsOfProgram;
  readonly modules: () => readonly Module[];
};
type Listed = z.output<typeof listTokens.output>;
/** The role and the entity that the program acts with, and what they let it do. */
type Chosen = { readonly role: Role; readonly entity: string | null; readonly acts: readonly Act[] };

const path = '/:association/sicurezza/gettoni';

export function tokenPages({ create, acts, modules }: Doors): readonly PageRoute[] {
  const baseOf = (request: PageRequest) => `/${request.association!.id}/sicurezza/gettoni`;
  const crumbs = (request: PageRequest) => [
    { title: request.association!.shortName, href: `/${request.association!.id}` },
    { title: messages[request.language].title, href: baseOf(request) },
  ];
  const page = async (request: PageRequest, form: FormState, status = 200): Promise<PageReply> => {
    const listed = await request.perform(listTokens, {});
    const asked = (name: 'role' | 'entity', inAddress: string) => form.values[name] ?? request.query[inAddress];
    const role = asked('role', 'ruolo');
    const entity = asked('entity', 'ente') || null;
    const known = entity === null || listed.entities.some(({ code }) => code === entity);
    const association = request.association!.id;
    const found = roleCodes.find((code) => code === role);
    const post = found && known ? { role: found, entity: entity as string | null } : null;
    return {
      kind: 'page',
      title: messages[request.language].title,
      status,
      crumbs: crumbs(request).slice(0, 1),
      scope: 'association',
      body: (
        <TokensPage
          listed={listed}
          chosen={post && { ...post, acts: actsOfPost(acts(), { association, ...post }) }}
          names={actNames(modules())}
          mayCreate={request.may(create)}
          mayRevoke={request.may(revokeToken)}
          form={form}
        />
      ),
    };
  };
  return [
    { method: 'GET', path, answer: (request) => page(request, freshForm()) },
    {
      method: 'POST',
      path,
      guarded: true,
      answer: async (request) => {
        if (isSearchOfActs(request.form)) return page(request, freshForm(request.form));
        const { name, role, entity, until } = request.form;
        const attempt = await request.attempt(create, { name, role, entity, until, actions: actsChosen(request.form) });
        if (!attempt.ok) return page(request, returnedTokenForm(request, attempt), 422);
        const { token, actions } = attempt.value;
        return {
          kind: 'page',
          title: String(name),
          crumbs: crumbs(request),
          scope: 'association',
          body: (
            <NewToken
              name={String(name)}
              token={token}
              acts={actNames(modules()).groupsOf(actions)}
              back={baseOf(request)}
            />
          ),
        };
      },
    },
    {
      method: 'GET',
      path: `${path}/:gettone`,
      answer: async (request) => {
        const { items } = await request.perform(listTokens, {});
        const token = items.find(({ id }) => id === request.params.gettone);
        if (!token) throw new HttpFailure(404);
        return {
          kind: 'page',
          title: token.name,
          crumbs: crumbs(request),
          scope: 'association',
          body: (
            <>
              <h1>{token.name}</h1>
              <TokenPage
                token={token}
                base={baseOf(request)}
                mayRevoke={request.may(revokeToken)}
                names={actNames(modules())}
              />
            </>
          ),
        };
      },
    },
    {
      method: 'POST',
      path: `${path}/:gettone/revoca`,
      answer: async (request) => {
        await request.perform(revokeToken, { id: request.params.gettone! });
        return {
          kind: 'redirect',
          to: baseOf(request),
          notice: text(messages.it.revokedNow, messages.en.revokedNow),
        };
      },
    },
  ];
}

export function TokensPage({
  listed,
  chosen,
  names,
  mayCreate,
  mayRevoke,
  form,
}: {
  listed: Listed;
  chosen: Chosen | null;
  names: ActNames;
  mayCreate: boolean;
  mayRevoke: boolean;
  form: FormState;
}) {
  const m = messages[useLanguage()];
  const base = `/${useFrame().association!.id}/sicurezza/gettoni`;
  return (
    <>
      <h1>{m.title}</h1>
      <p class="lead">{m.lead}</p>
      <TokenList caption={m.title} tokens={listed.items} whose base={base} mayRevoke={mayRevoke} names={names} />
      {mayCreate && (
        <section>
          <h2 id="nuovo">{m.newProgram}</h2>
          {chosen ? (
            <NewProgramToken chosen={chosen} entities={listed.entities} names={names} form={form} base={base} />
          ) : (
            <WhichRole entities={listed.entities} form={form} base={base} />
          )}
        </section>
      )}
    </>
  );
}

/** The first step: what a program may do depends on its role and its entity. */
function WhichRole({ entities, form, base }: { entities: Listed['entities']; form: FormState; base: string }) {
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <p>{m.whichRole}</p>
      <Form state={form} method="get" action={`${base}#nuovo`}>
        <SelectField
          name="ruolo"
          label={m.role}
          choices={roleCodes.map((code) => ({ value: code, label: roles[code][language] }))}
        />
        <SelectField
          name="ente"
          label={m.entity}
          optional
          choices={[
            { value: '', label: m.wholeAssociation },
            ...entities.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <FormActions submit={m.goOn} />
      </Form>
    </>
  );
}

function NewProgramToken({
  chosen: { role, entity, acts },
  entities,
  names,
  form,
  base,
}: {
  chosen: Chosen;
  entities: Listed['entities'];
  names: ActNames;
  form: FormState;
  base: string;
}) {
  const language = useLanguage();
  const m = messages[language];
  const where = entities.find(({ code }) => code === entity)?.name ?? m.wholeAssociation;
  return (
    <Form state={form} action={base}>
      <HiddenField name="role" value={role} />
      <HiddenField name="entity" value={entity ?? ''} />
      <p>
        <strong>{m.role}:</strong> {roleWords(role, language)}, {where}. <a href={`${base}#nuovo`}>{m.otherRole}</a>
      </p>
      <TextField name="name" label={m.name} hint={m.nameHint} width="medium" autocomplete="off" />
      <DayField name="until" label={m.until} hint={m.untilHint} />
      <ActsFields acts={acts} names={names} />
      <FormActions submit={m.create} />
    </Form>
  );
}
