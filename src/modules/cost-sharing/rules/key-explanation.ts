import { showNumber } from '../../../kernel/explain.ts';
import { type Fraction, fraction, reduce } from '../../../kernel/fraction.ts';
import { parseMoney, showMoney } from '../../../kernel/money.ts';
import { type Text, text } from '../../../kernel/text.ts';
import {
  count,
  fact,
  given,
  onDay,
  percent,
  ratio,
  stated,
  step,
  type Trace,
  type Why,
  words,
} from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import type { CostSplit } from './cost-split.ts';
import { countedName, showCount, termPhrase } from './driver-words.ts';
import { membershipIn } from './membership-days.ts';
import type { SharingClauses } from './sharing-clauses.ts';
import { entityTitle, type Figure, figureValue, type SharingEntity } from './sharing-entity.ts';
import type { Counted, CountedTerm, SharingKey } from './sharing-key.ts';

/** What an explanation of keys needs to know. */
export type Known = {
  readonly year: number;
  readonly entities: readonly SharingEntity[];
  readonly leads: readonly boolean[];
  readonly clauses: SharingClauses;
  readonly figures?: { readonly register: string; readonly on: string };
};

/**
 * Why each taker has its part of a key: the sentence and the tree, made once for each taker and shared by all the costs that are
 * split by the key under one clause.
 */
export class KeyExplanation {
  readonly #known: Known;
  readonly #split: CostSplit;
  readonly #before: SharingKey;
  readonly #rules: InForce<'allocation'>;
  readonly #whys: (Why | undefined)[] = [];
  readonly #parts: (Trace | undefined)[] = [];
  readonly #totals: Trace[];
  readonly #words: TermWords[];
  readonly #clause: Trace;

  constructor(split: CostSplit, known: Known) {
    this.#known = known;
    this.#split = split;
    this.#before = split.before ?? split.split;
    this.#rules = split.clause.kind === 'allocation' ? split.clause : known.clauses.general.clause;
    this.#totals = this.#before.terms.map((term) => this.#totalOf(term));
    this.#words = this.#before.terms.map(wordsOf);
    this.#clause = clauseTrace(split.clause);
  }

  /** "metà per PC (130 su 388) + metà per abitanti (20.500 su 63.330), art. 13 c. 1" */
  why(taker: number): Why {
    this.#whys[taker] ??= { kind: 'step', how: this.#sentence(taker) };
    return this.#whys[taker];
  }

  /** The taker's part of the whole, with its figures, totals and clause. */
  part(taker: number): Trace {
    this.#parts[taker] ??= this.#partOf(taker);
    return this.#parts[taker];
  }

  /** The key with every figure of all takers. */
  whole(): Trace {
    const { terms, takers } = this.#before;
    const names = terms.map(({ counted, weight }) => termPhrase(counted, weight));
    return step(
      joined(names, (each) => text(`chiave ${each.it}`, `key ${each.en}`)),
      count(takers.length, text('enti', 'entities')),
      text('dati degli enti che partecipano', 'figures of the entities that take part'),
      [
        ...terms.map((term) =>
          step(
            this.#totalName(term.counted),
            ratio(term.total),
            text('somma dei dati degli enti', 'sum of the figures of the entities'),
            takers.map((_, taker) => this.#ownOf(term, taker)),
          ),
        ),
        ...this.#correction(),
        this.#clause,
        ...readingTraces(this.#split.clause),
      ],
    );
  }

  #sentence(taker: number): Text {
    const { article } = this.#split.clause;
    const terms = this.#before.terms.map(({ counts }, place): Text => {
      const { phrase, total } = this.#words[place]!;
      const own = counts[taker]!;
      return {
        it: `${phrase.it} (${showCount(own, 'it')} su ${total.it})`,
        en: `${phrase.en} (${showCount(own, 'en')} of ${total.en})`,
      };
    });
    const corrective = this.#known.clauses.corrective?.article ?? '';
    const changed =
      this.#split.changedBy === 'corrective'
        ? text(`, con il correttivo dell'${corrective}`, `, with the corrective of ${corrective}`)
        : this.#split.changedBy === 'limits'
          ? text(', entro i limiti della quota', ', within the bounds of the share')
          : text('', '');
    return joined(terms, (each) => text(`${each.it}, ${article}${changed.it}`, `${each.en}, ${article}${changed.en}`));
  }

  #partOf(taker: number): Trace {
    const { weights, total } = this.#split.split.key;
    const name = this.#nameOf(taker);
    const what = text(`parte di ${name}`, `part of ${name}`);
    const value = percent({ num: weights[taker]!, den: total }, 4);
    const terms = this.#before.terms.map((_, place) => this.#termOf(place, taker));
    const plainHow = text('somma delle parti per ciascun dato', 'sum of the parts by each figure');
    const correction = this.#correction();
    if (correction.length === 0) return step(what, value, plainHow, [...terms, this.#clause]);
    const { key } = this.#before;
    return step(what, value, correction[0]!.what, [
      step(
        text(`parte di ${name} prima`, `part of ${name} before`),
        percent({ num: key.weights[taker]!, den: key.total }, 4),
        plainHow,
        [...terms, this.#clause],
      ),
      ...correction,
    ]);
  }

  #correction(): Trace[] {
    const { changedBy } = this.#split;
    if (changedBy === 'limits')
      return [stated(text('limiti della quota', 'bounds of the share'), words(this.#rules.title), this.#rules.source)];
    const clause = this.#known.clauses.corrective;
    if (changedBy !== 'corrective' || !clause) return [];
    const { corrective } = clause.terms;
    if (corrective === 'none') return [];
    const says =
      corrective.method === 'percent_reduction'
        ? text(
            `${corrective.rate.replace('.', ',')}% in meno a chi ha fino a ${showNumber(corrective.threshold, 'it')} abitanti, a carico degli altri in proporzione`,
            `${corrective.rate}% less for who has up to ${showNumber(corrective.threshold, 'en')} inhabitants, borne by the others in proportion`,
          )
        : text(
            `al massimo ${showMoney(parseMoney(corrective.cap)!, 'it')} per abitante, l'eccedenza agli altri in proporzione`,
            `at most ${showMoney(parseMoney(corrective.cap)!, 'en')} an inhabitant, the excess to the others in proportion`,
          );
    return [stated(says, words(clause.title), clause.source), ...readingTraces(clause)];
  }

  #termOf(place: number, taker: number): Trace {
    const term = this.#before.terms[place]!;
    const { phrase, times, total } = this.#words[place]!;
    const own = term.counts[taker]!;
    const part = {
      num: term.weight.num * own.num * term.total.den,
      den: term.weight.den * own.den * term.total.num,
    };
    return step(
      phrase,
      ratio(part),
      text(`${times}${showCount(own, 'it')} / ${total.it}`, `${times}${showCount(own, 'en')} / ${total.en}`),
      [this.#ownOf(term, taker), this.#totals[place]!],
    );
  }

  #totalName(counted: Counted): Text {
    const name = countedName(counted);
    const size = this.#before.takers.length;
    return text(`${name.it}, totale di ${size} enti`, `${name.en}, total of ${size} entities`);
  }

  #totalOf({ counted, total }: CountedTerm): Trace {
    const what = this.#totalName(counted);
    if (counted === 'equal') return stated(what, ratio(total), this.#split.clause.source);
    if (counted === 'weights') return given(what, ratio(total));
    const { register, on } = this.#provenance();
    return fact(what, ratio(total), register, on);
  }

  #provenance(): { register: string; on: string } {
    return this.#known.figures ?? { register: 'facts', on: `${this.#known.year - 1}-12-31` };
  }

  #entity(taker: number): SharingEntity {
    return this.#known.entities[this.#before.takers[taker]!]!;
  }

  #nameOf(taker: number): string {
    return entityTitle(this.#entity(taker));
  }

  #ownOf({ counted, counts }: CountedTerm, taker: number): Trace {
    const own = counts[taker]!;
    if (typeof counted === 'string') return this.#simple(counted, taker, own);
    const name = countedName(counted);
    const what = text(`${name.it} di ${this.#nameOf(taker)}`, `${name.en} of ${this.#nameOf(taker)}`);
    const rule = stated(name, words(this.#split.clause.title), this.#split.clause.source);
    if ('having' in counted) {
      const figure = this.#entity(taker).units?.get(counted.having);
      const has = text(
        'uno per chi ha il servizio, zero per gli altri',
        'one for who has the service, zero for the others',
      );
      return step(what, ratio(own), has, [
        figure === undefined ? rule : this.#figure(`units:${counted.having}`, figure, taker),
      ]);
    }
    const drivers = 'sum' in counted ? counted.sum.map(({ driver }) => driver) : [counted.bands.of];
    const how =
      'sum' in counted
        ? text('dati per i loro pesi', 'figures times their weights')
        : text('punti della fascia', 'points of the band');
    return step(what, ratio(own), how, [...drivers.map((driver) => this.#simple(driver, taker)), rule]);
  }

  /** A figure of the entity as its register states it; workstations by days of membership where the clause says so. */
  #simple(driver: string, taker: number, own?: Fraction): Trace {
    const entity = this.#entity(taker);
    const name = this.#nameOf(taker);
    if (driver === 'equal')
      return stated(text(`una parte per ${name}`, `one part for ${name}`), count(1), this.#split.clause.source);
    if (driver === 'weights') {
      const weight = own ?? fraction(0);
      return given(text(`peso indicato per ${name}`, `weight given for ${name}`), ratio(weight));
    }
    if (driver === 'population' && this.#leadsWithoutInhabitants(taker)) {
      const what = text(
        `abitanti di ${name}, che partecipa solo con i suoi PC`,
        `inhabitants of ${name}, which takes part with its PCs only`,
      );
      return stated(what, count(0), this.#rules.source);
    }
    const figure =
      driver === 'population'
        ? entity.population
        : driver === 'workstations'
          ? entity.workstations
          : entity.units?.get(driver.slice('units:'.length));
    const trace = this.#figure(driver, figure ?? 0, taker);
    if (driver !== 'workstations' || this.#rules.terms.joining !== 'by_days' || this.#split.clause !== this.#rules)
      return trace;
    const part = membershipIn(this.#known.year, entity);
    if (part.num === part.den) return trace;
    const whole = figureValue(figure ?? 0);
    return step(
      text(`personal computer contati di ${name}`, `computers counted of ${name}`),
      ratio({ num: BigInt(whole) * part.num, den: part.den }),
      text(
        `${showNumber(whole, 'it')} per ${part.num} giorni di adesione su ${part.den}`,
        `${showNumber(whole, 'en')} for ${part.num} days of membership of ${part.den}`,
      ),
      [
        trace,
        ...(entity.joined ? [given(text(`adesione di ${name}`, `${name} joined`), onDay(entity.joined))] : []),
        ...(entity.left ? [given(text(`uscita di ${name}`, `${name} left`), onDay(entity.left))] : []),
      ],
    );
  }

  #leadsWithoutInhabitants(taker: number): boolean {
    return this.#rules.terms.lead === 'pc_only' && this.#known.leads[this.#before.takers[taker]!] === true;
  }

  #figure(driver: string, figure: Figure, taker: number): Trace {
    const name = countedName(driver as Counted);
    const what = text(`${name.it} di ${this.#nameOf(taker)}`, `${name.en} of ${this.#nameOf(taker)}`);
    const { register, on } = typeof figure === 'number' ? this.#provenance() : figure;
    return fact(
      what,
      count(figureValue(figure)),
      register,
      on,
      typeof figure === 'number' ? undefined : figure.evidence,
    );
  }
}

/** What the sentences on a term have in common for all takers. */
type TermWords = { readonly phrase: Text; readonly total: Text; readonly times: string };

function wordsOf({ counted, weight, total }: CountedTerm): TermWords {
  const { num, den } = reduce(weight);
  return {
    phrase: termPhrase(counted, weight),
    total: { it: showCount(total, 'it'), en: showCount(total, 'en') },
    times: num === den ? '' : `${num}/${den} × `,
  };
}

function joined(parts: readonly Text[], finish: (all: Text) => Text): Text {
  return finish({ it: parts.map(({ it }) => it).join(' + '), en: parts.map(({ en }) => en).join(' + ') });
}

const clauseTraces = new WeakMap<object, Trace>();

/** The clause itself as a leaf: title, article, version, act. One leaf for all the explanations it stands below. */
export function clauseTrace(clause: Pick<CostSplit['clause'], 'title' | 'source'>): Trace {
  let made = clauseTraces.get(clause.source);
  if (!made) {
    made = stated(text('clausola', 'clause'), words(clause.title), clause.source);
    clauseTraces.set(clause.source, made);
  }
  return made;
}
