import type { Refusal } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';

const again = text('Ripetere l’accesso dalla pagina «Accedi».', 'Sign in again from the “Sign in” page.');
const tellUs = text(
  'Se succede ancora, segnalarlo a chi gestisce questo servizio.',
  'If it happens again, tell whoever runs this service.',
);
const askHead = text(
  'Chiedere al responsabile del servizio della propria associazione.',
  'Ask the head of the service of your association.',
);

/** Every way this module says no. */
export const refusals = {
  unknownProvider: (provider: string): Refusal => ({
    code: 'federation/unknown-provider',
    kind: 'missing',
    says: text(
      `Non c’è un fornitore di identità «${provider}» con cui entrare.`,
      `There is no identity provider “${provider}” to sign in with.`,
    ),
    remedy: text('Sceglierne uno dalla pagina «Accedi».', 'Choose one on the “Sign in” page.'),
  }),
  notSetUp: (what: string): Refusal => ({
    code: 'federation/not-set-up',
    kind: 'conflict',
    says: text(`Per ${what} manca ancora la configurazione.`, `${what} is not set up yet.`),
    remedy: text('Completarla in «Fornitori di identità».', 'Complete it under “Identity providers”.'),
  }),
  noAddress: (): Refusal => ({
    code: 'federation/no-address',
    kind: 'conflict',
    says: text(
      'Manca l’indirizzo pubblico di questa installazione, a cui i fornitori rimandano.',
      'The public address of this installation, to which providers send people back, is missing.',
    ),
    remedy: text('Indicarlo in COMUNANZA_ADDRESS e riavviare.', 'Give it in COMUNANZA_ADDRESS and start again.'),
  }),
  unreachable: (provider: string): Refusal => ({
    code: 'federation/unreachable',
    kind: 'conflict',
    says: text(
      `${provider} in questo momento non risponde, o risponde in un modo che non si capisce.`,
      `${provider} does not answer at the moment, or not in a way that can be understood.`,
    ),
    remedy: text('Riprovare tra qualche minuto, o entrare in un altro modo.', 'Try again shortly, or another way.'),
  }),
  forbiddenNetwork: (provider: string): Refusal => ({
    code: 'federation/forbidden-network',
    kind: 'conflict',
    says: text(
      `${provider} porta a una macchina di una rete che qui non si può chiamare.`,
      `${provider} leads to a machine of a network that must not be called from here.`,
    ),
    remedy: text(
      'Chi gestisce l’installazione controlli l’indirizzo del fornitore e COMUNANZA_FORBIDDEN_NETWORKS.',
      'Whoever runs the installation should check the provider’s address and COMUNANZA_FORBIDDEN_NETWORKS.',
    ),
  }),
  unreadableMetadata: (why: string): Refusal => ({
    code: 'federation/unreadable-metadata',
    kind: 'rule',
    says: text(
      `Questi non sono i metadati di un fornitore di identità SAML: manca ${why}.`,
      `These are not the metadata of a SAML identity provider: ${why} is missing.`,
    ),
    remedy: text(
      'Incollare il file XML come pubblicato nel registro di AgID.',
      'Paste the XML file as published in AgID’s register.',
    ),
  }),
  wrongMetadataSignature: (): Refusal => ({
    code: 'federation/metadata-signature',
    kind: 'rule',
    says: text(
      'La firma dei metadati non è valida: il file è stato cambiato.',
      'The signature of the metadata is not valid: the file was changed.',
    ),
    remedy: text('Scaricarlo di nuovo dal registro di AgID.', 'Download it again from AgID’s register.'),
  }),
  stale: (): Refusal => ({
    code: 'federation/stale',
    kind: 'forbidden',
    says: text(
      'Questo accesso era già concluso, oppure è passato troppo tempo da quando era cominciato.',
      'This sign-in was already over, or too much time has passed since it began.',
    ),
    remedy: again,
  }),
  otherBrowser: (): Refusal => ({
    code: 'federation/other-browser',
    kind: 'forbidden',
    says: text(
      'Questo accesso era cominciato in un altro browser, oppure i cookie sono bloccati.',
      'This sign-in began in another browser, or cookies are blocked.',
    ),
    remedy: again,
  }),
  malformed: (): Refusal => ({
    code: 'federation/malformed',
    kind: 'forbidden',
    says: text(
      'La risposta del fornitore di identità non è scritta come deve.',
      'The answer of the identity provider is not written as it must be.',
    ),
    remedy: tellUs,
  }),
  wrongSignature: (): Refusal => ({
    code: 'federation/wrong-signature',
    kind: 'forbidden',
    says: text(
      'La firma della risposta non è del fornitore di identità: non la si può credere.',
      'The answer is not signed by the identity provider: it cannot be believed.',
    ),
    remedy: tellUs,
  }),
  wrongIssuer: (): Refusal => ({
    code: 'federation/wrong-issuer',
    kind: 'forbidden',
    says: text(
      'La risposta non viene dal fornitore di identità a cui era stata chiesta.',
      'The answer does not come from the identity provider that was asked.',
    ),
    remedy: again,
  }),
  wrongAudience: (): Refusal => ({
    code: 'federation/wrong-audience',
    kind: 'forbidden',
    says: text('La risposta era destinata a un altro servizio.', 'The answer was meant for another service.'),
    remedy: tellUs,
  }),
  wrongDestination: (): Refusal => ({
    code: 'federation/wrong-destination',
    kind: 'forbidden',
    says: text('La risposta era diretta a un altro indirizzo.', 'The answer was addressed elsewhere.'),
    remedy: tellUs,
  }),
  wrongTime: (): Refusal => ({
    code: 'federation/wrong-time',
    kind: 'forbidden',
    says: text(
      'La risposta non vale più, o non ancora: potrebbe essere sbagliato un orologio.',
      'The answer is no longer valid, or not yet: a clock may be wrong.',
    ),
    remedy: again,
  }),
  replayed: (): Refusal => ({
    code: 'federation/replayed',
    kind: 'forbidden',
    says: text('Questa risposta è già stata usata una volta.', 'This answer has already been used once.'),
    remedy: again,
  }),
  unsolicited: (): Refusal => ({
    code: 'federation/unsolicited',
    kind: 'forbidden',
    says: text('Nessuno aveva chiesto questo accesso da qui.', 'Nobody had asked for this sign-in from here.'),
    remedy: again,
  }),
  tooWeak: (asked: number): Refusal => ({
    code: 'federation/too-weak',
    kind: 'forbidden',
    says: text(
      `Per entrare serve un’identità verificata almeno al livello ${asked}.`,
      `Signing in needs an identity verified at level ${asked} at least.`,
    ),
    remedy: text(
      'Ripetere l’accesso confermando anche con il telefono o con la carta, come chiede il fornitore.',
      'Sign in again and confirm with the telephone or the card too, as the provider asks.',
    ),
  }),
  declined: (says: Text, remedy?: Text): Refusal => ({
    code: 'federation/declined',
    kind: 'forbidden',
    says,
    remedy: remedy ?? again,
  }),
  noFiscalCode: (): Refusal => ({
    code: 'federation/no-fiscal-code',
    kind: 'forbidden',
    says: text(
      'Il fornitore di identità non ha comunicato un codice fiscale valido di una persona.',
      'The identity provider did not give a valid personal fiscal code.',
    ),
    remedy: text(
      'Entrare con l’identità digitale di una persona, anche se a uso professionale.',
      'Sign in with the digital identity of a person, professional use included.',
    ),
  }),
  notRegistered: (provider: string): Refusal => ({
    code: 'federation/not-registered',
    kind: 'forbidden',
    says: text(
      `${provider} ha riconosciuto la persona, che qui però non ha un accesso.`,
      `${provider} recognised the person, who has no account here though.`,
    ),
    remedy: askHead,
  }),
  unverifiedEmail: (provider: string): Refusal => ({
    code: 'federation/unverified-email',
    kind: 'forbidden',
    says: text(
      `${provider} non garantisce l’indirizzo e-mail della persona: da solo non basta a riconoscerla.`,
      `${provider} does not vouch for the person’s e-mail address: alone it is not enough to recognise them.`,
    ),
    remedy: text(
      'Verificare l’indirizzo presso il fornitore, oppure entrare con la password.',
      'Have the address verified by the provider, or sign in with the password.',
    ),
  }),
  foreignDomain: (provider: string): Refusal => ({
    code: 'federation/foreign-domain',
    kind: 'forbidden',
    says: text(
      `L’indirizzo e-mail della persona non è fra quelli per cui ${provider} fa entrare.`,
      `The person’s e-mail address is not among those that ${provider} lets in.`,
    ),
    remedy: askHead,
  }),
  otherSubject: (provider: string): Refusal => ({
    code: 'federation/other-subject',
    kind: 'forbidden',
    says: text(
      `A questo accesso è già collegata un’altra utenza di ${provider}.`,
      `Another account of ${provider} is already linked to this one.`,
    ),
    remedy: text(
      'Se l’utenza è cambiata, chi amministra l’installazione può sciogliere il collegamento.',
      'If the account was replaced, the administrator of the installation can undo the link.',
    ),
  }),
  notOfAssociation: (provider: string): Refusal => ({
    code: 'federation/not-of-association',
    kind: 'forbidden',
    says: text(
      `Con ${provider} entra solo chi ha incarichi nella sua associazione e in nessun’altra.`,
      `${provider} only lets in people whose posts are all in its association.`,
    ),
    remedy: text('Entrare con la password.', 'Sign in with the password.'),
  }),
  staffOnly: (): Refusal => ({
    code: 'federation/staff-only',
    kind: 'forbidden',
    says: text(
      'Per collegare l’identità digitale bisogna prima entrare con il proprio accesso.',
      'To bind a digital identity, sign in with your own account first.',
    ),
    remedy: text('Entrare, e ripetere dal profilo.', 'Sign in, and repeat it from the profile.'),
  }),
  otherPerson: (): Refusal => ({
    code: 'federation/other-person',
    kind: 'forbidden',
    says: text(
      'Chi aveva chiesto il collegamento non è più entrato in questo browser: non si è collegato niente.',
      'Whoever asked for it is no longer signed in here: nothing was bound.',
    ),
    remedy: text('Entrare, e ripetere dal profilo.', 'Sign in, and repeat it from the profile.'),
  }),
  fiscalCodeTaken: (): Refusal => ({
    code: 'federation/fiscal-code-taken',
    kind: 'conflict',
    says: text(
      'Questa identità digitale apre già un altro accesso: due accessi non si uniscono.',
      'This digital identity opens another account already: two accounts are never made one.',
    ),
    remedy: text(
      'Se anche l’altro è proprio (per esempio da cittadino), continuare a usarlo così, o chiedere a chi amministra l’associazione.',
      'If the other one is yours too (as a citizen, say), keep using it so, or ask whoever administers the association.',
    ),
  }),
  otherFiscalCode: (): Refusal => ({
    code: 'federation/other-fiscal-code',
    kind: 'conflict',
    says: text(
      'Il codice fiscale di questa identità digitale non è quello confermato per il proprio accesso.',
      'The fiscal code of this digital identity is not the one confirmed for your account.',
    ),
    remedy: text(
      'Usare la propria identità; se il codice confermato è sbagliato, farlo correggere all’ufficio.',
      'Use your own identity; if the confirmed code is wrong, have the office correct it.',
    ),
  }),
  notBound: (): Refusal => ({
    code: 'federation/not-bound',
    kind: 'missing',
    says: text(
      'Il proprio accesso non è stato collegato da qui a un’identità digitale.',
      'Your account was not bound to a digital identity from here.',
    ),
    remedy: text(
      'Un codice fiscale confermato dall’ufficio lo toglie l’ufficio.',
      'A fiscal code that the office confirmed is taken away by the office.',
    ),
  }),
  disabled: (): Refusal => ({
    code: 'federation/disabled',
    kind: 'forbidden',
    says: text('Questo accesso è stato sospeso.', 'This account has been suspended.'),
    remedy: askHead,
  }),
  noLink: (email: string, provider: string): Refusal => ({
    code: 'federation/no-link',
    kind: 'missing',
    says: text(
      `L’accesso di ${email} non è collegato a «${provider}».`,
      `The account of ${email} is not linked to “${provider}”.`,
    ),
  }),
  untrusted: (): Refusal => ({
    code: 'federation/untrusted',
    kind: 'conflict',
    says: text(
      'La federazione non conferma il fornitore di identità: non gli si può credere.',
      'The federation does not confirm the identity provider: it cannot be believed.',
    ),
    remedy: text('Riprovare più tardi, o entrare in un altro modo.', 'Try again later, or another way.'),
  }),
};
