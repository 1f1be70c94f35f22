import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { changePassword } from './actions/change-password.ts';
import { createFirstAdministrator } from './actions/create-first-administrator.ts';
import { listAccesses } from './actions/list-accesses.ts';
import { peopleActions } from './actions/people-actions.ts';
import { listRequests } from './actions/requests/list-requests.ts';
import { setSecondFactorPolicy } from './actions/set-second-factor-policy.ts';
import { signIn } from './actions/sign-in.ts';
import { signInActions } from './actions/sign-in-actions.ts';
import { signOut } from './actions/sign-out.ts';
import { peoplePages } from './pages/people/people-pages.ts';
import { peoplePanel } from './pages/people/today.panel.tsx';
import { signInPages } from './pages/sign-in-pages.ts';
import { startForm, startPage } from './pages/start.page.tsx';

/** People, posts, sessions. */
export const identityModule: Module = {
  name: 'identity',
  title: text('Identità e accessi', 'Identity and access'),
  actions: [
    signIn,
    signOut,
    changePassword,
    createFirstAdministrator,
    setSecondFactorPolicy,
    ...peopleActions,
    ...signInActions,
  ],
  pages: [...peoplePages, ...signInPages, startPage, startForm],
  navigation: [
    {
      place: 'enti',
      title: text('Persone e ruoli', 'People and roles'),
      path: '/enti/persone',
      needs: listRequests,
    },
    {
      place: 'sicurezza',
      title: text('Sessioni', 'Sessions'),
      path: '/sicurezza/accessi',
      needs: listAccesses,
    },
  ],
  today: [peoplePanel],
};

export { assignPost } from './actions/assign-post.ts';
export { createFirstAdministrator } from './actions/create-first-administrator.ts';
export { listPosts } from './actions/list-posts.ts';
export { registerPerson } from './actions/register-person.ts';
export { renewRepresentatives } from './actions/representatives/renew-representatives.ts';
export { setSecondFactorPolicy } from './actions/set-second-factor-policy.ts';
export { agreementLimits } from './agreement-limits.ts';
export { identification, personByEmail } from './identification.ts';
export { authorise } from './rules/authorise.ts';
export { secondFactorSetting } from './storage/second-factor-policy.ts';
export { issueStartCode } from './storage/start-code.ts';
