import { dayAt } from '../../../kernel/day.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { count, fact, given, step, type Trace, words } from '../../../kernel/trace.ts';
import { type WorkCalendar, workingMinutesBetween } from '../rules/clock/index.ts';
import { ticketNumber } from '../rules/ticket.ts';

/** Somebody was there for a request: a visit of the office, or hands on site of who is asked for them. Milliseconds since 1970. */
export type PresenceOnSite = {
  readonly ticket: number;
  readonly kind: 'visit' | 'task';
  readonly asked: number;
  readonly there: number;
};

/** How long it took on the average, in minutes rounded half-up; null where nobody was there. */
export type OnSiteResponse = {
  readonly visits: number;
  readonly tasks: number;
  /** By the clock on the wall. */
  readonly elapsed: number | null;
  /** Only the hours of work of the calendar that counts for the entity's requests. */
  readonly working: number | null;
  readonly explain: () => Trace;
};

const minute = 60_000;

/**
 * The average time from when presence was asked for to when somebody was there.
 * Source: Valdarno e Valdisieve, art. 7 c. 7 (the greatest closeness of the service to users); a visit counts from the opening of its
 * request, the hands of a referent from when they were asked for (art. 5 c. 3 lett. b).
 */
export function onSiteResponse(presences: readonly PresenceOnSite[], calendar: WorkCalendar): OnSiteResponse {
  const each = presences.map((one) => ({
    ...one,
    elapsed: Math.max(0, Math.floor((one.there - one.asked) / minute)),
    working: Math.round(workingMinutesBetween(calendar, one.asked, one.there)),
  }));
  const average = (of: 'elapsed' | 'working') =>
    each.length === 0 ? null : Math.floor(each.reduce((sum, one) => sum + one[of], 0) / each.length + 0.5);
  const visits = each.filter(({ kind }) => kind === 'visit').length;
  const [elapsed, working] = [average('elapsed'), average('working')];
  return {
    visits,
    tasks: each.length - visits,
    elapsed,
    working,
    explain: () =>
      step(
        text('risposta media sul posto', 'average response on site'),
        words(elapsed === null ? text('nessuna presenza', 'nobody was there') : span(elapsed)),
        text(
          'media dei tempi da quando la presenza è chiesta a quando qualcuno è sul posto',
          'mean of the times from when presence is asked for to when somebody is there',
        ),
        [
          given(text('presenze contate', 'presences counted'), count(each.length, text('presenze', 'presences'))),
          ...(working === null
            ? []
            : [given(text('nelle sole ore di lavoro', 'in hours of work alone'), words(span(working)))]),
          ...each
            .slice(0, 200)
            .map(({ ticket, kind, asked, there, elapsed: long }) =>
              fact(
                kind === 'visit'
                  ? text(`intervento, richiesta ${ticketNumber(ticket)}`, `visit, request ${ticketNumber(ticket)}`)
                  : text(
                      `compito sul posto, richiesta ${ticketNumber(ticket)}`,
                      `task on site, request ${ticketNumber(ticket)}`,
                    ),
                words(span(long)),
                'service-desk',
                dayAt(asked),
                dayAt(there),
              ),
            ),
        ],
      ),
  };
}

/** *3 giorni e 4 h*, *2 h 30 min*, *45 min*. */
export function span(minutes: number): Text {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  if (days === 0) {
    const short = hours === 0 ? `${rest} min` : rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
    return text(short, short);
  }
  const [it, en] = days === 1 ? ['1 giorno', '1 day'] : [`${days} giorni`, `${days} days`];
  return hours === 0 ? text(it, en) : text(`${it} e ${hours} h`, `${en} and ${hours} h`);
}
