import type { Day } from '../../../kernel/day.ts';
import { showDay } from '../../../kernel/day.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { fact, onDay, stated, step, type Trace, truth, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import type { Act } from './facts.ts';

/** A chart of the office, its regulation, or another form that the law admits. */
export const organisationKinds = ['chart', 'regulation', 'other-form'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** One of the two acts that a text needs. `day` is the act's own day. */
export type ApprovalStep = { readonly act: Act & { readonly day: Day }; readonly sha256: string };

export type OrganisationText = {
  readonly number: number;
  readonly kind: OrganisationKind;
  readonly title: string;
  readonly sha256: string;
  readonly first: ApprovalStep | null;
  readonly second: ApprovalStep | null;
  /** The first day in force, once both steps are done. */
  readonly since: Day | null;
  readonly discarded: Day | null;
};

export const organisationStates = ['draft', 'half-way', 'to-come', 'in-force', 'past', 'discarded'] as const;
export type OrganisationState = (typeof organisationStates)[number];

/** Whether two acts adopted the same text: their digests are equal, to the bit. */
export function areTheSame({ first, second }: Pick<OrganisationText, 'first' | 'second'>): boolean {
  return first !== null && second !== null && first.sha256 === second.sha256;
}

/**
 * Where a text stands on a day: nobody adopted it yet; the first step is done and the second is waited for; adopted and in
 * force from a later day; in force; past, since a later one of its kind is in force; given up.
 * Source: clause kind `two-step-approval` (Calatino: art. 5).
 */
export function organisationState(one: OrganisationText, all: readonly OrganisationText[], on: Day): OrganisationState {
  if (one.discarded !== null) return 'discarded';
  if (one.since === null || !areTheSame(one)) return one.first === null ? 'draft' : 'half-way';
  if (one.since > on) return 'to-come';
  return textInForce(all, one.kind, on)?.number === one.number ? 'in-force' : 'past';
}

/** The text of a kind in force on a day: of those that both adopted, the one that began last. */
export function textInForce(
  all: readonly OrganisationText[],
  kind: OrganisationKind,
  on: Day,
): OrganisationText | undefined {
  return all
    .filter((one) => one.kind === kind && one.since !== null && one.since <= on && areTheSame(one))
    .toSorted((a, b) => (a.since! < b.since! ? 1 : a.since! > b.since! ? -1 : b.number - a.number))[0];
}

/** Why a text is in force on a day, or what it lacks: both acts, their digests, the clause. */
export function explainOrganisation(
  one: OrganisationText,
  {
    state,
    on,
    clause,
    firstBody,
  }: {
    readonly state: OrganisationState;
    readonly on: Day;
    readonly clause: InForce<'two-step-approval'> | undefined;
    readonly firstBody: Text;
  },
): Trace {
  const second = clause?.terms.second ?? text('secondo atto', 'second act');
  return step(
    text(`«${one.title}» in vigore al ${showDay(on)}`, `“${one.title}” in force on ${showDay(on, 'en')}`),
    truth(state === 'in-force'),
    text(
      'vale dal giorno indicato se i due atti adottano lo stesso testo, il secondo non prima del primo; vale l’ultimo che ha cominciato',
      'it holds from the day given if both acts adopt the same text, the second not before the first; the last that began holds',
    ),
    [
      ...(clause ? [stated(text('regola', 'rule'), words(clause.title), clause.source), ...readingTraces(clause)] : []),
      fact(text('impronta del testo', 'digest of the text'), words(one.sha256), 'atti', on),
      stepTrace(firstBody, one.first, on),
      stepTrace(second, one.second, on),
      ...(one.since ? [fact(text('primo giorno', 'first day'), onDay(one.since), 'atti', on)] : []),
    ],
  );
}

function stepTrace(who: Text, done: ApprovalStep | null, on: Day): Trace {
  if (!done) return fact(who, words(text('manca', 'missing')), 'atti', on);
  const { act, number, day } = done.act;
  const cited = [act, number && `n. ${number}`].filter(Boolean).join(' ');
  return step(who, words(cited), text('lo stesso testo, per impronta', 'the same text, by its digest'), [
    fact(text('data dell’atto', 'day of the act'), onDay(day), 'atti', on),
    fact(text('impronta adottata', 'digest adopted'), words(done.sha256), 'atti', on),
  ]);
}
