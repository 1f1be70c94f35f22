import { type Day, day } from '../../../kernel/day.ts';
import { law, type Source } from '../../../kernel/source.ts';
import { forwardTerm, type HolidayShift, shiftFromHoliday } from '../../../kernel/term.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { count, given, onDay, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import {
  type Agreement,
  clausesInForce,
  eventInWords,
  type InForce,
  readingTraces,
  type Terms,
} from '../../agreement/rules/index.ts';

/** When a payment is due: on a day of every year, or some days after an event. */
export type PaymentTerm = Terms<'instalments'>['instalments'][number]['due'];

/** How terms meet holidays, and who says so. */
export type HolidayRule = Pick<InForce<'conventions'>, 'readings' | 'source'> & { readonly shift: HolidayShift };

/** The rule for holidays on a day: the conventions of the agreement, or the civil code where it has none. */
export function holidayRule(agreement: Agreement, on: Day): HolidayRule {
  const [conventions] = clausesInForce(agreement, 'conventions', on);
  if (!conventions) return { shift: 'next', readings: [], source: law('art. 2963 c. 3 c.c.') };
  return { shift: conventions.terms.holidayShift, readings: conventions.readings, source: conventions.source };
}

export type PaymentDue = { readonly due: Day; readonly explain: () => Trace };

/** A payment date of a year, moved when it falls on a Sunday or a national holiday (C-5). */
export function dueOnDay(monthDay: string, year: number, holidays: HolidayRule): PaymentDue {
  const written = day(`${String(year).padStart(4, '0')}-${monthDay}`);
  const due = shiftFromHoliday(written, holidays.shift);
  return { due, explain: () => explainShift(written, due, holidays, []) };
}

/** Some days after an event, as a clause says. */
export type TermAfter = {
  readonly event: { readonly name: string; readonly on: Day };
  readonly days: number;
  readonly source: Source;
};

/** The initial day is not counted (C-4), and the last moves when it falls on a holiday (C-5). */
export function dueAfter({ event, days, source }: TermAfter, holidays: HolidayRule): PaymentDue {
  const due = forwardTerm(event.on, days, holidays.shift);
  const written = forwardTerm(event.on, days, 'none');
  return {
    due,
    explain: () =>
      explainShift(written, due, holidays, [
        given(eventInWords(event.name), onDay(event.on)),
        stated(text("giorni dopo l'evento", 'days after the event'), count(days), source),
      ]),
  };
}

function explainShift(written: Day, due: Day, holidays: HolidayRule, from: readonly Trace[]): Trace {
  return step(
    text('scadenza', 'due day'),
    onDay(due),
    written === due
      ? text('il giorno del termine, che non si sposta', 'the day of the term, which does not move')
      : text('il termine cade in un giorno festivo e si sposta', 'the term falls on a holiday and moves'),
    [
      ...from,
      ...(written === due
        ? []
        : [
            step(
              text('giorno del termine', 'day of the term'),
              onDay(written),
              text('prima di spostarlo', 'before it is moved'),
              [],
            ),
          ]),
      ...holidayTraces(holidays),
    ],
  );
}

const shiftWords: Readonly<Record<HolidayShift, Text>> = {
  next: text('passano al primo giorno non festivo', 'move to the next day that is no holiday'),
  previous: text('tornano al giorno non festivo prima', 'move back to the last day that is no holiday'),
  none: text('restano dove sono', 'stay where they are'),
};

/** What holds for terms that fall on a holiday, and the setting that says so. */
export function holidayTraces({ shift, readings, source }: HolidayRule): Trace[] {
  return [
    stated(text('termini nei giorni festivi', 'terms on holidays'), words(shiftWords[shift]), source),
    ...readingTraces({ readings, source }, 'holidayShift'),
  ];
}
