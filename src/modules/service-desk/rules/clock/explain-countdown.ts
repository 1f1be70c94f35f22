import { addDays, type Day, dayAt, localTimeAt } from '../../../../kernel/day.ts';
import { type Text, text } from '../../../../kernel/text.ts';
import { atTime, fact, stated, step, type Trace, type Value, words } from '../../../../kernel/trace.ts';
import type { Countdown } from './clock.ts';
import { hoursOn } from './hours-on.ts';
import type { Life, Span, Wait } from './life.ts';
import type { Target, Targets } from './targets.ts';
import { waitNames } from './wait-names.ts';
import type { WorkCalendar } from './work-calendar.ts';
import { workingMinutesBetween } from './working-time.ts';

type Ground = {
  readonly life: Life;
  readonly line: Target | undefined;
  readonly runs: readonly Span[];
  readonly calendar: WorkCalendar;
  readonly targets: Targets;
  /** Until when the clock was read: now, or when it was done. */
  readonly judged: number;
};

const register = 'assistenza';
const names: Readonly<Record<'firstAnswer' | 'solution', Text>> = {
  firstAnswer: text('prima risposta entro', 'first answer by'),
  solution: text('soluzione entro', 'solution by'),
};

/** *80 ore di lavoro*, *1 ora e 30 minuti di lavoro*: as people count it. */
function workingTime(minutes: number): Value {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = (hour: string, many: string, minute: string, minutesLong: string, and: string) =>
    [
      ...(hours > 0 ? [`${hours} ${hours === 1 ? hour : many}`] : []),
      ...(rest > 0 || hours === 0 ? [`${rest} ${rest === 1 ? minute : minutesLong}`] : []),
    ].join(and);
  return words(
    text(
      `${parts('ora', 'ore', 'minuto', 'minuti', ' e ')} di lavoro`,
      `${parts('hour', 'hours', 'minute', 'minutes', ' and ')} of work`,
    ),
  );
}

/** Why a countdown is due when it is: the target, the stretches that count, the waits and closed days that do not. */
export function explainCountdown(
  of: 'firstAnswer' | 'solution',
  { due, target }: Omit<Countdown, 'explain'>,
  { life, line, runs, calendar, targets, judged }: Ground,
): Trace {
  const moment = (instant: number) => atTime(localTimeAt(instant));
  const end = Math.max(due ?? judged, judged);
  const opened = life.byLetter
    ? text('messaggio arrivato nella casella, da cui si conta', 'letter came to the mailbox, from which it counts')
    : text('richiesta aperta', 'request opened');
  const opening = fact(opened, moment(life.opened), register, dayAt(life.opened));
  return step(
    names[of],
    dueValue(target, due),
    text(
      "Si contano le ore di lavoro del calendario dall'apertura, senza le attese che fermano l'orologio.",
      'The working hours of the calendar count from the opening, without the waits that stop the clock.',
    ),
    [
      opening,
      targetTrace(target, line),
      ...runs.filter(({ from }) => from < end).map((run) => runTrace(run, end, calendar)),
      ...life.waits.filter(({ from }) => from < judged).map((wait) => waitTrace(wait, targets)),
    ],
  );
}

function dueValue(target: number | undefined, due: number | undefined): Value {
  if (target === undefined) return words(text('nessuna scadenza', 'nothing due'));
  if (due === undefined) return words(text("dopo l'attesa", 'after the wait'));
  return atTime(localTimeAt(due));
}

function targetTrace(target: number | undefined, line: Target | undefined): Trace {
  const what = text('obiettivo', 'target');
  const value = target === undefined ? words(text('nessuno', 'none')) : workingTime(target);
  if (line?.source) return stated(what, value, line.source);
  const because = text(
    "È un obiettivo dell'ufficio: l'accordo non ne stabilisce.",
    'It is a target of the office: the agreement sets none.',
  );
  return { what, value, why: { kind: 'assumed', because }, from: [] };
}

function runTrace({ from, until }: Span, end: number, calendar: WorkCalendar): Trace {
  const to = Math.min(until ?? end, end);
  const [since, till] = [localTimeAt(from), localTimeAt(to)];
  return step(
    text('tempo contato', 'time counted'),
    workingTime(workingMinutesBetween(calendar, from, to)),
    text('Ore del calendario fra i due momenti.', 'Hours of the calendar between the two moments.'),
    [
      fact(text('da', 'from'), atTime(since), register, dayAt(from)),
      fact(text('a', 'to'), atTime(till), register, dayAt(to)),
      ...closedDays(calendar, dayAt(from), dayAt(to)),
    ],
  );
}

/** Days that are not like their weekday, each with its name. */
function closedDays(calendar: WorkCalendar, first: Day, last: Day): readonly Trace[] {
  const days: Trace[] = [];
  for (let on = first; on <= last; on = addDays(on, 1)) {
    const { because } = hoursOn(calendar, on);
    if (because.kind === 'week' || because.kind === 'before') continue;
    const name = 'name' in because ? because.name : text('festa nazionale', 'national holiday');
    days.push(fact(text('giorno fuori orario consueto', 'day unlike others'), words(name), register, on));
  }
  return days;
}

function waitTrace({ reason, from, until }: Wait, { stopping }: Targets): Trace {
  const spoken = stopping[reason];
  const value: Value =
    until === undefined
      ? words(text(`dal ${localTimeAt(from)}, ancora`, `since ${localTimeAt(from)}, still`))
      : words(text(`${localTimeAt(from)} – ${localTimeAt(until)}`, `${localTimeAt(from)} – ${localTimeAt(until)}`));
  if (spoken && spoken !== 'office') return stated(waitNames[reason], value, spoken);
  const says = spoken
    ? text("L'attesa ferma l'orologio.", 'The wait stops the clock.')
    : text("L'attesa non ferma l'orologio.", 'The wait does not stop the clock.');
  return step(waitNames[reason], value, says, [
    fact(text('attesa dal', 'waiting since'), atTime(localTimeAt(from)), register, dayAt(from)),
  ]);
}
