import type { Day } from '../../kernel/day.ts';
import { text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import type { Problem } from '../../platform/problem.ts';
import { askable, catalogueOfDay } from './actions/catalogue-of-day.ts';
import { answersTo, type FormAnswer } from './rules/index.ts';

export type AskedService = { readonly answers: readonly FormAnswer[]; readonly problems: readonly Problem[] };

/**
 * What was answered to the form of a service that somebody asks the desk for; the problems are at `service` where the entity does
 * not have it (for the office: where there is none), and at `answers.<question>`. Where an association has no catalogue, services
 * are words like others, without a form.
 *
 * @param asks `office`: somebody of the office for the entity, whatever it has
 */
export async function askedService(
  tx: Tx,
  association: string,
  {
    service,
    entity,
    asks,
    answers,
    on,
  }: {
    readonly service: string;
    readonly entity: string;
    readonly asks: 'everybody' | 'referent' | 'office';
    readonly answers: Readonly<Record<string, string | undefined>>;
    readonly on: Day;
  },
): Promise<AskedService> {
  const catalogue = await catalogueOfDay(tx, association, { on, entity });
  if (catalogue.versions.length === 0) return { answers: [], problems: [] };
  const offered = asks === 'office' ? catalogue.versions : askable(catalogue, { entity, asks });
  const found = offered.find(({ code }) => code === service);
  if (!found) {
    const says = text('L’ente non ha questo servizio.', 'The entity does not have this service.');
    return { answers: [], problems: [{ path: 'service', says }] };
  }
  // on the telephone the form is not read out: what is said is written
  const fields =
    asks === 'office' ? found.content.fields.map((field) => ({ ...field, required: false })) : found.content.fields;
  const read = answersTo(fields, answers);
  return {
    answers: read.answers,
    problems: read.problems.map(({ field, says }) => ({ path: `answers.${field}`, says })),
  };
}
