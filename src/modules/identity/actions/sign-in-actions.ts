import type { AnyAction } from '../../../platform/action.ts';
import { addPasskey } from './add-passkey.ts';
import { askPasswordReset } from './ask-password-reset.ts';
import { beginNewPasskey } from './begin-new-passkey.ts';
import { beginPasskeySignIn } from './begin-passkey-sign-in.ts';
import { beginProof } from './begin-proof.ts';
import { chooseLanguage } from './choose-language.ts';
import { choosePassword } from './choose-password.ts';
import { clearSecondFactor } from './clear-second-factor.ts';
import { confirmAuthenticator } from './confirm-authenticator.ts';
import { confirmFiscalCode } from './confirm-fiscal-code.ts';
import { correctPerson } from './correct-person.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { endSession } from './end-session.ts';
import { giveSecondStep } from './give-second-step.ts';
import { inviteAgain } from './invite-again.ts';
import { invitePerson } from './invite-person.ts';
import { listAccesses } from './list-accesses.ts';
import { proposeAuthenticator } from './propose-authenticator.ts';
import { proveAgain } from './prove-again.ts';
import { removeAuthenticator } from './remove-authenticator.ts';
import { removePasskey } from './remove-passkey.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { resetSecondFactor } from './reset-second-factor.ts';
import { showAccount } from './show-account.ts';
import { showLetterLink } from './show-letter-link.ts';
import { showOwnAccess } from './show-own-access.ts';
import { showSecondStep } from './show-second-step.ts';
import { signInWithPasskey } from './sign-in-with-passkey.ts';

/** Signing in, second factors, passwords, sessions: every action of these. */
export const signInActions: readonly AnyAction[] = [
  addPasskey,
  askPasswordReset,
  beginNewPasskey,
  beginPasskeySignIn,
  beginProof,
  chooseLanguage,
  choosePassword,
  clearSecondFactor,
  confirmAuthenticator,
  endOtherSessions,
  endSession,
  giveSecondStep,
  inviteAgain,
  invitePerson,
  listAccesses,
  proposeAuthenticator,
  proveAgain,
  removeAuthenticator,
  removePasskey,
  renewRecoveryCodes,
  resetSecondFactor,
  confirmFiscalCode,
  correctPerson,
  showAccount,
  showLetterLink,
  showOwnAccess,
  showSecondStep,
  signInWithPasskey,
];
