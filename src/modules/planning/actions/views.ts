import type { Text } from '../../../kernel/text.ts';
import type { CalendarOfYear } from '../calendar-of-year.ts';
import type { Obligation } from '../rules/index.ts';

/** An obligation as answers show it, the entity by its name. */
export function obligationViewOf(obligation: Obligation, { document, names }: CalendarOfYear) {
  const { id, title, due, who, clause, requirement, kind, hard } = obligation;
  const code = /\bsigned:([^:]+):/.exec(id)?.[1];
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
