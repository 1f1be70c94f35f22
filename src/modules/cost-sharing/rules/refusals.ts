import type { EntityCode } from '../../../kernel/entity.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { enumerate, type Text } from '../../../kernel/text.ts';

/** A figure that a key needs and nobody stated. */
export type MissingFigure = {
  readonly figure: Text;
  /** `Londa (c_e668)`. */
  readonly entity: string;
};

const sentence = (parts: readonly string[]) => parts.join(' ');

/** Every way cost sharing says no. */
export const refusals = {
  missingFigures: (missing: readonly MissingFigure[], source: Source): Refusal => {
    const byFigure = new Map<string, { figure: Text; entities: string[] }>();
    for (const { figure, entity } of missing) {
      const group = byFigure.get(figure.it) ?? { figure, entities: [] };
      if (!group.entities.includes(entity)) group.entities.push(entity);
      byFigure.set(figure.it, group);
    }
    const groups = [...byFigure.values()];
    return {
      code: 'cost-sharing/missing-figure',
      kind: 'rule',
      says: {
        it: sentence(
          groups.map(({ figure, entities }) => `Manca il dato «${figure.it}» di ${enumerate(entities, 'it')}.`),
        ),
        en: sentence(
          groups.map(({ figure, entities }) => `The figure "${figure.en}" of ${enumerate(entities, 'en')} is missing.`),
        ),
      },
      remedy: {
        it: 'Indicare il dato di ogni ente nominato; chi non ha il servizio indica 0.',
        en: 'State the figure of each entity named; who does not have the service states 0.',
      },
      source,
    };
  },
  emptyKeys: (keys: readonly { readonly key: Text; readonly costs: readonly string[] }[], source: Source): Refusal => ({
    code: 'cost-sharing/empty-key',
    kind: 'rule',
    says: {
      it: sentence(
        keys.map(
          ({ key, costs }) =>
            `Il totale della chiave «${key.it}» è zero: ${enumerate(costs, 'it')} non si può dividere.`,
        ),
      ),
      en: sentence(
        keys.map(
          ({ key, costs }) => `The total of the key "${key.en}" is zero: ${enumerate(costs, 'en')} cannot be split.`,
        ),
      ),
    },
    remedy: {
      it: 'Correggere i dati della chiave o i partecipanti della spesa.',
      en: 'Correct the figures of the key or the participants of the cost.',
    },
    source,
  }),
  outsideBands: (entities: readonly string[], source: Source): Refusal => ({
    code: 'cost-sharing/outside-bands',
    kind: 'rule',
    says: {
      it: `Nessuna fascia comprende ${enumerate(entities, 'it')}.`,
      en: `No band holds ${enumerate(entities, 'en')}.`,
    },
    remedy: {
      it: 'Aggiungere alla clausola una fascia senza limite.',
      en: 'Add a band without a limit to the clause.',
    },
    source,
  }),
  mixNotWhole: (sum: string, source: Source): Refusal => ({
    code: 'cost-sharing/mix-not-whole',
    kind: 'rule',
    says: {
      it: `Le parti della chiave devono essere positive e sommare a 1, invece sommano a ${sum}.`,
      en: `The parts of the key must be positive and sum to 1, but they sum to ${sum}.`,
    },
    remedy: { it: 'Correggere le parti nella clausola.', en: 'Correct the parts in the clause.' },
    source,
  }),
  rateAboveWhole: (rate: string, source: Source): Refusal => ({
    code: 'cost-sharing/rate-above-whole',
    kind: 'rule',
    says: {
      it: `Una riduzione del ${rate}% toglie più dell'intera quota.`,
      en: `A reduction of ${rate}% takes away more than the whole share.`,
    },
    remedy: { it: 'Indicare una riduzione da 0 a 100.', en: 'State a reduction from 0 to 100.' },
    source,
  }),
  allAtTheCap: (source: Source): Refusal => ({
    code: 'cost-sharing/all-at-the-cap',
    kind: 'rule',
    says: {
      it: 'Tutti gli enti sono al limite: nessuno può prendere ciò che avanza.',
      en: 'Every entity is at the cap: nobody can take over what is left.',
    },
    remedy: { it: 'Alzare il limite o ridurre la spesa.', en: 'Raise the cap or reduce the cost.' },
    source,
  }),
  floorsAboveTotal: (cost: string, source: Source): Refusal => ({
    code: 'cost-sharing/floors-above-total',
    kind: 'rule',
    says: {
      it: `Le quote minime superano la spesa ${cost}.`,
      en: `The minimum shares exceed the cost ${cost}.`,
    },
    remedy: { it: 'Abbassare le quote minime.', en: 'Lower the minimum shares.' },
    source,
  }),
  nobodyTakesOver: (source: Source): Refusal => ({
    code: 'cost-sharing/nobody-takes-over',
    kind: 'rule',
    says: {
      it: 'Gli enti oltre la soglia hanno una chiave pari a zero: nessuno può prendere la riduzione degli altri.',
      en: 'The entities above the threshold have a key of zero: nobody can take over the reduction of the others.',
    },
    remedy: { it: 'Cambiare soglia o correttivo.', en: 'Change the threshold or the corrective.' },
    source,
  }),
  unknownItem: (cost: string, item: string | undefined, source: Source): Refusal => ({
    code: 'cost-sharing/unknown-item',
    kind: 'rule',
    says:
      item === undefined
        ? {
            it: `La spesa ${cost} non dice a quale voce appartiene.`,
            en: `The cost ${cost} does not say to which item it belongs.`,
          }
        : {
            it: `La voce «${item}» della spesa ${cost} non è della convenzione.`,
            en: `The item "${item}" of the cost ${cost} is not of the agreement.`,
          },
    remedy: { it: 'Scegliere una voce delle clausole di riparto.', en: 'Choose an item of the cost-sharing clauses.' },
    source,
  }),
  keyMissing: (cost: string, source: Source): Refusal => ({
    code: 'cost-sharing/key-missing',
    kind: 'rule',
    says: {
      it: `La spesa ${cost} non dice con quale chiave si divide, e il testo non ne fissa una.`,
      en: `The cost ${cost} does not say by which key it is split, and the text fixes none.`,
    },
    remedy: {
      it: 'Indicare la chiave: postazioni, abitanti, parti uguali, unità di un servizio o pesi.',
      en: 'State the key: workstations, inhabitants, equal parts, units of a service or weights.',
    },
    source,
  }),
  noGeneralKey: (source: Source): Refusal => ({
    code: 'cost-sharing/no-general-key',
    kind: 'rule',
    says: {
      it: 'La convenzione non ha una chiave generale con cui dividere questa spesa.',
      en: 'The agreement has no general key by which to split this cost.',
    },
    remedy: {
      it: 'Segnare come generale una clausola di riparto.',
      en: 'Mark a cost-sharing clause as the general one.',
    },
    source,
  }),
  noUnit: (item: string, source: Source): Refusal => ({
    code: 'cost-sharing/no-unit',
    kind: 'rule',
    says: {
      it: `La voce «${item}» non ha un'unità di servizio da contare.`,
      en: `The item "${item}" has no unit of service to count.`,
    },
    remedy: { it: 'Scegliere un altro metodo per la voce.', en: 'Choose another method for the item.' },
    source,
  }),
  directMissing: (cost: string, source: Source): Refusal => ({
    code: 'cost-sharing/direct-missing',
    kind: 'rule',
    says: {
      it: `Della spesa ${cost} manca il costo effettivo di ogni ente.`,
      en: `The actual cost of each entity is missing from the cost ${cost}.`,
    },
    remedy: {
      it: 'Indicare quanto costa il servizio di ogni ente.',
      en: 'State what the service of each entity costs.',
    },
    source,
  }),
  directNotTheAmount: (cost: string, source: Source): Refusal => ({
    code: 'cost-sharing/direct-not-the-amount',
    kind: 'rule',
    says: {
      it: `I costi effettivi degli enti non sommano all'importo della spesa ${cost}.`,
      en: `The actual costs of the entities do not sum to the amount of the cost ${cost}.`,
    },
    remedy: { it: "Correggere i costi o l'importo.", en: 'Correct the costs or the amount.' },
    source,
  }),
  notAuthorised: (cost: string, source: Source): Refusal => ({
    code: 'cost-sharing/not-authorised',
    kind: 'rule',
    says: {
      it: `Il progetto ${cost} non è stato autorizzato.`,
      en: `The project ${cost} was not authorised.`,
    },
    remedy: { it: "Indicare il giorno dell'autorizzazione.", en: 'State the day of the authorisation.' },
    source,
  }),
  noReimbursement: (source: Source): Refusal => ({
    code: 'cost-sharing/no-reimbursement',
    kind: 'rule',
    says: {
      it: 'La convenzione non prevede il rimborso del personale assegnato.',
      en: 'The agreement does not provide for the reimbursement of seconded staff.',
    },
    remedy: {
      it: 'Aggiungere la clausola, o togliere le assegnazioni.',
      en: 'Add the clause, or leave the secondments out.',
    },
    source,
  }),
  unknownEntity: (codes: readonly (EntityCode | string)[], source: Source): Refusal => ({
    code: 'cost-sharing/unknown-entity',
    kind: 'rule',
    says: {
      it: `Nessun ente ha il codice ${enumerate(codes, 'it')}.`,
      en: `No entity has the code ${enumerate(codes, 'en')}.`,
    },
    remedy: { it: 'Correggere i codici nelle spese.', en: 'Correct the codes in the costs.' },
    source,
  }),
};
