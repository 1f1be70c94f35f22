import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { enumerate, type Text, text } from '../../../kernel/text.ts';
import { callOf, type Voter } from './voter.ts';

/** A figure that a rule needs, its register, and the entities that lack it. */
export type MissingFigure = {
  readonly figure: Text;
  readonly register: 'population' | 'direct-costs';
  readonly of: readonly Voter[];
};

const mostNamed = 5;

/** All where they are few; else the first, and how many others. */
function namesOf({ of }: MissingFigure): Text {
  const names = of.map(callOf);
  const rest = names.length - mostNamed;
  if (rest <= 1) return text(enumerate(names, 'it'), enumerate(names, 'en'));
  const first = names.slice(0, mostNamed);
  return text(enumerate([...first, `altri ${rest} enti`], 'it'), enumerate([...first, `${rest} other entities`], 'en'));
}

/** Every way this module says no. */
export const refusals = {
  missingFigures: (missing: readonly MissingFigure[], source: Source): Refusal => ({
    code: 'meetings/missing-figure',
    kind: 'rule',
    says: text(
      `Dati che mancano: ${missing.map((one) => `${one.figure.it} di ${namesOf(one).it}`).join('; ')}.`,
      `Missing figures: ${missing.map((one) => `${one.figure.en} of ${namesOf(one).en}`).join('; ')}.`,
    ),
    remedy: text(
      'Indicare il dato per ciascuno di questi enti: il peso del voto non si calcola a stima.',
      'Give the figure of each of these entities: the weight of a vote is never estimated.',
    ),
    at: { title: text('Dati degli enti', 'Figures of the entities'), path: '/enti/dati' },
    source,
  }),
  outsideBands: (of: readonly string[], source: Source): Refusal => ({
    code: 'meetings/outside-bands',
    kind: 'rule',
    says: text(
      `Nessuna fascia di voti comprende ${enumerate(of, 'it')}.`,
      `No band of votes includes ${enumerate(of, 'en')}.`,
    ),
    remedy: text(
      "Aggiungere alla clausola l'ultima fascia, senza limite superiore.",
      'Add the last band to the clause, without an upper limit.',
    ),
    source,
  }),
  notComputable: (key: string, chosen: string, source: Source): Refusal => ({
    code: 'meetings/setting-not-computable',
    kind: 'rule',
    says: text(
      `Con l'impostazione «${key}: ${chosen}» il peso del voto non si ricava dai soli dati degli enti.`,
      `With the setting "${key}: ${chosen}" the weight of votes does not follow from the figures of the entities alone.`,
    ),
    remedy: text("Scegliere un'altra lettura di questa impostazione.", 'Choose another reading of this setting.'),
    source,
  }),
  noTotalSpending: (source: Source): Refusal => ({
    code: 'meetings/missing-total-spending',
    kind: 'rule',
    says: text(
      'Manca la spesa totale su cui si misurano i costi diretti.',
      'Missing: the total spending that direct costs are measured on.',
    ),
    remedy: text('Indicare la spesa totale del servizio.', 'Give the total spending of the service.'),
    source,
  }),
  notRegulated: (
    body: string,
    matter: 'weights' | 'ballot' | 'notice',
    agreement: { readonly id: string; readonly shortName: string },
  ): Refusal => {
    const what: Record<typeof matter, Text> = {
      weights: text('il peso dei voti', 'the weight of votes'),
      ballot: text('il numero legale e la maggioranza', 'quorum and majority'),
      notice: text('il preavviso di convocazione', 'the notice of meetings'),
    };
    return {
      code: 'meetings/not-regulated',
      kind: 'rule',
      says: text(
        `La convenzione «${agreement.shortName}» non disciplina ${what[matter].it} per l'organo «${body}».`,
        `The agreement "${agreement.shortName}" does not regulate ${what[matter].en} for the body "${body}".`,
      ),
      remedy: text(
        'Aggiungere la clausola al documento della convenzione.',
        'Add the clause to the agreement document.',
      ),
    };
  },
  nobodyEntitled: (source: Source): Refusal => ({
    code: 'meetings/nobody-entitled',
    kind: 'rule',
    says: text(
      'Nessun ente ha diritto di esprimersi: il totale su cui calcolare la soglia è zero.',
      'No entity is entitled to a voice: the total of which the threshold is a part is zero.',
    ),
    remedy: text('Indicare gli enti che hanno diritto di voto.', 'Give the entities that are entitled to vote.'),
    source,
  }),
  noNoticeTerm: (kind: Text, source: Source): Refusal => ({
    code: 'meetings/no-notice-term',
    kind: 'rule',
    says: text(`Il testo non fissa un preavviso per ${kind.it}.`, `The text sets no notice for ${kind.en}.`),
    remedy: text(
      'Aggiungere il termine alla clausola, in giorni o in ore.',
      'Add the term to the clause, in days or in hours.',
    ),
    source,
  }),
};
