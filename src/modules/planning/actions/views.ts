import type { Text } from '../../../kernel/text.ts';
import type { CalendarOfYear } from '../calendar-of-year.ts';
import { type DutyNow, dayOfInstant } from '../duties-of-year.ts';
import type { Obligation } from '../rules/index.ts';
import type { Reminder } from '../storage/reminders.ts';
import type { DutyView } from './shapes.ts';

/** An obligation as answers show it, the entity by its name. */
export function obligationViewOf(obligation: Obligation, { document, names }: CalendarOfYear) {
  const { id, title, due, who, clause, requirement, kind, hard, bearer } = obligation;
  const code = typeof bearer === 'object' ? bearer.entity : undefined;
  const entity = code ? (names.get(code) ?? code) : null;
  const named = (sentence: string) => (code && entity ? sentence.replace(`(${code})`, `(${entity})`) : sentence);
  return {
    id,
    title,
    due,
    who: { it: named(who.it), en: named(who.en) } satisfies Text,
    entity,
    clause,
    article: document.clauses.find((each) => each.id === clause)?.article ?? clause,
    requirement,
    kind,
    hard,
  };
}

/** A duty as answers show it. */
export function dutyViewOf(
  duty: DutyNow,
  about: {
    readonly calendar: CalendarOfYear;
    readonly year: number;
    readonly reminders: readonly Reminder[];
    readonly mayRecord: (duty: DutyNow) => boolean;
  },
): DutyView {
  const { obligation, entity, entityName, state, left, done, lacking } = duty;
  return {
    ...obligationViewOf(obligation, about.calendar),
    year: about.year,
    sittingOf: sittingIn(obligation),
    bearer: entity === null ? null : { code: entity, name: entityName ?? entity },
    state,
    daysLeft: left,
    done: done && doneViewOf(done),
    lacking: lacking.map((item) => itemNames[item] ?? { it: item, en: item }),
    roles: [...obligation.roles],
    reminders: about.reminders
      .filter((one) => one.obligation === obligation.id && one.entity === entity && one.due === obligation.due)
      .map(({ daysBefore, sentAt, recipients }) => ({ daysBefore, on: dayOfInstant(sentAt), recipients })),
    mayRecord: about.mayRecord(duty),
  };
}

function sittingIn({ kind, shownBy }: Obligation): string | null {
  if (kind !== 'cadence' || shownBy?.kind !== 'event' || !shownBy.event.startsWith('meeting:')) return null;
  return shownBy.event.slice('meeting:'.length);
}

function doneViewOf(done: NonNullable<DutyNow['done']>): NonNullable<DutyView['done']> {
  if (done.how === 'register') {
    const { on, how, what, link, by = null } = done;
    return { on, how, what, link, fulfilment: null, note: '', document: null, by };
  }
  const { id, act, link, note, document, documentName, recordedBy } = done.fulfilment;
  return {
    on: done.on,
    how: done.how,
    what: act,
    link: link === '' ? null : link,
    fulfilment: id,
    note,
    document: document && documentName ? { id: document, name: documentName } : null,
    by: recordedBy,
  };
}

/** What sittings approve, by its word in the agreement. */
const itemNames: Readonly<Record<string, Text>> = {
  account: { it: 'rendiconto', en: 'account' },
  forecast: { it: 'previsione', en: 'forecast' },
};
