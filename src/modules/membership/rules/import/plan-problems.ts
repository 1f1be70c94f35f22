import { enumerate, text } from '../../../../kernel/text.ts';
import type { Entity } from '../entity.ts';

/** Why a line that reads well cannot be taken into the register. */
export const planProblems = {
  several: (entities: readonly Entity[]) => {
    const names = entities.map((entity) => entity.name);
    return text(
      `I codici di questa riga sono di enti diversi: ${enumerate(names, 'it')}.`,
      `The codes on this row are of different entities: ${enumerate(names, 'en')}.`,
    );
  },
  noName: text('Per aggiungere un ente serve il nome.', 'A name is needed to add an entity.'),
  noKind: text(
    'Per aggiungere un ente serve il tipo: comune, unione, comunità montana, provincia, altro.',
    'A kind is needed to add an entity: municipality, union, mountain community, province, other.',
  ),
  noOwnCode: text(
    'Per aggiungere un ente serve il suo codice, quello IPA o, per un comune, quello catastale.',
    'To add an entity its code is needed: the IPA one or, for a municipality, the land registry’s.',
  ),
  taken: (code: string, holder: string) =>
    text(`Il codice ${code} è già di ${holder}.`, `The code ${code} already belongs to ${holder}.`),
  secondLead: (lead: string) =>
    text(
      `C'è già un capofila: ${lead}. Può essercene uno solo.`,
      `There is already a lead: ${lead}. There can be only one.`,
    ),
  alreadyIn: (name: string) =>
    text(
      `In quei giorni ${name} fa già parte dell'associazione.`,
      `${name} is already in the association in those days.`,
    ),
  noRepresentative: (code: string) =>
    text(
      `Chi rappresenta, «${code}», non è tra gli enti dell'associazione.`,
      `Who represents, “${code}”, is not among the entities of the association.`,
    ),
};
