import type { z } from 'zod';
import type { PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { ChoiceField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { chooseLanguage } from '../actions/choose-language.ts';
import { showOwnAccess } from '../actions/show-own-access.ts';
import { messages } from '../messages.ts';
import { signInMessages } from '../sign-in-messages.ts';
import { ProfileFrame, profileReply } from './profile-frame.tsx';
import { bothLanguages } from './words.ts';

export const profilePage: PageRoute = {
  method: 'GET',
  path: '/profilo',
  answer: async (request) => {
    const access = await request.perform(showOwnAccess, {});
    return profileReply(request, messages[request.language].profile, <ProfilePage access={access} />);
  },
};

export const languagePage: PageRoute = {
  method: 'GET',
  path: '/profilo/lingua',
  answer: async (request) =>
    profileReply(
      request,
      signInMessages[request.language].tabLanguage,
      <LanguagePage form={freshForm({ language: request.language })} />,
    ),
};

export const languageForm: PageRoute = {
  method: 'POST',
  path: '/profilo/lingua',
  answer: async (request) => {
    const attempt = await request.attempt(chooseLanguage, { language: request.form.language });
    if (!attempt.ok) {
      const title = signInMessages[request.language].tabLanguage;
      return profileReply(request, title, <LanguagePage form={returnedForm(request, attempt)} />, 422);
    }
    const to = `/lingua/${attempt.value.language}?torna=${encodeURIComponent('/profilo/lingua')}`;
    return { kind: 'redirect', to, notice: bothLanguages((m) => m.languageChosen) };
  },
};

export function ProfilePage({ access }: { access: z.output<typeof showOwnAccess.output> }) {
  const { actor, posts, language } = useFrame();
  const m = messages[language];
  const own = signInMessages[language];
  return (
    <ProfileFrame path="/profilo">
      <Definitions
        items={[
          { term: own.name, is: actor.name },
          { term: own.email, is: access.email },
        ]}
      />
      <p class="muted">{own.dataLead}</p>
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
    </ProfileFrame>
  );
}

export function LanguagePage({ form }: { form: FormState }) {
  const m = signInMessages[useFrame().language];
  return (
    <ProfileFrame path="/profilo/lingua">
      <h2>{m.tabLanguage}</h2>
      <p>{m.languageLead}</p>
      <Form state={form} action="/profilo/lingua">
        <ChoiceField
          name="language"
          label={m.language}
          choices={[
            { value: 'it', label: 'Italiano' },
            { value: 'en', label: 'English' },
          ]}
        />
        <FormActions submit={m.save} />
      </Form>
    </ProfileFrame>
  );
}
