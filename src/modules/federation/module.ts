import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { askOidc } from './actions/ask-oidc.ts';
import { beginSignIn } from './actions/begin-sign-in.ts';
import { endByProvider } from './actions/end-by-provider.ts';
import { enterWithOidc } from './actions/enter-with-oidc.ts';
import { leaveSpid } from './actions/leave-spid.ts';
import { listSignInWays } from './actions/list-sign-in-ways.ts';
import { openSignIn } from './actions/open-sign-in.ts';
import { removeOidcProvider } from './actions/remove-oidc-provider.ts';
import { saveOidcProvider } from './actions/save-oidc-provider.ts';
import { showProviderSession } from './actions/show-provider-session.ts';
import { unlinkAccount } from './actions/unlink-account.ts';
import { farewell, farewellPage } from './pages/farewell.page.tsx';
import { oidcBackChannel, oidcPage, oidcReturn } from './pages/oidc.page.ts';
import { signInPart } from './pages/sign-in-part.tsx';

/** Sign-in by other identity providers: those of entities for staff, SPID and CIE for citizens and businesses. */
export const federationModule: Module = {
  name: 'federation',
  title: text('Fornitori di identità', 'Identity providers'),
  actions: [
    listSignInWays,
    askOidc,
    beginSignIn,
    openSignIn,
    enterWithOidc,
    endByProvider,
    showProviderSession,
    leaveSpid,
    saveOidcProvider,
    removeOidcProvider,
    unlinkAccount,
  ],
  pages: [oidcPage, oidcReturn, oidcBackChannel, farewellPage],
  signInParts: [{ order: 50, part: signInPart }],
  farewell,
};
