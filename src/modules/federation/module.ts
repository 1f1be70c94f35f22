import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { addSpidProvider } from './actions/add-spid-provider.ts';
import { askCie } from './actions/ask-cie.ts';
import { askOidc } from './actions/ask-oidc.ts';
import { askSpid } from './actions/ask-spid.ts';
import { beginSignIn } from './actions/begin-sign-in.ts';
import { endByProvider } from './actions/end-by-provider.ts';
import { enterWithCie } from './actions/enter-with-cie.ts';
import { enterWithOidc } from './actions/enter-with-oidc.ts';
import { enterWithSpid } from './actions/enter-with-spid.ts';
import { leaveSpid } from './actions/leave-spid.ts';
import { listSignInWays } from './actions/list-sign-in-ways.ts';
import { openSignIn } from './actions/open-sign-in.ts';
import { receiveSpidAnswer } from './actions/receive-spid-answer.ts';
import { receiveSpidExit } from './actions/receive-spid-exit.ts';
import { removeOidcProvider } from './actions/remove-oidc-provider.ts';
import { removeSpidProvider } from './actions/remove-spid-provider.ts';
import { saveOidcProvider } from './actions/save-oidc-provider.ts';
import { setUpCie } from './actions/set-up-cie.ts';
import { setUpSpid } from './actions/set-up-spid.ts';
import { showBoundIdentity } from './actions/show-bound-identity.ts';
import { showCieConfiguration } from './actions/show-cie-configuration.ts';
import { showIdentityProviders } from './actions/show-identity-providers.ts';
import { showProviderSession } from './actions/show-provider-session.ts';
import { showSpidMetadata } from './actions/show-spid-metadata.ts';
import { unbindIdentity } from './actions/unbind-identity.ts';
import { unlinkAccount } from './actions/unlink-account.ts';
import { cieConfigurationFile, ciePage, cieReturn } from './pages/cie.page.ts';
import { cieSettingsForm, cieSettingsPage } from './pages/cie-settings.page.tsx';
import { farewell, farewellPage } from './pages/farewell.page.tsx';
import { identityProvidersPage } from './pages/identity-providers.page.tsx';
import { oidcBackChannel, oidcPage, oidcReturn } from './pages/oidc.page.ts';
import { bindPage, ownIdentityPage, unbindForm } from './pages/own-identity.page.tsx';
import { signInPart } from './pages/sign-in-part.tsx';
import { spidAnswer, spidEntry, spidExit, spidMetadataFile, spidPage } from './pages/spid.page.tsx';
import { spidSettingsForm, spidSettingsPage } from './pages/spid-settings.page.tsx';
import { staffProviderForm, staffProviderPage } from './pages/staff-provider.page.tsx';

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
    askCie,
    enterWithCie,
    setUpCie,
    showCieConfiguration,
    addSpidProvider,
    askSpid,
    enterWithSpid,
    receiveSpidAnswer,
    receiveSpidExit,
    removeSpidProvider,
    setUpSpid,
    showSpidMetadata,
    showIdentityProviders,
    saveOidcProvider,
    removeOidcProvider,
    unlinkAccount,
    showBoundIdentity,
    unbindIdentity,
  ],
  pages: [
    oidcPage,
    oidcReturn,
    oidcBackChannel,
    spidPage,
    spidAnswer,
    spidEntry,
    spidExit,
    spidMetadataFile,
    ciePage,
    cieReturn,
    cieConfigurationFile,
    farewellPage,
    ownIdentityPage,
    bindPage,
    unbindForm,
    identityProvidersPage,
    staffProviderPage,
    staffProviderForm,
    spidSettingsPage,
    spidSettingsForm,
    cieSettingsPage,
    cieSettingsForm,
  ],
  installationPages: [
    {
      title: text('Fornitori di identità', 'Identity providers'),
      path: '/fornitori-di-identita',
      needs: showIdentityProviders,
    },
  ],
  signInParts: [{ order: 50, part: signInPart }],
  farewell,
};
