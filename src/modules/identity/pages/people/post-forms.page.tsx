import type { ComponentChildren } from 'preact';
import { showDay } from '../../../../kernel/day.ts';
import type { AnyAction } from '../../../../platform/action.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import { DayField, TextField } from '../../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../../platform/pages/form-state.ts';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { roles } from '../../../../platform/role.ts';
import { cancelPost } from '../../actions/cancel-post.ts';
import { changePost } from '../../actions/change-post.ts';
import { endPost } from '../../actions/end-post.ts';
import { listPosts } from '../../actions/list-posts.ts';
import type { PostView } from '../../actions/post-shapes.ts';
import { showPost } from '../../actions/show-post.ts';
import { notice, peopleMessages } from '../../people-messages.ts';
import { ActFields } from './act-fields.tsx';
import { peopleAddress, peopleCrumbs } from './people-frame.tsx';

type Kind = {
  readonly part: 'date' | 'fine' | 'annulla';
  readonly action: AnyAction;
  readonly title: 'changeDates' | 'end' | 'cancelPost';
  readonly done: 'changed' | 'ended' | 'cancelled';
  readonly fresh: (post: PostView) => FormState['values'];
  readonly fields: () => ComponentChildren;
};

const kinds: readonly Kind[] = [
  {
    part: 'date',
    action: changePost,
    title: 'changeDates',
    done: 'changed',
    fresh: (post) => ({
      since: post.since,
      act: post.act,
      actNumber: post.actNumber,
      actIssuer: post.actIssuer,
      ...(post.until ? { until: post.until } : {}),
      ...(post.actDate ? { actDate: post.actDate } : {}),
    }),
    fields: () => <DateFields />,
  },
  {
    part: 'fine',
    action: endPost,
    title: 'end',
    done: 'ended',
    fresh: ({ until }): FormState['values'] => (until ? { until } : {}),
    fields: () => <EndFields />,
  },
  {
    part: 'annulla',
    action: cancelPost,
    title: 'cancelPost',
    done: 'cancelled',
    fresh: () => ({}),
    fields: () => null,
  },
];

const pathOf = ({ part }: Kind) => `/:association/enti/persone/incarichi/:incarico/${part}`;

/** Changing the dates of a post, ending it, cancelling it before it begins. */
export const postForms: readonly PageRoute[] = kinds.flatMap((kind): PageRoute[] => [
  {
    method: 'GET',
    path: pathOf(kind),
    needs: kind.action,
    answer: async (request) => {
      const post = await request.perform(showPost, { post: request.params.incarico! });
      return reply(request, kind, post, freshForm(kind.fresh(post)));
    },
  },
  {
    method: 'POST',
    path: pathOf(kind),
    needs: kind.action,
    answer: async (request) => {
      const post = await request.perform(showPost, { post: request.params.incarico! });
      const attempt = await request.attempt(kind.action, { ...request.form, post: post.post });
      if (!attempt.ok) return reply(request, kind, post, returnedForm(request, attempt), 422);
      const others = await request.perform(listPosts, { state: 'any', ...(post.email ? { q: post.email } : {}) });
      const to = others.count > 0 ? peopleAddress(request, 'posts', post.person) : peopleAddress(request, 'posts');
      return { kind: 'redirect', to, notice: notice((m) => m[kind.done]) };
    },
  },
]);

function reply(request: PageRequest, kind: Kind, post: PostView, form: FormState, status = 200): PageReply {
  const m = peopleMessages[request.language];
  const back = peopleAddress(request, 'posts', post.person);
  return {
    kind: 'page',
    status,
    title: `${m[kind.title]}: ${post.holder}`,
    crumbs: [...peopleCrumbs(request, 'posts'), { title: post.holder, href: back }],
    body: <PostFormPage kind={kind} post={post} form={form} back={back} />,
  };
}

export function PostFormPage({
  kind,
  post,
  form,
  back,
}: {
  kind: Kind;
  post: PostView;
  form: FormState;
  back: string;
}) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  return (
    <>
      <h1>{m[kind.title]}</h1>
      <p class="lead">
        {post.holder}, {roles[post.role][language]}, {post.entityName ?? m.whole}, {m.since.toLowerCase()}{' '}
        {showDay(post.since, language)}
      </p>
      {kind.part === 'fine' && <p>{m.endLead}</p>}
      <Form state={form}>
        {kind.fields()}
        <FormActions submit={kind.part === 'date' ? m.save : m[kind.title]}>
          <a href={back}>{kind.part === 'annulla' ? m.goBack : m.cancel}</a>
        </FormActions>
      </Form>
    </>
  );
}

function DateFields() {
  const { language } = useFrame();
  const m = peopleMessages[language];
  return (
    <>
      <DayField name="since" label={m.firstDay} />
      <DayField name="until" label={m.lastDay} hint={m.optionalUntil} optional />
      <ActFields />
    </>
  );
}

function EndFields() {
  const { language } = useFrame();
  const m = peopleMessages[language];
  return (
    <>
      <DayField name="until" label={m.lastDay} />
      <TextField name="endAct" label={m.endReason} optional width="medium" />
    </>
  );
}
