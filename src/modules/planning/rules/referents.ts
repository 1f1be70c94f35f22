import { addDays, type Day, showDay } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { fact, onDay, stated, step, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import type { Events } from './events.ts';
import type { Obligation } from './obligation.ts';

const event = /^(unstaffed|never-staffed):(.+)$/;

/** How the events name the first day without staff at an entity's sites: after the last with staff, or from the beginning. */
export function unstaffedEvent(entity: string, staffedBefore: boolean): string {
  return `${staffedBefore ? 'unstaffed' : 'never-staffed'}:${entity}`;
}

/**
 * The duty of an entity to have a referent from the day on which nobody of the office is at its sites any more, or from its first day
 * where nobody ever was, or some days of grace later; who holds the office shows it.
 * Source: clause kind `site-referent` (Valdarno e Valdisieve: art. 5 c. 3, art. 9 c. 3).
 */
export function referentObligations(
  clause: InForce<'site-referent'>,
  { events }: { readonly events: Events },
): Obligation[] {
  const { office, grace } = clause.terms;
  const dutyFrom = (entity: string, since: Day, staffedBefore: boolean): Obligation => {
    const title = staffedBefore
      ? text('Referente dove la sede non è più presidiata', 'Referent where the site is no longer staffed')
      : text('Referente dove l’ufficio non ha personale', 'Referent where the office has no staff');
    const due = addDays(since, grace);
    return {
      id: `${clause.id}:${entity}:${since}`,
      requirement: clause.requirement[0] ?? '',
      clause: clause.id,
      title,
      due,
      who: text(`ente senza presidio dal ${showDay(since)}`, `entity without staff since ${showDay(since, 'en')}`),
      roles: ['MAY'],
      bearer: { entity },
      shownBy: { kind: 'naming', naming: { office }, entity, since },
      kind: 'deadline',
      hard: true,
      explain: () =>
        step(
          title,
          onDay(due),
          staffedBefore
            ? text(
                'il giorno dopo l’ultimo di presidio, e i giorni concessi',
                'the day after the last with staff, and the days of grace',
              )
            : text(
                'il primo giorno dell’ente, che non ha sedi presidiate, e i giorni concessi',
                'the first day of the entity, which has no staffed site, and the days of grace',
              ),
          [
            staffedBefore
              ? fact(
                  text('ultimo giorno di presidio', 'last day with staff'),
                  onDay(addDays(since, -1)),
                  'staffing',
                  since,
                )
              : fact(text('primo giorno senza presidio', 'first day without staff'), onDay(since), 'staffing', since),
            stated(text('regola', 'rule'), words(clause.title), clause.source),
            ...readingTraces(clause),
          ],
        ),
    };
  };
  return [...events].flatMap(([name, days]) => {
    const [, which, entity] = event.exec(name) ?? [];
    return entity === undefined ? [] : days.map((since) => dutyFrom(entity, since, which === 'unstaffed'));
  });
}
