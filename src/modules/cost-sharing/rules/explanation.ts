import { parseFraction, reduce, toShortestDecimal } from '../../../kernel/fraction.ts';
import { type Cents, cents, showMoney } from '../../../kernel/money.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { fact, given, money, onDay, percent, step, type Trace, type Why } from '../../../kernel/trace.ts';
import { readingTraces } from '../../agreement/rules/index.ts';
import type { Share } from './allocation.ts';
import type { Cost, Secondment } from './cost.ts';
import { type CostSplit, partOf } from './cost-split.ts';
import { clauseTrace, KeyExplanation, type Known } from './key-explanation.ts';
import { contributionName, type Surplus } from './net-of-contributions.ts';
import { reimbursedFor } from './reimbursement.ts';
import { entityTitle } from './sharing-entity.ts';

/** What was computed, to be explained. */
export type Computed = Known & {
  readonly secondments?: readonly Secondment[];
  readonly costs: readonly CostSplit[];
  readonly shares: readonly Share[];
  readonly surplus: readonly Surplus[];
  readonly gross: Cents;
  readonly contributions: Cents;
};

type SplitExplanation = { readonly net: Trace; readonly key: KeyExplanation; readonly clause: Trace };

/**
 * The explanations of an allocation, made when asked for. What many lines have in common (the net of a cost, a taker's part of a
 * key) is one node that all of them hold.
 */
export class Explanation {
  readonly #known: Computed;
  readonly #splits = new Map<CostSplit, SplitExplanation>();
  readonly #keys = new Map<object, Map<string, KeyExplanation>>();
  readonly #rounding: Trace[];

  constructor(known: Computed) {
    this.#known = known;
    const { conventions } = known.clauses;
    this.#rounding = conventions ? [clauseTrace(conventions), ...readingTraces(conventions, 'rounding')] : [];
  }

  /** Why an entity, by its place, bears this of a cost; undefined where it takes no part in it. */
  line(split: CostSplit, entity: number): Trace | undefined {
    const taker = split.split.placeOf[entity]!;
    return taker < 0 ? undefined : this.#line(split, taker, this.#ofSplit(split));
  }

  /** Why each taker of a cost bears its part, in their order; each made when it is reached. */
  *cost(split: CostSplit): Iterable<Trace> {
    const made = this.#ofSplit(split);
    for (let taker = 0; taker < split.split.takers.length; taker++) yield this.#line(split, taker, made);
  }

  #line(split: CostSplit, taker: number, { net, key, clause }: SplitExplanation): Trace {
    const value = money(partOf(split.parts, taker));
    if (split.by === 'direct')
      return { what: split.title, value, why: atActualCost, from: [this.#direct(split, taker), net, clause] };
    return {
      what: split.title,
      value,
      why: key.why(taker),
      from: [net, key.part(taker), ...this.#adhesion(split, taker)],
    };
  }

  /** Why an entity bears its amount; where it lends staff, why its net position is what it is. */
  share(entity: number): Trace {
    const { amount, reimbursement, netPosition } = this.#known.shares[entity]!;
    const name = entityTitle(this.#known.entities[entity]!);
    const lines = this.#known.costs.flatMap((split) => this.line(split, entity) ?? []);
    const what = text(`quota di ${name}`, `share of ${name}`);
    const share =
      lines.length > 0
        ? step(what, money(amount), text('somma delle sue righe', 'sum of its lines'), [...lines, ...this.#rounding])
        : this.#noShare(what, entity);
    const lent = (this.#known.secondments ?? []).filter(
      (secondment) => secondment.entity === this.#known.entities[entity]!.code,
    );
    if (lent.length === 0) return share;
    return step(
      text(`posizione netta di ${name}`, `net position of ${name}`),
      money(netPosition),
      text('quota meno rimborso del personale assegnato', 'share less reimbursement of the staff it lends'),
      [
        share,
        step(
          text(`rimborso a ${name}`, `reimbursement to ${name}`),
          money(reimbursement),
          text('somma dei rimborsi', 'sum of the reimbursements'),
          lent.map((secondment) => this.#reimbursed(secondment)),
        ),
      ],
    );
  }

  /** Why an entity's percentage is what it is. */
  percent(entity: number): Trace {
    const share = this.#known.shares[entity]!;
    const name = entityTitle(this.#known.entities[entity]!);
    const net = cents(this.#known.gross - this.#known.contributions);
    const exact = parseFraction(`${share.percent}%`)!;
    const { conventions } = this.#known.clauses;
    return step(
      text(`percentuale di ${name}`, `percentage of ${name}`),
      percent(exact, share.percent.split('.')[1]?.length ?? 0),
      text(
        'quota sul netto; i decimali che avanzano vanno ai resti più grandi, perché il totale faccia 100',
        'share of the net; the decimals left over go to the largest remainders, so that the total is 100',
      ),
      [
        this.share(entity),
        given(text('netto da dividere', 'net to be shared'), money(net)),
        ...(conventions ? readingTraces(conventions, 'percentDecimals') : []),
      ],
    );
  }

  /** The whole: gross, contributions, surplus, and each key with the figures of all entities. */
  total(): Trace {
    const { year, costs, gross, contributions, surplus, clauses } = this.#known;
    const keys = new Set<KeyExplanation>();
    for (const split of costs) if (split.by !== 'direct') keys.add(this.#ofSplit(split).key);
    return step(
      text(`riparto ${year}: netto`, `allocation ${year}: net`),
      money(cents(gross - contributions)),
      text('spese meno contributi', 'costs less contributions'),
      [
        step(
          text('spese', 'costs'),
          money(gross),
          text('somma delle spese', 'sum of the costs'),
          costs.map((split) => this.#ofSplit(split).net),
        ),
        ...(contributions > 0n
          ? [
              step(
                text('contributi che riducono le spese', 'contributions that reduce the costs'),
                money(contributions),
                text('somma di ciò che ogni spesa riceve', 'sum of what each cost receives'),
                costs.filter(({ reduction }) => reduction > 0n).map((split) => this.#reduction(split)),
              ),
            ]
          : []),
        ...surplus.map(({ cost, amount }) =>
          given(text(`avanzo di contributi: ${cost}`, `surplus of contributions: ${cost}`), money(amount)),
        ),
        ...[...keys].map((key) => key.whole()),
        ...this.#rounding,
        ...(clauses.contributions ? readingTraces(clauses.contributions) : []),
        ...(clauses.reimbursement ? readingTraces(clauses.reimbursement) : []),
      ],
    );
  }

  #ofSplit(split: CostSplit): SplitExplanation {
    let made = this.#splits.get(split);
    if (!made) {
      made = { net: this.#net(split), key: this.#keyOf(split), clause: clauseTrace(split.clause) };
      this.#splits.set(split, made);
    }
    return made;
  }

  #keyOf(split: CostSplit): KeyExplanation {
    let byClause = this.#keys.get(split.split);
    if (!byClause) {
      byClause = new Map();
      this.#keys.set(split.split, byClause);
    }
    let key = byClause.get(split.clause.id);
    if (!key) {
      key = new KeyExplanation(split, this.#known);
      byClause.set(split.clause.id, key);
    }
    return key;
  }

  #net(split: CostSplit): Trace {
    const { cost, secondment, gross, reduction, net } = split;
    const amount = secondment ? this.#reimbursed(secondment) : cost ? this.#gross(cost, split.title) : undefined;
    const authorised = split.by === 'requested' && cost?.authorised ? [this.#authorised(cost.authorised)] : [];
    const from = [...(amount ? [amount] : []), ...authorised];
    if (reduction === 0n) {
      if (from.length === 1) return from[0]!;
      return step(
        text(`spesa ${split.title.it}`, `cost ${split.title.en}`),
        money(gross),
        text('importo autorizzato', 'amount authorised'),
        from,
      );
    }
    return step(
      text(`${split.title.it}, netto`, `${split.title.en}, net`),
      money(net),
      text(
        `${showMoney(gross, 'it')} meno ${showMoney(reduction, 'it')} di contributi`,
        `${showMoney(gross, 'en')} less ${showMoney(reduction, 'en')} of contributions`,
      ),
      [...from, this.#reduction(split)],
    );
  }

  #gross(cost: Cost, title: Text): Trace {
    const what = text(`importo di ${title.it}`, `amount of ${title.en}`);
    const { origin } = cost;
    return origin
      ? fact(what, money(cost.amount), origin.register, origin.on, origin.evidence)
      : given(what, money(cost.amount));
  }

  #authorised(on: NonNullable<Cost['authorised']>): Trace {
    return given(text('progetto autorizzato', 'project authorised'), onDay(on));
  }

  #reduction(split: CostSplit): Trace {
    const clause = this.#known.clauses.contributions;
    const what = text(`contributi a riduzione di ${split.title.it}`, `contributions that reduce ${split.title.en}`);
    const all = clause?.terms.scope === 'grand_total';
    return step(
      what,
      money(split.reduction),
      all
        ? text(
            'parte del totale dei contributi, in proporzione alla spesa',
            'part of all contributions, in proportion to the cost',
          )
        : text(
            'contributi avuti per questa spesa, fino al suo importo',
            'contributions obtained for this cost, up to its amount',
          ),
      [
        ...(split.cost?.contributions ?? []).map((contribution) =>
          given(contributionName(contribution), money(contribution.amount)),
        ),
        ...(clause ? [clauseTrace(clause), ...readingTraces(clause, 'scope')] : []),
      ],
    );
  }

  /** The act by which an entity adhered, where a cost is of those alone who did. */
  #adhesion(split: CostSplit, taker: number): Trace[] {
    const entity = this.#known.entities[split.split.takers[taker]!]!;
    const adhered = split.cost?.adhesions?.get(entity.code);
    if (!adhered) return [];
    const name = entityTitle(entity);
    const what = text(`adesione di ${name}`, `adhesion of ${name}`);
    return [fact(what, onDay(adhered.from), 'catalogo dei servizi', adhered.from, adhered.act)];
  }

  #direct(split: CostSplit, taker: number): Trace {
    const entity = this.#known.entities[split.split.takers[taker]!]!;
    const name = entityTitle(entity);
    return given(
      text(`costo effettivo del servizio di ${name}`, `actual cost of the service of ${name}`),
      money(cents(split.split.key.weights[taker]!)),
    );
  }

  #reimbursed(secondment: Secondment): Trace {
    const { reimbursement } = this.#known.clauses;
    const { cost, part, person } = secondment;
    const rate = reduce({ num: part.num * 100n, den: part.den });
    const shown = toShortestDecimal(rate);
    const who = person === undefined ? '' : ` ${person}`;
    return step(
      text(`rimborso del personale assegnato${who}`, `reimbursement of staff lent${who}`),
      money(reimbursedFor(secondment)),
      text(`${showMoney(cost, 'it')} × ${shown.replace('.', ',')}%`, `${showMoney(cost, 'en')} × ${shown}%`),
      [
        given(text(`costo annuo${who}`, `yearly cost${who}`), money(cost)),
        given(text(`parte di lavoro per il servizio${who}`, `part of the work for the service${who}`), percent(part)),
        ...(reimbursement ? [clauseTrace(reimbursement), ...readingTraces(reimbursement, 'inPool')] : []),
      ],
    );
  }

  /** An entity without lines: the lead that takes no part, or one that no cost concerns. */
  #noShare(what: Text, entity: number): Trace {
    const { clauses, leads } = this.#known;
    const { clause } = clauses.general;
    const value = money(cents(0n));
    if (leads[entity] && (clause.terms.lead === 'excluded' || clause.terms.lead === false)) {
      return step(what, value, text('il capofila non paga una quota', 'the lead pays no share'), [
        clauseTrace(clause),
        ...readingTraces(clause, 'lead'),
      ]);
    }
    const because = text('non partecipa a nessuna delle spese', 'it takes part in none of the costs');
    return { what, value, why: { kind: 'assumed', because }, from: [] };
  }
}

const atActualCost: Why = {
  kind: 'step',
  how: text(
    'costo effettivo del servizio, al netto dei contributi',
    'actual cost of the service, net of contributions',
  ),
};
