import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { Action } from '../../../platform/action.ts';
import type { Module, PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { type ActNames, actNames, isSearchOfActs } from '../../../platform/pages/act-choice.tsx';
import { DayField, HiddenField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { HttpFailure } from '../../../platform/server/failure.ts';
import { ProfileFrame } from '../../identity/pages/index.ts';
import type { createToken } from '../actions/create-token.ts';
import type { listOwnTokens } from '../actions/list-own-tokens.ts';
import { revokeOwnToken } from '../actions/revoke-token.ts';
import { messages } from '../messages.ts';
import { ActsFields, actsChosen } from './acts-fields.tsx';
import { NewToken, returnedTokenForm } from './new-token.tsx';
import { roleWords, TokenList, TokenPage } from './token-list.tsx';

type Own = z.output<ReturnType<typeof listOwnTokens>['output']>;
type OwnPost = Own['posts'][number];

type Doors = {
  readonly list: ReturnType<typeof listOwnTokens>;
  readonly create: ReturnType<typeof createToken>;
  readonly modules: () => readonly Module[];
};

const path = '/profilo/gettoni';

export function ownTokenPages({ list, create, modules }: Doors): readonly PageRoute[] {
  const page = async (request: PageRequest, form: FormState, status = 200): Promise<PageReply> => {
    const own = await request.perform(list as Action<typeof list.input, typeof list.output>, {});
    const m = messages[request.language];
    const asked = form.values.post ?? request.query.incarico;
    return {
      kind: 'page',
      title: m.ownTitle,
      status,
      crumbs: [{ title: m.profile, href: '/profilo' }],
      body: (
        <OwnTokensPage
          own={own}
          chosen={typeof asked === 'string' ? asked : null}
          names={actNames(modules())}
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
        const { post, name, until } = request.form;
        const attempt = await request.attempt(create, { post, name, until, actions: actsChosen(request.form) });
        if (!attempt.ok) return page(request, returnedTokenForm(request, attempt), 422);
        const m = messages[request.language];
        return {
          kind: 'page',
          title: String(name),
          crumbs: [
            { title: m.profile, href: '/profilo' },
            { title: m.ownTitle, href: path },
          ],
          body: (
            <NewToken
              name={String(name)}
              token={attempt.value.token}
              acts={actNames(modules()).groupsOf(attempt.value.actions)}
              back={path}
            />
          ),
        };
      },
    },
    {
      method: 'GET',
      path: `${path}/:gettone`,
      answer: async (request) => {
        const { items } = await request.perform(list as Action<typeof list.input, typeof list.output>, {});
        const token = items.find(({ id }) => id === request.params.gettone);
        if (!token) throw new HttpFailure(404);
        const m = messages[request.language];
        return {
          kind: 'page',
          title: token.name,
          crumbs: [
            { title: m.profile, href: '/profilo' },
            { title: m.ownTitle, href: path },
          ],
          body: (
            <ProfileFrame path={path}>
              <h2>{token.name}</h2>
              <TokenPage token={token} base={path} mayRevoke names={actNames(modules())} />
            </ProfileFrame>
          ),
        };
      },
    },
    {
      method: 'POST',
      path: `${path}/:gettone/revoca`,
      answer: async (request) => {
        await request.perform(revokeOwnToken, { id: request.params.gettone! });
        return { kind: 'redirect', to: path, notice: text(messages.it.revokedNow, messages.en.revokedNow) };
      },
    },
  ];
}

export function OwnTokensPage({
  own,
  chosen,
  names,
  form,
}: {
  own: Own;
  chosen: string | null;
  names: ActNames;
  form: FormState;
}) {
  const language = useLanguage();
  const m = messages[language];
  const [only, ...rest] = own.posts;
  const post = own.posts.find((one) => one.post === chosen) ?? (rest.length === 0 ? only : undefined);
  return (
    <ProfileFrame path={path}>
      <h2>{m.ownTitle}</h2>
      <p class="lead">{m.ownLead}</p>
      <TokenList caption={m.ownTitle} tokens={own.items} base={path} names={names} />
      <section>
        <h3>{m.newOwn}</h3>
        {own.posts.length === 0 && <p>{m.noPosts}</p>}
        {own.posts.length > 0 && !post && <Posts posts={own.posts} />}
        {post && (
          <Form state={form} action={path}>
            <HiddenField name="post" value={post.post} />
            <p>
              <strong>{m.post}:</strong> {usePostWords(post)} {rest.length > 0 && <a href={path}>{m.otherPost}</a>}
            </p>
            <TextField name="name" label={m.name} hint={m.nameHint} width="medium" autocomplete="off" />
            <DayField name="until" label={m.until} hint={m.untilHint} />
            <ActsFields acts={post.acts} names={names} />
            <FormActions submit={m.create} />
          </Form>
        )}
      </section>
    </ProfileFrame>
  );
}

function Posts({ posts }: { posts: readonly OwnPost[] }) {
  const m = messages[useLanguage()];
  return (
    <>
      <p>{m.whichPost}</p>
      <ul>
        {posts.map((post) => (
          <li key={post.post}>
            <a href={`${path}?incarico=${post.post}`}>{usePostWords(post)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function usePostWords(post: OwnPost): string {
  const language = useLanguage();
  const where = post.entityName ?? post.entity ?? messages[language].wholeAssociation;
  return `${roleWords(post.role, language)}, ${where} (${post.association})`;
}
