import { type Day, showDay } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import { enumerate, text } from '../../../kernel/text.ts';
import type { Entity } from './entity.ts';

/** Every way the register says no; leaving by the agreement's terms has its own (`withdrawal-refusals.ts`). */
export const refusals = {
  noSuchEntity: (code: string): Refusal => ({
    code: 'membership/no-such-entity',
    kind: 'missing',
    says: text(`Tra gli enti non c'è «${code}».`, `There is no entity “${code}”.`),
  }),
  codeTaken: (code: string): Refusal => ({
    code: 'membership/code-taken',
    kind: 'conflict',
    says: text(`C'è già un ente con il codice ${code}.`, `There is already an entity with the code ${code}.`),
    remedy: text("Aprire l'ente che c'è e cambiare i suoi dati.", 'Open the entity that is there and change it.'),
  }),
  codesTaken: (holders: readonly Entity[]): Refusal => ({
    code: 'membership/codes-taken',
    kind: 'conflict',
    says: text(
      `Uno dei codici è già di ${enumerate(names(holders), 'it')}.`,
      `One of the codes already belongs to ${enumerate(names(holders), 'en')}.`,
    ),
    remedy: text(
      'Controllare i codici IPA, ISTAT, catastale e fiscale.',
      'Check the IPA, ISTAT, land registry and tax codes.',
    ),
  }),
  secondLead: (lead: Entity): Refusal => ({
    code: 'membership/second-lead',
    kind: 'conflict',
    says: text(
      `Il capofila è già ${lead.name}, e può essercene uno solo.`,
      `The lead is already ${lead.name}, and there can be only one.`,
    ),
    remedy: text(
      `Prima cambiare il ruolo di ${lead.name}, poi quello di questo ente.`,
      `First change the relation of ${lead.name}, then that of this entity.`,
    ),
  }),
  alreadyIn: (entity: Entity, since: Day): Refusal => ({
    code: 'membership/already-in',
    kind: 'conflict',
    says: text(
      `${entity.name} fa già parte dell'associazione dal ${showDay(since, 'it')}.`,
      `${entity.name} has been in the association since ${showDay(since, 'en')}.`,
    ),
    remedy: text("Se è uscito, registrare prima l'uscita.", 'If it has left, record its leaving first.'),
  }),
  notIn: (entity: Entity): Refusal => ({
    code: 'membership/not-in',
    kind: 'conflict',
    says: text(
      `${entity.name} non fa parte dell'associazione, quindi non può uscirne.`,
      `${entity.name} is not in the association, so it cannot leave it.`,
    ),
  }),
  leavesBeforeJoining: (entity: Entity, joined: Day): Refusal => ({
    code: 'membership/leaves-before-joining',
    kind: 'conflict',
    says: text(
      `${entity.name} è entrato il ${showDay(joined, 'it')}: l'uscita viene dopo quel giorno.`,
      `${entity.name} joined on ${showDay(joined, 'en')}: leaving comes after that day.`,
    ),
  }),
  representsItself: (): Refusal => ({
    code: 'membership/represents-itself',
    kind: 'conflict',
    says: text('Un ente non rappresenta se stesso.', 'An entity does not represent itself.'),
  }),
  representedBefore: (entity: Entity, since: Day): Refusal => ({
    code: 'membership/represented-before',
    kind: 'conflict',
    says: text(
      `Chi rappresenta ${entity.name} lo fa dal ${showDay(since, 'it')}: serve un giorno successivo.`,
      `Who represents ${entity.name} has done so since ${showDay(since, 'en')}: a later day is needed.`,
    ),
  }),
  nobodyRepresents: (entity: Entity): Refusal => ({
    code: 'membership/nobody-represents',
    kind: 'conflict',
    says: text(`Nessuno rappresenta ${entity.name}.`, `Nobody represents ${entity.name}.`),
  }),
  sameFigure: (): Refusal => ({
    code: 'membership/same-figure',
    kind: 'conflict',
    says: text('Il dato c’è già, con lo stesso valore.', 'The figure is already there, with the same value.'),
    remedy: text(
      'Una correzione ha un altro valore, un altro stato o un’altra fonte.',
      'A correction has another value, another standing or another source.',
    ),
  }),
  noFigure: (): Refusal => ({
    code: 'membership/no-figure',
    kind: 'conflict',
    says: text('Per quel giorno non c’è un dato da ritirare.', 'There is no figure of that day to withdraw.'),
  }),
  noPreview: (): Refusal => ({
    code: 'membership/no-preview',
    kind: 'missing',
    says: text(
      "L'anteprima non c'è più: dura un'ora ed è di chi ha caricato il file.",
      'The preview is gone: it lasts an hour and belongs to who uploaded the file.',
    ),
    remedy: text('Caricare di nuovo il file.', 'Upload the file again.'),
  }),
  previewOutdated: (): Refusal => ({
    code: 'membership/preview-outdated',
    kind: 'conflict',
    says: text(
      "Dopo l'anteprima gli enti o i loro dati sono cambiati: confermare farebbe altro da quello che si è visto. Non è stato importato nulla.",
      'Entities or figures changed after the preview: confirming would do something else than what was shown. Nothing was imported.',
    ),
    remedy: text(
      'Caricare di nuovo il file e guardare la nuova anteprima.',
      'Upload the file again and look at the new preview.',
    ),
  }),
  wrongLines: (count: number): Refusal => ({
    code: 'membership/wrong-lines',
    kind: 'conflict',
    says: text(
      count === 1 ? "Nel file c'è una riga errata." : `Nel file ci sono ${count} righe errate.`,
      count === 1 ? 'There is a wrong line in the file.' : `There are ${count} wrong lines in the file.`,
    ),
    remedy: text(
      'Correggere il file e caricarlo di nuovo, oppure confermare lasciando fuori le righe errate.',
      'Correct the file and upload it again, or confirm leaving the wrong lines out.',
    ),
  }),
};

function names(entities: readonly Entity[]): readonly string[] {
  return entities.map((entity) => entity.name);
}
