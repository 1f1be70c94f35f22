import { createHash } from 'node:crypto';
import { type Day, dayOf, yearOf } from '../../kernel/day.ts';
import { type Fraction, parseFraction, reduce, zero } from '../../kernel/fraction.ts';
import type { Cents } from '../../kernel/money.ts';
import { orRefuse, Refused } from '../../kernel/result.ts';
import { type Text, text } from '../../kernel/text.ts';
import type { Trace } from '../../kernel/trace.ts';
import { readTraces, writeTraces } from '../../kernel/trace-text.ts';
import type { Tx } from '../../platform/action.ts';
import type { BodyOn } from '../bodies/index.ts';
import { figuresOn, membersBetween } from '../membership/index.ts';
import { refusals } from './doors-refusals.ts';
import type { Regulation } from './regulation.ts';
import { countsWeights, figuresLacking, type Voter, weighVotes } from './rules/index.ts';
import { frozenOf, type StoredMeeting } from './storage/meetings.ts';

/** A seat as it was when the sitting opened. `weight` is an exact fraction, `6/1`; null where heads are counted. */
export type FrozenSeat = {
  readonly seat: string;
  readonly title: Text;
  readonly entity: { readonly code: string; readonly name: string } | null;
  /** Who was to sit there. */
  readonly seated: string | null;
  readonly votes: boolean;
  readonly weight: string | null;
  readonly population: number | null;
  readonly economic: number | null;
};

/** Who may vote in a sitting and how much each weighs, frozen at the opening with the figures and the explanation. */
export type Electorate = {
  readonly form: 1;
  readonly body: string;
  readonly on: Day;
  readonly call: number;
  readonly agreement: { readonly id: string; readonly sha256: string };
  /** The day whose figures count. */
  readonly figuresOn: Day;
  readonly figures: readonly {
    readonly entity: string;
    readonly register: string;
    /** Whole units; cents for direct costs. */
    readonly value: string;
    readonly on: Day;
    readonly source: string;
  }[];
  readonly seats: readonly FrozenSeat[];
  readonly total: string | null;
  /** Explanations (`writeTraces`): of each seat's weight, by seat, and of the whole, under the empty name. */
  readonly traces: string;
};

/**
 * The electorate of a sitting, from the seats of the day and the figures of 31 December of the year before, each the one of that
 * day or the last before. Refuses `meetings/missing-figure` and the other refusals of `weighVotes`.
 */
export async function electorateOf(
  tx: Tx,
  association: string,
  asked: {
    readonly regulation: Regulation;
    readonly body: BodyOn;
    readonly call: number;
    readonly totalSpending?: Cents | undefined;
  },
): Promise<Electorate> {
  const { regulation, body, call } = asked;
  const { on } = regulation;
  const { day, figures, voters } = await votersOf(tx, association, regulation);
  const weighed = weighsVotes(regulation)
    ? orRefuse(weighVotes({ voters, totalSpending: asked.totalSpending }, regulation.weights!))
    : undefined;
  const weightOf = new Map(weighed?.weights.map((weight) => [weight.entity, weight]));
  const traces: Record<string, Trace> = weighed ? { '': weighed.explain() } : {};
  const seats = body.seats.map((seat): FrozenSeat => {
    const weight = seat.entity ? weightOf.get(seat.entity.code) : undefined;
    if (weight && seat.votes) traces[seat.seat] = weight.explain();
    return {
      seat: seat.seat,
      title:
        seat.entity && body.seats.filter(({ entity }) => entity?.code === seat.entity?.code).length === 1
          ? text(seat.entity.name, seat.entity.name)
          : seat.title,
      entity: seat.entity && { code: seat.entity.code, name: seat.entity.name },
      seated: seat.seated?.name ?? null,
      votes: seat.votes,
      weight: weight && seat.votes ? fractionText(weight.weight) : null,
      population: weight?.population ?? null,
      economic: weight?.economic ?? null,
    };
  });
  return {
    form: 1,
    body: regulation.body,
    on,
    call,
    agreement: { id: regulation.agreement.id, sha256: regulation.sha256 },
    figuresOn: day,
    figures: figures.map((figure) => ({
      entity: figure.entity,
      register: figure.register,
      value: figure.value.toString(),
      on: figure.on,
      source: [figure.source, figure.evidence].filter(Boolean).join(', '),
    })),
    seats,
    total: weighed ? fractionText(weighed.total) : null,
    traces: writeTraces(traces),
  };
}

/** Entities that lack a figure which the weights of a sitting need, and the day that it is of. */
export type LackingFigures = {
  readonly register: 'population' | 'direct-costs';
  readonly figure: Text;
  readonly on: Day;
  readonly entities: readonly { readonly entity: string; readonly name: string }[];
};

/** What `electorateOf` would refuse to open a sitting for, by register; empty where heads are counted. */
export async function figuresLackingFor(
  tx: Tx,
  association: string,
  regulation: Regulation,
): Promise<LackingFigures[]> {
  if (!weighsVotes(regulation)) return [];
  const { day, voters } = await votersOf(tx, association, regulation);
  return figuresLacking(voters, regulation.weights!).map(({ register, figure, of }) => ({
    register,
    figure,
    on: day,
    entities: of.map(({ code, name }) => ({ entity: code, name: name ?? code })),
  }));
}

function weighsVotes(regulation: Regulation): boolean {
  return regulation.weights !== undefined && regulation.majorities.some((clause) => countsWeights(clause));
}

/** The entities with the figures that count on the day of a regulation; none where heads are counted. */
async function votersOf(tx: Tx, association: string, regulation: Regulation) {
  const { on } = regulation;
  const day = dayOf(yearOf(on) - 1, 12, 31);
  if (!weighsVotes(regulation)) return { day, figures: [], voters: [] };
  const figures = await figuresOn(tx, { association, registers: ['population', 'direct-costs'], on: day });
  const figureOf = (register: string) =>
    new Map(
      figures.filter((figure) => figure.register === register).map((figure) => [figure.entity as string, figure]),
    );
  const [population, directCosts] = [figureOf('population'), figureOf('direct-costs')];
  const members = await membersBetween(tx, { association, from: on, to: on });
  const voters = members
    .filter(({ relation }) => relation !== 'partner')
    .map(
      ({ code, name, kind, relation, represents }): Voter => ({
        code,
        name,
        kind,
        lead: relation === 'lead',
        population: population.has(code) ? Number(population.get(code)!.value) : undefined,
        represents,
        directCosts: directCosts.get(code)?.value as Cents | undefined,
      }),
    );
  return { day, figures, voters };
}

/** A value as the text that is stored, and the hash of that text. */
export function frozenText(value: unknown): { readonly text: string; readonly sha256: string } {
  const written = JSON.stringify(value);
  return { text: written, sha256: createHash('sha256').update(written).digest('hex') };
}

const known = new Map<string, Electorate>();

/** The electorate of an opened sitting; read once by each process, since it never changes. Refuses `meetings/no-weights`. */
export async function electorateFor(
  tx: Tx,
  association: string,
  meeting: Pick<StoredMeeting, 'number' | 'frozenSha256'>,
): Promise<Electorate> {
  const { number, frozenSha256 } = meeting;
  const kept = frozenSha256 === null ? undefined : known.get(`${association}/${number}/${frozenSha256}`);
  if (kept) return kept;
  const frozen = frozenSha256 === null ? null : await frozenOf(tx, association, number);
  if (frozen === null) throw new Refused(refusals.weightsMissing());
  const electorate = JSON.parse(frozen) as Electorate;
  if (known.size >= 20) known.clear();
  known.set(`${association}/${number}/${frozenSha256}`, electorate);
  return electorate;
}

export function fractionText(value: Fraction): string {
  const { num, den } = reduce(value);
  return `${num}/${den}`;
}

export function weightOf(seat: Pick<FrozenSeat, 'weight'> | undefined): Fraction {
  return (seat?.weight ? parseFraction(seat.weight) : undefined) ?? zero;
}

/** The explanations of an electorate: of each seat's weight by seat, of the whole under the empty name. */
export function weightTraces(electorate: Electorate): Readonly<Record<string, Trace>> {
  const read = explanations.get(electorate) ?? readTraces(electorate.traces);
  explanations.set(electorate, read);
  return read;
}

const explanations = new WeakMap<Electorate, Readonly<Record<string, Trace>>>();

/** How many seats count as members: all that vote; those without a holder only where the agreement counts them. */
export function entitledIn(electorate: Electorate, regulation: Pick<Regulation, 'vacantCount'>): number {
  return electorate.seats.filter(({ votes, seated }) => votes && (regulation.vacantCount || seated !== null)).length;
}
