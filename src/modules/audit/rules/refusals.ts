import type { Refusal } from '../../../kernel/result.ts';
import { law } from '../../../kernel/source.ts';
import { text } from '../../../kernel/text.ts';

/** Every way this module says no. */
export const refusals = {
  tooShort: (months: number): Refusal => ({
    code: 'audit/too-short',
    kind: 'rule',
    says: text(
      `Gli accessi degli amministratori di sistema vanno conservati almeno sei mesi: ${months} sono pochi.`,
      `Accesses of system administrators are to be kept for at least six months: ${months} are too few.`,
    ),
    remedy: text('Indicare sei mesi o più, oppure nessun limite.', 'Give six months or more, or no limit.'),
    source: law('provvedimento del Garante 27 novembre 2008, n. 4.5'),
  }),
  badKey: (where: string): Refusal => ({
    code: 'audit/bad-key',
    kind: 'conflict',
    says: text(
      `${where} non contiene una chiave privata Ed25519 in formato PEM.`,
      `${where} does not hold an Ed25519 private key in PEM format.`,
    ),
    remedy: text(
      'Rimettere la chiave di prima, oppure farne una con: openssl genpkey -algorithm ed25519.',
      'Put the former key back, or make one with: openssl genpkey -algorithm ed25519.',
    ),
  }),
  unreadable: (file: string): Refusal => ({
    code: 'audit/unreadable-file',
    kind: 'conflict',
    says: text(
      `${file} non si legge, o non contiene quello che scrive comunanza audit.`,
      `${file} cannot be read, or does not hold what comunanza audit writes.`,
    ),
    remedy: text('Indicare il file così come fu depositato.', 'Name the file as it was deposited.'),
  }),
  unwritable: (folder: string): Refusal => ({
    code: 'audit/unwritable-folder',
    kind: 'conflict',
    says: text(`In ${folder} non si può scrivere.`, `${folder} cannot be written to.`),
    remedy: text('Indicare un’altra cartella con --to.', 'Name another folder with --to.'),
  }),
  unknownAssociation: (association: string): Refusal => ({
    code: 'audit/unknown-association',
    kind: 'missing',
    says: text(`Il registro di «${association}» non c’è.`, `There is no trail of “${association}”.`),
    remedy: text('Senza --association si vedono tutti.', 'Without --association all are shown.'),
  }),
  flawed: (association: string): Refusal => ({
    code: 'audit/flawed',
    kind: 'conflict',
    says: text(
      `Il registro di «${association}» non è integro: niente è stato archiviato.`,
      `The trail of “${association}” is not intact: nothing was archived.`,
    ),
    remedy: text('Vedere comunanza audit verify.', 'See comunanza audit verify.'),
  }),
};
