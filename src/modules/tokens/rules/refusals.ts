import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';

/** Every way this module says no. */
export const refusals = {
  noSuchPost: (): Refusal => ({
    code: 'tokens/no-such-post',
    kind: 'missing',
    says: text('Oggi non si ha un incarico con questo identificativo.', 'You hold no post with this id today.'),
    remedy: text('Scegliere uno dei propri incarichi in corso.', 'Choose one of your posts in force.'),
  }),
  secondFactorFirst: (): Refusal => ({
    code: 'tokens/second-factor-first',
    kind: 'forbidden',
    says: text(
      'Per dare un gettone a un incarico che gestisce altri serve il secondo passaggio di accesso.',
      'A token for a post that manages others needs the second step of sign-in.',
    ),
    remedy: text('Attivarlo dal proprio profilo ed entrare di nuovo.', 'Set it up in your profile and sign in again.'),
  }),
  notByProgram: (): Refusal => ({
    code: 'tokens/not-by-program',
    kind: 'forbidden',
    says: text('Un gettone non può dare altri gettoni.', 'A token cannot give other tokens.'),
    remedy: text('Li crea una persona, dalle pagine.', 'A person creates them, from the pages.'),
  }),
  noSuchToken: (): Refusal => ({
    code: 'tokens/no-such-token',
    kind: 'missing',
    says: text('Non c’è un gettone con questo identificativo.', 'There is no token with this id.'),
  }),
  alreadyRevoked: (): Refusal => ({
    code: 'tokens/already-revoked',
    kind: 'conflict',
    says: text('Questo gettone è già stato revocato.', 'This token was already revoked.'),
  }),
  tooMany: (most: number): Refusal => ({
    code: 'tokens/too-many',
    kind: 'rule',
    says: text(
      `Ci sono già ${most} gettoni validi: di più non se ne possono tenere d’occhio.`,
      `There are ${most} valid tokens already: nobody could keep an eye on more.`,
    ),
    remedy: text('Revocare quelli che non servono.', 'Revoke those that are not needed.'),
  }),
};
