import type { Refusal } from '../../kernel/result.ts';
import type { Source } from '../../kernel/source.ts';
import { enumerate, text } from '../../kernel/text.ts';

/** How the convocation by certified mail says no. */
export const convocationRefusals = {
  noMailbox: (): Refusal => ({
    code: 'meetings/no-pec-mailbox',
    kind: 'conflict',
    says: text(
      'L’associazione non ha ancora una casella di posta certificata.',
      'The association has no certified mailbox yet.',
    ),
    remedy: text(
      'Impostarla in Sicurezza, Posta certificata; oppure avvisare gli enti per altra via e registrarlo.',
      'Set it in Security, Certified mail; or tell the entities otherwise and record it.',
    ),
  }),
  missingAddresses: (names: readonly string[]): Refusal => ({
    code: 'meetings/missing-pec-addresses',
    kind: 'rule',
    says: text(
      `Manca l’indirizzo PEC di ${enumerate(names, 'it')}.`,
      `The PEC address is missing for ${enumerate(names, 'en')}.`,
    ),
    remedy: text(
      'Indicare gli indirizzi, o come questi enti sono avvisati: nessun avviso è partito.',
      'Give the addresses, or how these entities are told: no notice has left.',
    ),
  }),
  noConvocation: (): Refusal => ({
    code: 'meetings/no-convocation',
    kind: 'missing',
    says: text(
      'L’avviso di questa seduta non è stato inviato da qui.',
      'The notice of this sitting was not sent from here.',
    ),
  }),
  notToTell: (entity: string): Refusal => ({
    code: 'meetings/entity-not-convened',
    kind: 'missing',
    says: text(
      `L’ente «${entity}» non è fra quelli da convocare a questa seduta.`,
      `The entity "${entity}" is not among those to convene to this sitting.`,
    ),
  }),
  noticeNotProven: (
    { late, unproven }: { readonly late: readonly string[]; readonly unproven: readonly string[] },
    proof: 'acceptance' | 'delivery',
    source: Source,
  ): Refusal => ({
    code: 'meetings/notice-not-proven',
    kind: 'rule',
    says: text(
      [
        ...(late.length > 0 ? [`L’avviso è arrivato oltre il termine a ${enumerate(late, 'it')}.`] : []),
        ...(unproven.length > 0
          ? [
              `Manca la ricevuta di ${proof === 'delivery' ? 'avvenuta consegna' : 'accettazione'} per ${enumerate(unproven, 'it')}.`,
            ]
          : []),
      ].join(' '),
      [
        ...(late.length > 0 ? [`The notice came after the term to ${enumerate(late, 'en')}.`] : []),
        ...(unproven.length > 0
          ? [
              `The receipt of ${proof === 'delivery' ? 'delivery' : 'acceptance'} is missing for ${enumerate(unproven, 'en')}.`,
            ]
          : []),
      ].join(' '),
    ),
    remedy: text(
      'Attendere o registrare la prova, rinviare la seduta, oppure chi presiede la apre con il motivo dalla pagina della convocazione: resta nel verbale.',
      'Wait for the proof or record it, move the sitting, or the chair lets it open with the reason on the page of the convocation: it stays in the minutes.',
    ),
    source,
  }),
  nothingLate: (): Refusal => ({
    code: 'meetings/nothing-late',
    kind: 'conflict',
    says: text(
      'Tutti gli enti risultano avvisati in tempo: non c’è nulla da confermare.',
      'All entities were told in time: there is nothing to confirm.',
    ),
  }),
  chairUnnamed: (): Refusal => ({
    code: 'meetings/chair-unnamed',
    kind: 'rule',
    says: text('Serve il nome di chi presiede e conferma.', 'The name of who presides and confirms is needed.'),
  }),
  inTheFuture: (): Refusal => ({
    code: 'meetings/told-in-the-future',
    kind: 'rule',
    says: text('Un ente non può essere stato avvisato nel futuro.', 'An entity cannot have been told in the future.'),
  }),
};
