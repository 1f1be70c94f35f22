import type { PageReply, PageRequest, PageRoute } from '../../../../platform/page.ts';
import {
  ChoiceField,
  DayField,
  HiddenField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../../platform/pages/form-state.ts';
import { useFrame } from '../../../../platform/pages/frame.ts';
import { oneText } from '../../../../platform/pages/one-text.ts';
import { roleCodes } from '../../../../platform/role.ts';
import { listPosts } from '../../actions/list-posts.ts';
import type { PostView } from '../../actions/post-shapes.ts';
import { requestAccess } from '../../actions/requests/request-access.ts';
import { requestableRoles } from '../../actions/requests/requestable-roles.ts';
import { notice, peopleMessages } from '../../people-messages.ts';
import { ActFields } from './act-fields.tsx';
import { peopleAddress, peopleCrumbs, roleTitle } from './people-frame.tsx';

const path = '/:association/enti/persone/richieste/nuova';
const kinds = ['joiner', 'mover', 'leaver'] as const;
type Kind = (typeof kinds)[number];

/** First what is asked, then the fields that go with it. */
export const requestAccessPage: PageRoute = {
  method: 'GET',
  path,
  needs: requestAccess,
  seenBy: 'REF',
  answer: async (request) => {
    const kind = kinds.find((one) => one === oneText(request.query.tipo));
    const person = oneText(request.query.persona);
    return reply(request, kind, freshForm(person ? { person } : {}));
  },
};

export const requestAccessForm: PageRoute = {
  method: 'POST',
  path,
  needs: requestAccess,
  answer: async (request) => {
    const kind = kinds.find((one) => one === oneText(request.form.kind));
    const attempt = await request.attempt(requestAccess, request.form);
    if (!attempt.ok) return reply(request, kind, returnedForm(request, attempt), 422);
    const to = peopleAddress(request, 'requests', attempt.value.request);
    return { kind: 'redirect', to, notice: notice((m) => m.sent) };
  },
};

async function reply(request: PageRequest, kind: Kind | undefined, form: FormState, status = 200): Promise<PageReply> {
  const { items } = await request.perform(listPosts, {});
  return {
    kind: 'page',
    status,
    title: peopleMessages[request.language].ask,
    crumbs: peopleCrumbs(request, 'posts', 'requests'),
    scope: 'entity',
    body: <RequestAccessPage kind={kind} form={form} posts={items} back={peopleAddress(request, 'requests')} />,
  };
}

export function RequestAccessPage({
  kind,
  form,
  posts,
  back,
}: {
  kind: Kind | undefined;
  form: FormState;
  posts: readonly PostView[];
  back: string;
}) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  return (
    <>
      <h1>{m.ask}</h1>
      <p class="lead">{m.askLead}</p>
      {kind ? (
        <Form state={form} action={`${back}/nuova`}>
          <HiddenField name="kind" value={kind} />
          <KindFields kind={kind} posts={posts} chosen={oneText(form.values.person)} />
          <TextAreaField name="reason" label={m.reason} hint={m.reasonHint} optional rows={3} />
          {kind !== 'leaver' && <ActFields withTitle={false} />}
          <FormActions submit={m.send}>
            <a href={back}>{m.cancel}</a>
          </FormActions>
        </Form>
      ) : (
        <Form state={form} method="get" action={`${back}/nuova`}>
          <ChoiceField
            name="tipo"
            label={m.kind}
            value="joiner"
            choices={kinds.map((one) => ({ value: one, label: m[`kind.${one}`], hint: m[`kindHint.${one}`] }))}
          />
          <FormActions submit={m.goOn}>
            <a href={back}>{m.cancel}</a>
          </FormActions>
        </Form>
      )}
    </>
  );
}

function KindFields({ kind, posts, chosen }: { kind: Kind; posts: readonly PostView[]; chosen: string | undefined }) {
  const { language } = useFrame();
  const m = peopleMessages[language];
  const people = [...new Map(posts.map((post) => [post.person, post.holder]))];
  const role = (
    <SelectField
      name="role"
      label={kind === 'mover' ? m.newRole : m.role}
      choices={roleCodes
        .filter((one) => requestableRoles.includes(one))
        .map((one) => ({ value: one, label: roleTitle(one, language) }))}
    />
  );
  if (kind === 'leaver')
    return (
      <>
        <SelectField name="person" label={m.who} choices={people.map(([value, label]) => ({ value, label }))} />
        <DayField name="until" label={m.lastDay} />
      </>
    );
  return (
    <>
      {kind === 'joiner' ? (
        <>
          <TextField name="name" label={m.name} width="medium" autocomplete="off" />
          <TextField name="email" type="email" label={m.email} width="medium" autocomplete="off" spellcheck={false} />
        </>
      ) : (
        <SelectField
          name="post"
          label={m.whichPost}
          choices={posts
            .filter((post) => chosen === undefined || post.person === chosen)
            .map((post) => ({ value: post.post, label: `${post.holder}, ${roleTitle(post.role, language)}` }))}
        />
      )}
      {role}
      <DayField name="since" label={m.firstDay} />
      <DayField name="until" label={m.lastDay} hint={m.optionalUntil} optional />
    </>
  );
}
