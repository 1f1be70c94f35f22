import { type Day, yearOf } from '../../kernel/day.ts';
import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { type Events, eventsKnown, isKnownEvent, obligationsOf } from '../planning/rules/index.ts';
import type { FactReader } from './facts.ts';
import { beginningOf, heldFromTheFirstDay } from './held-from-the-first-day.ts';
import { readFacts } from './read-facts.ts';
import type { Simulation } from './simulation.ts';

type CalendarFacts = { readonly year: number; readonly events: Events };

/** Everything due in a year, with what hangs on the events given; a year in which the agreement began is listed whole. */
export const calendar: Simulation<CalendarFacts> = {
  rule: 'calendar',
  title: text('calendario degli adempimenti', 'calendar of obligations'),
  check: (raw, { document }) =>
    readFacts<CalendarFacts>(raw, ['year', 'events'], (fields) => ({
      year: fields.year('year'),
      events:
        fields.map('events', (days, path, name) => {
          if (!isKnownEvent(document, name)) {
            const known = eventsKnown(document).join(', ');
            fields.reader.report(
              path,
              `Nessuna scadenza della convenzione dipende dall'evento «${name}»${known ? `; gli eventi sono: ${known}` : ''}.`,
              `No term of the agreement hangs on the event "${name}"${known ? `; the events are: ${known}` : ''}.`,
            );
            return undefined;
          }
          return daysOf(days, path, fields.reader);
        }) ?? new Map<string, Day[]>(),
    })),
  run: (facts, agreement) => {
    const { document } = agreement;
    const early = facts.year <= yearOf(beginningOf(document));
    const obligations = obligationsOf(
      early ? { ...agreement, document: heldFromTheFirstDay(document) } : agreement,
      facts,
    );
    if (!obligations.ok) return obligations;
    return ok({
      result: {
        obligations: obligations.value.map(({ id, requirement, title, due, who, kind, hard }) => ({
          id,
          clause: requirement,
          title: title.it,
          due,
          who: who.it,
          kind,
          hard,
        })),
      },
      explain: () =>
        Object.fromEntries(obligations.value.map(({ explain }, place) => [`obligations[${place}]`, explain()])),
    });
  },
};

/** One day, or a list of days that is not empty. */
function daysOf(raw: unknown, path: string, reader: FactReader): Day[] {
  if (!Array.isArray(raw)) {
    const one = reader.day(raw, path);
    return one === undefined ? [] : [one];
  }
  if (raw.length === 0)
    reader.report(
      path,
      "L'elenco è vuoto: togliere l'evento, o indicarne i giorni.",
      'The list is empty: leave the event out, or give its days.',
    );
  return raw.flatMap((item, place) => reader.day(item, `${path}[${place}]`) ?? []);
}
