import type { Day } from '../../../kernel/day.ts';
import { parseFraction } from '../../../kernel/fraction.ts';
import { type Cents, sumCents, timesHalfUp } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { text } from '../../../kernel/text.ts';
import { given, money, ratio, stated, step, type Trace } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { dueAfter, dueOnDay, type HolidayRule, type PaymentDue, type PaymentTerm } from './payment-due.ts';
import { refusals } from './refusals.ts';

/** One payment of an entity. The balance may be negative: what was paid too much. */
export type Instalment = {
  readonly amount: Cents;
  readonly due: Day;
  readonly balance: boolean;
  /** The requirement row that the clause gives it. */
  readonly requirement: string | undefined;
  readonly explain: () => Trace;
};

export type SharePaid = {
  readonly year: number;
  /** The entity's amount in the approved forecast. */
  readonly forecast: Cents;
  /** The account of the year, once approved, with the entity's final amount. */
  readonly account?: { readonly approved: Day; readonly final: Cents } | undefined;
  /** Days of the other events that terms count from, by name. */
  readonly events?: ReadonlyMap<string, Day> | undefined;
};

/** The event that the approval of the account is, in the terms of a clause. */
export const accountApproved = 'account-approved';

/**
 * What an entity pays of its share, and when: the fractions of the forecast, each rounded half-up to the cent, and, once the
 * account is approved, the balance: the final amount less the instalments. Payments counted from the approval wait for it.
 *
 * Refuses `budget/missing-event` when a term counts from another event whose day is unknown.
 * Source: clause kind `instalments` (Lecco: art. 6 c. 5), conventions C-4 and C-5.
 */
export function instalmentsOf(
  { year, forecast, account, events }: SharePaid,
  clause: InForce<'instalments'>,
  holidays: HolidayRule,
): Result<Instalment[]> {
  const known = new Map(events ?? []);
  if (account) known.set(accountApproved, account.approved);
  const paid: Pick<Instalment, 'amount' | 'explain'>[] = [];
  const instalments: Instalment[] = [];
  for (const [place, { fraction: written, due: term, requirement }] of clause.terms.instalments.entries()) {
    const part = parseFraction(written)!;
    const amount = timesHalfUp(forecast, part);
    const due = dueOf(term, { year, known, holidays, source: clause.source });
    if (due === undefined && 'after' in term && term.after !== accountApproved)
      return refuse(refusals.missingEvent(term.after, clause.source));
    const explain = () =>
      step(
        text(`versamento ${place + 1}`, `payment ${place + 1}`),
        money(amount),
        text('parte della previsione, al centesimo più vicino', 'part of the forecast, to the nearest cent'),
        [
          given(text("previsione dell'ente", "the entity's forecast"), money(forecast)),
          stated(text('parte da versare', 'part to pay'), ratio(part), clause.source),
          ...readingTraces(clause, `instalments[${place}].fraction`),
          ...(due ? [due.explain()] : []),
        ],
      );
    paid.push({ amount, explain });
    if (due) instalments.push({ amount, due: due.due, balance: false, requirement, explain });
  }
  const { balance } = clause.terms;
  if (!balance || !account) return ok(instalments);
  const due = dueOf(balance.due, { year, known, holidays, source: clause.source });
  if (!due) return refuse(refusals.missingEvent('after' in balance.due ? balance.due.after : '', clause.source));
  const earlier = sumCents(paid.map(({ amount }) => amount));
  const amount = (account.final - earlier) as Cents;
  instalments.push({
    amount,
    due: due.due,
    balance: true,
    requirement: balance.requirement,
    explain: () =>
      step(
        text('saldo', 'balance'),
        money(amount),
        amount < 0n
          ? text(
              "importo finale meno i versamenti: è a favore dell'ente",
              "final amount less the payments: it is in the entity's favour",
            )
          : text('importo finale meno i versamenti', 'final amount less the payments'),
        [
          given(
            text("importo finale dell'ente nel rendiconto", "the entity's final amount in the account"),
            money(account.final),
          ),
          ...paid.map(({ explain }) => explain()),
          due.explain(),
          ...readingTraces(clause, 'balance'),
        ],
      ),
  });
  return ok(instalments);
}

function dueOf(
  term: PaymentTerm,
  asked: { year: number; known: ReadonlyMap<string, Day>; holidays: HolidayRule; source: Source },
): PaymentDue | undefined {
  if ('every' in term) return dueOnDay(term.every, asked.year, asked.holidays);
  const on = asked.known.get(term.after);
  if (on === undefined) return undefined;
  return dueAfter({ event: { name: term.after, on }, days: term.days, source: asked.source }, asked.holidays);
}
