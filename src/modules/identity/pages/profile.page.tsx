import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { changePassword } from '../actions/change-password.ts';
import { messages } from '../messages.ts';

export const profilePage: PageRoute = {
  method: 'GET',
  path: '/profilo',
  answer: async (request) => reply(request, freshForm()),
};

export const profileForm: PageRoute = {
  method: 'POST',
  path: '/profilo',
  guarded: true,
  answer: async (request) => {
    const { current, next } = request.form;
    const attempt = await request.attempt(changePassword, { current, next });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    const notice = text(messages.it.passwordChanged, messages.en.passwordChanged);
    return { kind: 'redirect', to: '/accedi', notice, session: { end: true } };
  },
};

function reply(request: PageRequest, form: FormState, status = 200): PageReply {
  return { kind: 'page', status, title: messages[request.language].profile, body: <ProfilePage form={form} /> };
}

export function ProfilePage({ form }: { form: FormState }) {
  const { actor, posts, language } = useFrame();
  const m = messages[language];
  return (
    <>
      <h1>{actor.name}</h1>
      <h2>{m.posts}</h2>
      {posts.length === 0 ? (
        <p class="muted">{m.postsNone}</p>
      ) : (
        <ul>
          {posts.map((post) => (
            <li key={post.id}>{post.label}</li>
          ))}
        </ul>
      )}
      <h2>{m.changePassword}</h2>
      <Form state={form} action="/profilo">
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
  );
}
