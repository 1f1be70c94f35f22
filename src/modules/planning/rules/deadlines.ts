import { addMonths, type Day, day, yearOf } from '../../../kernel/day.ts';
import { backwardTerm, forwardTerm } from '../../../kernel/term.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { count, given, onDay, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import { eventInWords, type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { type HolidayRule, holidayTraces } from '../../budget/rules/index.ts';
import { type Events, type Happening, happeningsOf } from './events.ts';
import type { Obligation } from './obligation.ts';

type Due = { readonly on: Day; readonly how: Text; readonly happening?: Happening; readonly from: readonly Trace[] };

/**
 * What a clause of deadlines makes due: days of the plans stay where they are, terms in days after an event move from a
 * holiday (C-5), terms in months and terms before an event do not.
 *
 * @param year the year whose fixed days are wanted; days that hang on events are those of all the events
 */
export function deadlineObligations(
  clause: InForce<'deadlines'>,
  { year, events, holidays }: { year: number; events: Events; holidays: HolidayRule },
): Obligation[] {
  return clause.terms.deadlines.flatMap((deadline, place) => {
    const { due: term, id, title, who, hard, requirement, link, approves, together, naming } = deadline;
    const readings = () => readingTraces(clause, `deadlines[${place}]`);
    return duesOf(term, clause, { year, events, holidays }).map(
      ({ on, how, happening, from }): Obligation => ({
        id: happening ? `${id}:${happening.name}:${happening.on}` : `${id}:${on}`,
        requirement: requirement ?? clause.requirement[0] ?? '',
        clause: clause.id,
        title,
        due: on,
        who: happening?.entity ? text(`${who.it} (${happening.entity})`, `${who.en} (${happening.entity})`) : who,
        roles: deadline.roles ?? (happening?.entity ? ['MAY', 'REF'] : ['RES']),
        bearer: happening?.entity ? { entity: happening.entity } : 'association',
        ...(approves
          ? { shownBy: { kind: 'items', year: yearOf(on), needed: approves, together: together ?? false } }
          : {}),
        ...(naming && happening?.entity
          ? { shownBy: { kind: 'naming', naming, entity: happening.entity, since: happening.on } }
          : {}),
        link,
        kind: 'deadline',
        hard,
        explain: () =>
          step(title, onDay(on), how, [
            stated(text('regola', 'rule'), words(clause.title), clause.source),
            ...from,
            ...readings(),
          ]),
      }),
    );
  });
}

type Term = InForce<'deadlines'>['terms']['deadlines'][number]['due'];

function duesOf(
  term: Term,
  clause: InForce<'deadlines'>,
  { year, events, holidays }: { year: number; events: Events; holidays: HolidayRule },
): Due[] {
  if ('every' in term) {
    return [
      {
        on: day(`${String(year).padStart(4, '0')}-${term.every}`),
        how: text('ogni anno, in quel giorno', 'every year, on that day'),
        from: [],
      },
    ];
  }
  if ('on' in term) return [{ on: term.on, how: text('una volta, in quel giorno', 'once, on that day'), from: [] }];
  if ('before' in term) {
    return happeningsOf(events, term.before).map((happening) => ({
      on: backwardTerm(happening.on, term.days),
      how: text(`${term.days} giorni prima`, `${term.days} days before`),
      happening,
      from: [eventTrace(happening)],
    }));
  }
  const { days, months } = term;
  return happeningsOf(events, term.after).map((happening) => {
    const later = months === undefined ? happening.on : addMonths(happening.on, months);
    return {
      on: days === undefined ? later : forwardTerm(later, days, holidays.shift),
      how:
        days === undefined
          ? text(`${months ?? 0} mesi dopo`, `${months ?? 0} months later`)
          : text(
              `${days} giorni dopo; un giorno festivo sposta il termine secondo le convenzioni`,
              `${days} days later; a holiday moves the term as the conventions say`,
            ),
      happening,
      from: [
        eventTrace(happening),
        ...(days === undefined
          ? []
          : [stated(text('giorni', 'days'), count(days), clause.source), ...holidayTraces(holidays)]),
      ],
    };
  });
}

export function eventTrace({ name, on }: Happening): Trace {
  return given(eventInWords(name), onDay(on));
}
