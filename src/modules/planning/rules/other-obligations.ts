import { type Day, showDay } from '../../../kernel/day.ts';
import { forwardTerm } from '../../../kernel/term.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { count, onDay, stated, step, words } from '../../../kernel/trace.ts';
import { expiryAlertDays, type InForce, readingTraces } from '../../agreement/rules/index.ts';
import {
  dueAfter,
  dueOnDay,
  type HolidayRule,
  holidayTraces,
  type PaymentDue,
  type PaymentTerm,
} from '../../budget/rules/index.ts';
import { lastDayToConvene } from '../../meetings/rules/index.ts';
import { lastDayForNotice } from '../../membership/rules/index.ts';
import { eventTrace } from './deadlines.ts';
import { type Events, type Happening, happeningsOf } from './events.ts';
import type { Obligation } from './obligation.ts';

type Asked = { readonly year: number; readonly events: Events; readonly holidays: HolidayRule };

/** The last day to convene each ordinary meeting of the body (R-LC-8). */
export function noticeObligations(clause: InForce<'notice'>, { events }: Asked): Obligation[] {
  return happeningsOf(events, `meeting:${clause.terms.body}`).flatMap((happening): Obligation[] => {
    const due = lastDayToConvene(happening.on, clause);
    if (due === undefined) return [];
    const title = text(
      `Convocazione della seduta del ${showDay(happening.on)}`,
      `Notice of the meeting of ${showDay(happening.on, 'en')}`,
    );
    return [
      {
        id: `${clause.id}:${happening.on}`,
        requirement: clause.terms.kinds.ordinary?.requirement ?? clause.requirement[0] ?? '',
        clause: clause.id,
        title,
        due,
        who: text('chi convoca la seduta', 'who convenes the meeting'),
        roles: ['PRE', 'SEC'],
        bearer: 'association',
        shownBy: { kind: 'notice', body: clause.terms.body, meeting: happening.on },
        kind: 'deadline',
        hard: true,
        explain: () =>
          step(
            title,
            onDay(due),
            text('i giorni di preavviso prima della seduta', 'the days of notice before the meeting'),
            [
              eventTrace(happening),
              stated(text('regola', 'rule'), words(clause.title), clause.source),
              ...readingTraces(clause, 'kinds.ordinary'),
              ...readingTraces(clause, 'clearDays'),
            ],
          ),
      },
    ];
  });
}

/** The instalments of the year and the balance after each approval of an account (R-LC-16). */
export function paymentObligations(clause: InForce<'instalments'>, asked: Asked): Obligation[] {
  const { instalments, balance, who } = clause.terms;
  const row = (
    { id, requirement, title }: { id: string; requirement: string | undefined; title: Text },
    dues: readonly { payment: PaymentDue; happening?: Happening }[],
  ): Obligation[] =>
    dues.map(({ payment, happening }) => ({
      id: happening ? `${id}:${happening.on}` : `${id}:${payment.due}`,
      requirement: requirement ?? clause.requirement[0] ?? '',
      clause: clause.id,
      title,
      due: payment.due,
      who,
      roles: ['ACC', 'MAY'] as const,
      bearer: 'each' as const,
      kind: 'deadline' as const,
      hard: true,
      explain: () =>
        step(
          title,
          onDay(payment.due),
          text('il termine di versamento della clausola', 'the term of payment of the clause'),
          [stated(text('regola', 'rule'), words(clause.title), clause.source), payment.explain()],
        ),
    }));
  return [
    ...instalments.flatMap(({ due, requirement }, place) =>
      row(
        {
          id: `${clause.id}:${place + 1}`,
          requirement,
          title: text(`${clause.title.it}: versamento ${place + 1}`, `${clause.title.en}: payment ${place + 1}`),
        },
        duesOf(due, asked, clause),
      ),
    ),
    ...(balance
      ? row(
          {
            id: `${clause.id}:balance`,
            requirement: balance.requirement,
            title: text(`${clause.title.it}: saldo`, `${clause.title.en}: balance`),
          },
          duesOf(balance.due, asked, clause),
        )
      : []),
  ];
}

function duesOf(
  term: PaymentTerm,
  { year, events, holidays }: Asked,
  { source }: Pick<InForce<'instalments'>, 'source'>,
): { payment: PaymentDue; happening?: Happening }[] {
  if ('every' in term) {
    // A holiday may carry a payment over the end of its year, so the years beside are looked at too.
    return [year - 1, year, year + 1]
      .filter((each) => each >= 1 && each <= 9999)
      .map((each) => ({ payment: dueOnDay(term.every, each, holidays) }));
  }
  return happeningsOf(events, term.after).map((happening) => ({
    payment: dueAfter({ event: { name: happening.name, on: happening.on }, days: term.days, source }, holidays),
    happening,
  }));
}

/** The last day of each year to notify a withdrawal, where leaving follows the calendar (R-LC-17). */
export function withdrawalObligations(clause: InForce<'withdrawal'>, { year }: Asked): Obligation[] {
  const { notice, who, requirement } = clause.terms;
  if (notice === null || !('lastDay' in notice)) return [];
  const title = text('Ultimo giorno per comunicare il recesso', 'Last day to notify a withdrawal');
  const due: Day = lastDayForNotice(year, notice.lastDay);
  return [
    {
      id: `${clause.id}:${due}`,
      requirement: requirement ?? clause.requirement[0] ?? '',
      clause: clause.id,
      title,
      due,
      who: who ?? text('ente che vuole recedere', 'entity that wants to leave'),
      roles: ['MAY'],
      bearer: 'association',
      optional: true,
      kind: 'deadline',
      hard: true,
      explain: () =>
        step(
          title,
          onDay(due),
          text("per uscire il 1º gennaio dell'anno dopo", 'to leave on 1 January of the next year'),
          [stated(text('regola', 'rule'), words(clause.title), clause.source), ...readingTraces(clause, 'notice')],
        ),
    },
  ];
}

/** The second act on a text that a body has decided, awaited some days after the decision. */
export function twoStepObligations(clause: InForce<'two-step-approval'>, { events, holidays }: Asked): Obligation[] {
  const { matter, second, secondWithin } = clause.terms;
  return happeningsOf(events, `${matter}-decided`).map((happening) => {
    const due = forwardTerm(happening.on, secondWithin, holidays.shift);
    const title = text(
      `${clause.title.it}: atto conforme (${second.it})`,
      `${clause.title.en}: matching act (${second.en})`,
    );
    return {
      id: `${clause.id}:${happening.on}`,
      requirement: clause.requirement[0] ?? '',
      clause: clause.id,
      title,
      due,
      who: second,
      roles: ['RES', 'SEC'] as const,
      bearer: 'association' as const,
      shownBy: { kind: 'event' as const, event: `${matter}-confirmed`, from: happening.on, to: null },
      kind: 'deadline' as const,
      hard: false,
      explain: () =>
        step(
          title,
          onDay(due),
          text(
            'i giorni dalla delibera; un giorno festivo sposta il termine',
            'the days from the decision; a holiday moves the term',
          ),
          [
            eventTrace(happening),
            stated(text('regola', 'rule'), words(clause.title), clause.source),
            stated(text('giorni', 'days'), count(secondWithin), clause.source),
            ...holidayTraces(holidays),
          ],
        ),
    };
  });
}

/** The last day by which an agreement that ends must be extended or followed by another one (LC-7.1). */
export function expiryObligations(clause: InForce<'duration'>): Obligation[] {
  const { to, tacitRenewal } = clause.terms;
  if (to === undefined || tacitRenewal) return [];
  const title = text(
    'Scadenza della convenzione: proroga o nuovo testo',
    'End of the agreement: extension or new text',
  );
  return [
    {
      id: `${clause.id}:${to}`,
      requirement: clause.requirement[0] ?? '',
      clause: clause.id,
      title,
      due: to,
      who: text('organo che approva la convenzione', 'body that adopts the agreement'),
      roles: ['RES', 'SEC', 'PRE'],
      bearer: 'association',
      shownBy: { kind: 'event', event: eventBeyond(to), from: '0001-01-01' as Day, to: null },
      remindedAlso: expiryAlertDays,
      kind: 'deadline',
      hard: true,
      explain: () =>
        step(
          title,
          onDay(to),
          text(
            'l’ultimo giorno della convenzione, che non si rinnova da sola',
            'the last day of the agreement, which does not renew by itself',
          ),
          [stated(text('regola', 'rule'), words(clause.title), clause.source), ...readingTraces(clause, 'to')],
        ),
    },
  ];
}

/** That a text which lasts beyond a day was adopted. */
export function eventBeyond(to: Day): string {
  return `agreement-beyond:${to}`;
}
