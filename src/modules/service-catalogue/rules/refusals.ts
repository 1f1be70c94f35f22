import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { type Text, text } from '../../../kernel/text.ts';

/** Every way this module says no. */
export const refusals = {
  noRow: (category: Text, source: Source): Refusal => ({
    code: 'service-catalogue/no-row',
    kind: 'rule',
    says: text(
      `La tabella delle competenze non dice nulla per «${category.it}» in questo caso.`,
      `The table of what the office does says nothing for "${category.en}" in this case.`,
    ),
    remedy: text('Aggiungere una riga alla clausola.', 'Add a row to the clause.'),
    source,
  }),
  endsBeforeItBegins: (): Refusal => ({
    code: 'service-catalogue/ends-before-it-begins',
    kind: 'rule',
    says: text('La fine dell’attivazione viene prima dell’inizio.', 'The activation ends before it begins.'),
    remedy: text('Correggere una delle due date.', 'Correct one of the two dates.'),
  }),
  notOffered: (service: string): Refusal => ({
    code: 'service-catalogue/not-offered',
    kind: 'rule',
    says: text(
      `In quei giorni il servizio «${service}» non è offerto.`,
      `The service "${service}" is not offered on those days.`,
    ),
    remedy: text(
      'Scegliere giorni in cui il servizio è nel catalogo.',
      'Choose days on which the service is in the catalogue.',
    ),
  }),
  notForEntity: (service: string): Refusal => ({
    code: 'service-catalogue/not-for-entity',
    kind: 'rule',
    says: text(
      `Il servizio «${service}» non è offerto a questo ente.`,
      `The service "${service}" is not offered to this entity.`,
    ),
    remedy: text('Chiedere al responsabile del servizio di estenderlo.', 'Ask the head of the service to extend it.'),
  }),
  noAct: (): Refusal => ({
    code: 'service-catalogue/no-act',
    kind: 'rule',
    says: text(
      'Manca l’atto con cui l’ente chiede il servizio.',
      'The act by which the entity asks for the service is missing.',
    ),
    remedy: text('Indicare numero e data dell’atto.', 'Give the number and date of the act.'),
  }),
  noUnits: (service: string): Refusal => ({
    code: 'service-catalogue/no-units',
    kind: 'rule',
    says: text(
      `Manca quante unità del servizio «${service}» ha l'ente: il costo si divide per quelle.`,
      `How many units of the service "${service}" the entity has is missing: its cost is divided by them.`,
    ),
    remedy: text('Indicare la quantità, anche zero.', 'Give the quantity, zero included.'),
  }),
  noKey: (service: string, source: Source): Refusal => ({
    code: 'service-catalogue/no-key',
    kind: 'rule',
    says: text(
      `Non è detto con quale criterio si divide il costo di «${service}» tra chi aderisce: il servizio non parte.`,
      `By which key the cost of "${service}" is split among who adheres is not said: the service does not start.`,
    ),
    remedy: text(
      'Scrivere il criterio nella proposta del servizio, o sceglierlo per tutti tra le impostazioni della convenzione.',
      'Write the key in the proposal of the service, or choose it for all among the settings of the agreement.',
    ),
    source,
  }),
  alreadyActivated: (service: string): Refusal => ({
    code: 'service-catalogue/already-activated',
    kind: 'conflict',
    says: text(
      `L'ente ha già il servizio «${service}» in quei giorni.`,
      `The entity has the service "${service}" on those days already.`,
    ),
    remedy: text('Chiudere prima l’attivazione che c’è.', 'End the activation that is there first.'),
  }),
  needsAnother: (service: string, missing: readonly string[]): Refusal => ({
    code: 'service-catalogue/needs-another',
    kind: 'rule',
    says: text(
      `Per avere «${service}» l'ente deve avere in quei giorni anche: ${missing.join(', ')}.`,
      `To have "${service}" the entity must also have on those days: ${missing.join(', ')}.`,
    ),
    remedy: text('Attivare prima ciò che manca.', 'Activate what is missing first.'),
  }),
  neededByAnother: (names: readonly string[]): Refusal => ({
    code: 'service-catalogue/needed-by-another',
    kind: 'conflict',
    says: text(
      `Dopo quel giorno ne hanno bisogno altri servizi dell'ente: ${names.join(', ')}.`,
      `After that day other services of the entity need it: ${names.join(', ')}.`,
    ),
    remedy: text('Chiudere prima quelli.', 'End those first.'),
  }),
  noSuchService: (): Refusal => ({
    code: 'service-catalogue/no-such-service',
    kind: 'missing',
    says: text('Nel catalogo non c’è questo servizio.', 'There is no such service in the catalogue.'),
  }),
  noDraft: (service: string): Refusal => ({
    code: 'service-catalogue/no-draft',
    kind: 'conflict',
    says: text(`Di «${service}» non c’è una bozza da decidere.`, `There is no draft of "${service}" to decide on.`),
    remedy: text('Scrivere prima che cosa deve cambiare.', 'Write what is to change first.'),
  }),
  noDocument: (): Refusal => ({
    code: 'service-catalogue/no-document',
    kind: 'missing',
    says: text(
      'Per questa convenzione non c’è un elenco di servizi già pronto.',
      'There is no list of services ready for this agreement.',
    ),
    remedy: text('Caricare un documento proprio.', 'Load a document of your own.'),
  }),
  noScope: (): Refusal => ({
    code: 'service-catalogue/no-scope',
    kind: 'missing',
    says: text(
      'La convenzione non ha una tabella di che cosa compete all’ufficio.',
      'The agreement has no table of what is for the office.',
    ),
    remedy: text('Chiedere al servizio di assistenza.', 'Ask the service desk.'),
  }),
  onlyListed: ({ says, source }: { readonly says: Text; readonly source: Source }): Refusal => ({
    code: 'service-catalogue/only-listed',
    kind: 'missing',
    says: text(
      `La convenzione non ha una tabella, ma elenca ciò che offre. ${says.it}`,
      `The agreement has no table, but lists what it offers. ${says.en}`,
    ),
    remedy: text(
      'Vale il catalogo dei servizi; per il resto ci si rivolge al referente del proprio ente.',
      'The catalogue of services holds; for the rest ask the referent of the own entity.',
    ),
    source,
  }),
  byRight: (service: string): Refusal => ({
    code: 'service-catalogue/by-right',
    kind: 'conflict',
    says: text(
      `L'ente ha già il servizio «${service}» senza bisogno di atti.`,
      `The entity has the service "${service}" already, without any act.`,
    ),
  }),
  noSuchActivation: (): Refusal => ({
    code: 'service-catalogue/no-such-activation',
    kind: 'missing',
    says: text('Questa attivazione non c’è.', 'There is no such activation.'),
  }),
  alreadyDecided: (): Refusal => ({
    code: 'service-catalogue/already-decided',
    kind: 'conflict',
    says: text('Su questa domanda si è già deciso.', 'This request was decided on already.'),
  }),
  notInForce: (): Refusal => ({
    code: 'service-catalogue/not-in-force',
    kind: 'conflict',
    says: text('Questa attivazione non è in vigore.', 'This activation is not in force.'),
  }),
  notOwnEntity: (): Refusal => ({
    code: 'service-catalogue/not-own-entity',
    kind: 'forbidden',
    says: text('Si può fare per il proprio ente.', 'It can be done for the own entity.'),
  }),
  noSuchSystem: (): Refusal => ({
    code: 'service-catalogue/no-such-system',
    kind: 'missing',
    says: text('Questo sistema non è tra quelli dichiarati.', 'This system is not among those declared.'),
  }),
  sameName: (name: string): Refusal => ({
    code: 'service-catalogue/same-name',
    kind: 'conflict',
    says: text(
      `L'ente ha già dichiarato un sistema che si chiama «${name}».`,
      `The entity has declared a system called "${name}" already.`,
    ),
    remedy: text(
      'Usare il nome dell’etichetta, o aprire quello che c’è.',
      'Use the name on the label, or open the one there is.',
    ),
  }),
  noStandard: (): Refusal => ({
    code: 'service-catalogue/no-standard',
    kind: 'conflict',
    says: text(
      'Nel giorno dell’acquisto non è in vigore nessuno standard per questo tipo di sistema.',
      'No standard for this kind of system is in force on the day of purchase.',
    ),
    remedy: text('Adottare prima uno standard.', 'Adopt a standard first.'),
  }),
  outsideStandards: (standard: string, source?: Source): Refusal => ({
    code: 'service-catalogue/outside-standards',
    kind: 'rule',
    says: text(
      `Il sistema non rispetta lo standard ${standard}, o non è stato verificato: non si può autorizzare.`,
      `The system does not conform to the standard ${standard}, or was not checked: it cannot be authorised.`,
    ),
    remedy: text(
      'Scegliere un sistema che lo rispetti, anche con un acquisto comune, e farlo verificare.',
      'Choose a system that conforms, by a joint purchase for one, and have it checked.',
    ),
    ...(source ? { source } : {}),
  }),
  alreadyBought: (): Refusal => ({
    code: 'service-catalogue/already-bought',
    kind: 'conflict',
    says: text('L’acquisto di questo sistema è già registrato.', 'The purchase of this system is recorded already.'),
  }),
  unsupported: (system: string, source?: Source): Refusal => ({
    code: 'service-catalogue/unsupported',
    kind: 'rule',
    says: text(
      `«${system}» non è assistito: le richieste che lo riguardano non si aprono.`,
      `"${system}" is not supported: requests about it are not opened.`,
    ),
    remedy: text(
      'Rivolgersi al referente dell’ente, o chiedere all’ufficio come metterlo in regola.',
      'Ask the entity’s referent, or ask the office how to put it in order.',
    ),
    ...(source ? { source } : {}),
  }),
  alreadyAdopted: (code: string): Refusal => ({
    code: 'service-catalogue/already-adopted',
    kind: 'conflict',
    says: text(
      `Lo standard «${code}» è già adottato: non si riscrive.`,
      `The standard "${code}" is adopted already: it is not written anew.`,
    ),
    remedy: text('Scriverne uno nuovo, da un altro giorno.', 'Write a new one, from another day on.'),
  }),
  holdsForAll: (code: string): Refusal => ({
    code: 'service-catalogue/holds-for-all',
    kind: 'rule',
    says: text(
      `Lo standard «${code}» vale per tutti dal suo giorno: non si adotta ente per ente.`,
      `The standard "${code}" holds for everybody from its day: it is not adopted entity by entity.`,
    ),
    remedy: text(
      'Si adottano ente per ente gli standard di dati e documenti.',
      'Standards of data and documents are adopted entity by entity.',
    ),
  }),
  notAdoptedYet: (code: string): Refusal => ({
    code: 'service-catalogue/not-adopted-yet',
    kind: 'conflict',
    says: text(
      `Lo standard «${code}» non è ancora adottato dall’associazione.`,
      `The standard "${code}" is not adopted by the association yet.`,
    ),
    remedy: text('Aspettare che il responsabile lo adotti.', 'Wait for the head to adopt it.'),
  }),
  beforeItsStandard: (code: string): Refusal => ({
    code: 'service-catalogue/before-its-standard',
    kind: 'rule',
    says: text(
      `In quel giorno lo standard «${code}» non c’era ancora.`,
      `On that day there was no standard "${code}" yet.`,
    ),
    remedy: text('Scegliere un giorno da quando lo standard vale.', 'Choose a day from which the standard holds.'),
  }),
  noSuchStandard: (): Refusal => ({
    code: 'service-catalogue/no-such-standard',
    kind: 'missing',
    says: text('Questo standard non c’è.', 'There is no such standard.'),
  }),
  noSuchOffice: (): Refusal => ({
    code: 'service-catalogue/no-such-office',
    kind: 'missing',
    says: text('Questo ufficio associato non è nel registro.', 'This associated office is not in the register.'),
  }),
  headAdopts: (): Refusal => ({
    code: 'service-catalogue/head-adopts',
    kind: 'forbidden',
    says: text('Gli standard li adotta il responsabile del servizio.', 'The head of the service adopts standards.'),
    remedy: text('Salvarlo come proposta.', 'Save it as a proposal.'),
  }),
};
