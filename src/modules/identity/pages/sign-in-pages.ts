import type { PageRoute } from '../../../platform/page.ts';
import { accessesExport, accessesPage } from './accesses.page.tsx';
import { accountPage, correctPersonForm, fiscalCodeForm, inviteAgainForm, resetForm } from './account.page.tsx';
import { choosePasswordForm, choosePasswordPage } from './choose-password.page.tsx';
import { forgottenPasswordForm, forgottenPasswordPage } from './forgotten-password.page.tsx';
import { languageForm, languagePage, profilePage } from './profile.page.tsx';
import { endOthersForm, endSessionForm, profileAccessPage } from './profile-access.page.tsx';
import { profilePasskeysPage, removePasskeyForm } from './profile-passkeys.page.tsx';
import { profilePasswordForm, profilePasswordPage } from './profile-password.page.tsx';
import { profileSecondStepPage, removeAppForm, renewCodesForm } from './profile-second-step.page.tsx';
import { passkeyProofForm, proofForm, proofPage } from './proof.page.tsx';
import { secondStepForm, secondStepPage } from './second-step.page.tsx';
import { newPasskeyAnswerForm, newPasskeyForm, setUpForm, setUpPage } from './set-up-second-factor.page.tsx';
import { passkeyAnswerForm, passkeySignInForm, signInForm, signInPage, signOutForm } from './sign-in.page.tsx';

/** Signing in, one's profile, and the page of an association's sessions. */
export const signInPages: readonly PageRoute[] = [
  signInPage,
  signInForm,
  passkeySignInForm,
  passkeyAnswerForm,
  secondStepPage,
  secondStepForm,
  signOutForm,
  forgottenPasswordPage,
  forgottenPasswordForm,
  choosePasswordPage,
  choosePasswordForm,
  setUpPage,
  setUpForm,
  profilePage,
  profilePasswordPage,
  profilePasswordForm,
  profileSecondStepPage,
  removeAppForm,
  renewCodesForm,
  profilePasskeysPage,
  removePasskeyForm,
  newPasskeyForm,
  newPasskeyAnswerForm,
  profileAccessPage,
  endSessionForm,
  endOthersForm,
  languagePage,
  languageForm,
  proofPage,
  proofForm,
  passkeyProofForm,
  accessesPage,
  accessesExport,
  accountPage,
  resetForm,
  fiscalCodeForm,
  correctPersonForm,
  inviteAgainForm,
];
