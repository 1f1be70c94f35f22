import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';

/** Every way signing in, and what guards it, says no. */
export const signInRefusals = {
  freshProofNeeded: (): Refusal => ({
    code: 'identity/fresh-proof-needed',
    kind: 'forbidden',
    says: text(
      'Per cambiare come si accede serve una conferma data negli ultimi cinque minuti.',
      'To change how one signs in, a proof given within the last five minutes is needed.',
    ),
    remedy: text(
      'Confermare con la password, un codice o una passkey, poi ripetere.',
      'Confirm with the password, a code or a passkey, then try again.',
    ),
  }),
  wrongCode: (): Refusal => ({
    code: 'identity/wrong-code',
    kind: 'forbidden',
    says: text(
      'Il codice non è quello giusto, oppure è già stato usato.',
      'The code is not the right one, or has been used already.',
    ),
    remedy: text(
      'Aspettare il codice successivo, e controllare che l’orologio del telefono sia esatto.',
      'Wait for the next code, and see that the telephone’s clock is right.',
    ),
  }),
  wrongPasskey: (): Refusal => ({
    code: 'identity/wrong-passkey',
    kind: 'forbidden',
    says: text(
      'La passkey non è stata riconosciuta, o la richiesta è scaduta.',
      'The passkey was not recognised, or the request has expired.',
    ),
    remedy: text('Ripetere, o usare un altro modo.', 'Try again, or use another way.'),
  }),
  passkeyTaken: (): Refusal => ({
    code: 'identity/passkey-taken',
    kind: 'conflict',
    says: text('Questa passkey è già registrata.', 'This passkey is registered already.'),
  }),
  noSuchPasskey: (): Refusal => ({
    code: 'identity/no-such-passkey',
    kind: 'missing',
    says: text(
      'Non c’è una passkey propria con questo identificativo.',
      'There is no passkey of one’s own with this id.',
    ),
  }),
  noSuchSession: (): Refusal => ({
    code: 'identity/no-such-session',
    kind: 'missing',
    says: text('Questa sessione non c’è, o è già chiusa.', 'There is no such session, or it has ended already.'),
  }),
  noSecondFactor: (): Refusal => ({
    code: 'identity/no-second-factor',
    kind: 'conflict',
    says: text(
      'I codici di recupero servono a chi ha un’app di codici o una passkey: qui non c’è né l’una né l’altra.',
      'Recovery codes are for whoever has a code app or a passkey: there is neither here.',
    ),
  }),
  linkOver: (): Refusal => ({
    code: 'identity/link-over',
    kind: 'missing',
    says: text(
      'Questo collegamento è già stato usato, è scaduto o è scritto male.',
      'This link has been used already, has expired or is malformed.',
    ),
    remedy: text(
      'Se ne può chiedere un altro dalla pagina «Password dimenticata».',
      'Another can be asked for at the page “Forgotten password”.',
    ),
  }),
  addressUnknown: (): Refusal => ({
    code: 'identity/site-address-unknown',
    kind: 'rule',
    says: text(
      'Non si possono mandare collegamenti per e-mail: non è detto a quale indirizzo risponde questo sito.',
      'Links cannot be sent by e-mail: it is not said at which address this site answers.',
    ),
    remedy: text(
      'Chi gestisce la macchina indica l’indirizzo in COMUNANZA_ADDRESS e riavvia.',
      'Whoever runs the machine gives the address in COMUNANZA_ADDRESS and starts again.',
    ),
  }),
  alreadyEntered: (name: string): Refusal => ({
    code: 'identity/already-entered',
    kind: 'conflict',
    says: text(
      `${name} ha già una password: un invito non serve.`,
      `${name} has a password already: no invitation is needed.`,
    ),
    remedy: text(
      'Chi l’ha dimenticata ne sceglie un’altra dalla pagina «Password dimenticata».',
      'Whoever forgot it chooses another at the page “Forgotten password”.',
    ),
  }),
  ownFiscalCode: (): Refusal => ({
    code: 'identity/own-fiscal-code',
    kind: 'forbidden',
    says: text(
      'Il proprio codice fiscale lo conferma un’altra persona.',
      'Somebody else confirms one’s own fiscal code.',
    ),
    remedy: text('Chiederlo a un collega dell’ufficio.', 'Ask a colleague of the office.'),
  }),
  fiscalCodeTaken: (): Refusal => ({
    code: 'identity/fiscal-code-taken',
    kind: 'conflict',
    says: text(
      'Questo codice fiscale è già di un altro accesso. Due accessi non si uniscono da soli.',
      'This fiscal code belongs to another account already. Two accounts are never made one by themselves.',
    ),
    remedy: text(
      'Controllare il documento. Se è della stessa persona, l’altro accesso resta quello con cui entra da cittadino.',
      'Check the document. If it is the same person’s, the other account stays the one used as a citizen.',
    ),
  }),
  noSuchColleague: (): Refusal => ({
    code: 'identity/no-such-colleague',
    kind: 'missing',
    says: text(
      'Nessuna persona di questa associazione ha questo identificativo.',
      'Nobody in this association has this id.',
    ),
  }),
  addressOfAdministrator: (): Refusal => ({
    code: 'identity/address-of-administrator',
    kind: 'forbidden',
    says: text(
      'L’indirizzo di chi amministra l’installazione non si cambia da un’associazione.',
      'The address of whoever administers the installation cannot be changed from an association.',
    ),
    remedy: text(
      'Lo cambia chi ha accesso alla macchina: npx comunanza identity correct-person.',
      'Whoever has access to the machine changes it: npx comunanza identity correct-person.',
    ),
  }),
  addressUsedElsewhere: (): Refusal => ({
    code: 'identity/address-used-elsewhere',
    kind: 'forbidden',
    says: text(
      'La persona entra con questo indirizzo anche in altre associazioni: da una sola non si cambia.',
      'The person uses this address in other associations too: it cannot be changed from one of them.',
    ),
    remedy: text(
      'Lo cambia chi ha accesso alla macchina: npx comunanza identity correct-person.',
      'Whoever has access to the machine changes it: npx comunanza identity correct-person.',
    ),
  }),
  administratorOfInstallation: (): Refusal => ({
    code: 'identity/installation-administrator',
    kind: 'forbidden',
    says: text(
      'Il secondo passaggio di chi amministra l’installazione non si azzera da un’associazione.',
      'The second step of whoever administers the installation cannot be reset from an association.',
    ),
    remedy: text(
      'Lo azzera chi ha accesso alla macchina: npx comunanza identity clear-second-factor.',
      'Whoever has access to the machine resets it: npx comunanza identity clear-second-factor.',
    ),
  }),
};
