import { type Day, dayOfTime, daysBetween, instantOf, type LocalTime, localTimeAt } from '../../../kernel/day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { backwardTerm } from '../../../kernel/term.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { atTime, count, given, onDay, stated, step, type Trace, truth, type Value } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { refusals } from './refusals.ts';

export const meetingKinds = ['ordinary', 'extraordinary', 'urgent'] as const;
export type MeetingKind = (typeof meetingKinds)[number];

const kindNames: Readonly<Record<MeetingKind, Text>> = {
  ordinary: text('le sedute ordinarie', 'ordinary meetings'),
  extraordinary: text('le sedute straordinarie', 'extraordinary meetings'),
  urgent: text('le convocazioni urgenti', 'urgent meetings'),
};

const minute = 60_000;

/** The last moment to send the notice; where it was sent, whether in time and by how much it is late. */
export type Notice = {
  /** A day, or a local time where the term is in hours. */
  readonly sendBy: Day | LocalTime;
  readonly sent: { readonly regular: boolean; readonly lateBy: string | null } | undefined;
  readonly explain: () => Trace;
};

/**
 * When a meeting must be convened. Days are counted backwards, the day of the meeting is the last of them, and holidays move
 * nothing; hours are elapsed hours, also across a change of the clock.
 *
 * `lateBy` is an ISO 8601 duration: whole days (`P2D`), or minutes (`PT90M`) for a term in hours; null when in time.
 * Refuses `meetings/no-notice-term` for a kind of meeting to which the clause gives no term.
 * Source: clause kind `notice` (Lecco: art. 4), convention C-4.
 */
export function noticeOf(
  { kind, meeting, sent }: { kind: MeetingKind; meeting: LocalTime; sent?: LocalTime | undefined },
  clause: InForce<'notice'>,
): Result<Notice> {
  const term = clause.terms.kinds[kind];
  if (term?.hours !== undefined) return ok(noticeInHours({ kind, meeting, sent, hours: term.hours }, clause));
  if (term?.days !== undefined) return ok(noticeInDays({ kind, meeting, sent, days: term.days }, clause));
  return refuse(refusals.noNoticeTerm(kindNames[kind], clause.source));
}

/** The last day to convene an ordinary meeting of which only the day is known; undefined where the term is not in days. */
export function lastDayToConvene(meeting: Day, clause: InForce<'notice'>): Day | undefined {
  const days = clause.terms.kinds.ordinary?.days;
  return days === undefined ? undefined : backwardTerm(meeting, days, clause.terms.clearDays);
}

type Asked<Term> = { kind: MeetingKind; meeting: LocalTime; sent: LocalTime | undefined } & Term;

function noticeInDays({ kind, meeting, sent, days }: Asked<{ days: number }>, clause: InForce<'notice'>): Notice {
  const sendBy = backwardTerm(dayOfTime(meeting), days, clause.terms.clearDays);
  const late = sent === undefined ? 0 : Math.max(0, daysBetween(sendBy, dayOfTime(sent)));
  const how = clause.terms.clearDays
    ? text(`${days} giorni liberi prima della seduta`, `${days} clear days before the meeting`)
    : text(
        `${days} giorni prima; il giorno della seduta è l'ultimo`,
        `${days} days before; the day of the meeting is the last`,
      );
  return {
    sendBy,
    sent: sent === undefined ? undefined : { regular: late === 0, lateBy: late === 0 ? null : `P${late}D` },
    explain: () =>
      explainNotice({ kind, meeting, sent, value: onDay(sendBy), how, late: late > 0 }, clause, [
        stated(text('giorni di preavviso', 'days of notice'), count(days), clause.source),
        ...readingTraces(clause, 'clearDays'),
      ]),
  };
}

function noticeInHours({ kind, meeting, sent, hours }: Asked<{ hours: number }>, clause: InForce<'notice'>): Notice {
  const deadline = instantOf(meeting) - hours * 60 * minute;
  const sendBy = localTimeAt(deadline);
  const late = sent === undefined ? 0 : Math.max(0, Math.round((instantOf(sent) - deadline) / minute));
  return {
    sendBy,
    sent: sent === undefined ? undefined : { regular: late === 0, lateBy: late === 0 ? null : `PT${late}M` },
    explain: () =>
      explainNotice(
        {
          kind,
          meeting,
          sent,
          value: atTime(sendBy),
          how: text(`${hours} ore trascorse prima della seduta`, `${hours} elapsed hours before the meeting`),
          late: late > 0,
        },
        clause,
        [stated(text('ore di preavviso', 'hours of notice'), count(hours), clause.source)],
      ),
  };
}

function explainNotice(
  shown: { kind: MeetingKind; meeting: LocalTime; sent: LocalTime | undefined; value: Value; how: Text; late: boolean },
  clause: InForce<'notice'>,
  terms: readonly Trace[],
): Trace {
  const sendBy = step(
    text(
      `ultimo momento per l'avviso (${kindNames[shown.kind].it})`,
      `last moment for the notice (${kindNames[shown.kind].en})`,
    ),
    shown.value,
    shown.how,
    [
      given(text('seduta', 'meeting'), atTime(shown.meeting)),
      ...terms,
      ...readingTraces(clause, `kinds.${shown.kind}`),
    ],
  );
  if (shown.sent === undefined) return sendBy;
  return step(
    text('avviso in tempo', 'notice in time'),
    truth(!shown.late),
    shown.late
      ? text("l'avviso è partito dopo l'ultimo momento utile", 'the notice was sent after the last moment')
      : text("l'avviso è partito entro l'ultimo momento utile", 'the notice was sent within the last moment'),
    [given(text('invio', 'sent'), atTime(shown.sent)), sendBy, ...readingTraces(clause, 'proof')],
  );
}
