import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { refusals } from './refusals.ts';

const chooseOther = text(
  'Entrare con un’altra identità, o chiedere aiuto al proprio fornitore di identità.',
  'Sign in with another identity, or ask your identity provider for help.',
);

/** What a person did, or could not do, at the provider. Numbers as SPID's table of anomalies gives them. */
const ofPeople: Readonly<Record<number, Refusal>> = {
  19: refusals.declined(
    text(
      'Il fornitore di identità ha fermato l’accesso: le credenziali sono state sbagliate troppe volte.',
      'The identity provider stopped the sign-in: the credentials were wrong too many times.',
    ),
    text('Recuperare le credenziali presso il fornitore, poi riprovare.', 'Recover the credentials, then try again.'),
  ),
  20: refusals.declined(
    text(
      'Questa identità non ha credenziali del livello che serve per entrare qui.',
      'This identity has no credentials of the level needed here.',
    ),
    text(
      'Chiedere al fornitore di identità credenziali del livello che serve.',
      'Ask the identity provider for credentials of the level needed.',
    ),
  ),
  21: refusals.declined(
    text('È passato troppo tempo presso il fornitore di identità.', 'Too much time passed at the identity provider.'),
  ),
  22: refusals.declined(
    text(
      'Non è stato dato il consenso a comunicare i dati che servono per entrare.',
      'Consent to pass on the data needed to sign in was not given.',
    ),
  ),
  23: refusals.declined(
    text(
      'Questa identità è sospesa o revocata, oppure le sue credenziali sono bloccate.',
      'This identity is suspended or revoked, or its credentials are blocked.',
    ),
    chooseOther,
  ),
  25: refusals.declined(
    text('L’accesso è stato annullato presso il fornitore di identità.', 'The sign-in was cancelled at the provider.'),
  ),
  30: refusals.declined(
    text(
      'Serve un’identità di un altro tipo: quella usata non è a uso professionale.',
      'Another kind of identity is needed: the one used is not for professional use.',
    ),
    chooseOther,
  ),
};

/**
 * Why SPID's provider said no: the number in its status (`ErrorCode nr22`) as a sentence. Numbers that concern the software,
 * and silence, are one sentence with the number to quote.
 */
export function spidAnomaly(number: number | undefined): Refusal {
  if (number !== undefined && Object.hasOwn(ofPeople, number)) return ofPeople[number]!;
  const quoted = number === undefined ? '' : ` (nr. ${number})`;
  return refusals.declined(
    text(
      `Il fornitore di identità non ha potuto completare l’accesso${quoted}.`,
      `The identity provider could not complete the sign-in${quoted}.`,
    ),
    text('Riprovare tra qualche minuto, o con un altro fornitore.', 'Try again shortly, or with another provider.'),
  );
}
