import { z } from 'zod';
import { type Role, roleCodes } from '../../../../platform/role.ts';
import type { Parameter } from '../parameter.ts';
import { bilingual, daysLong, identifier, isoDay, moneyText, monthDay, monthsLong, requirementRow } from '../words.ts';

/** Validity of the agreement. `to` left out: no end in the text. */
export const durationTerms = (parameter: Parameter) =>
  z.strictObject({
    from: parameter(isoDay).optional(),
    to: parameter(isoDay).optional(),
    tacitRenewal: z.boolean().default(false),
  });

const obligation = (parameter: Parameter) => ({
  id: identifier,
  title: bilingual,
  who: bilingual,
  /** The roles of those in charge: who is reminded. Where left out, who the obligation is about by its kind. */
  roles: z
    .array(z.enum(roleCodes as [Role, ...Role[]]))
    .min(1)
    .optional(),
  /** Hard: past the day the rule is violated; soft ("of norm"): a reminder. */
  hard: parameter(z.boolean()).default(true),
  requirement: requirementRow.optional(),
});

/**
 * Things due on a day. `every`: each year on that day. `after` / `before` an event (`signed` is per entity,
 * `meeting:assembly`, `account-approved`): some days or months from it; forward terms in days move from a holiday.
 */
export const deadlinesTerms = (parameter: Parameter) =>
  z.strictObject({
    deadlines: z
      .array(
        z.strictObject({
          ...obligation(parameter),
          /** A link of the chain that leads from the proposal of a plan to the approved plan in the hands of the entities. */
          link: z.enum(['proposal', 'transmission']).optional(),
          /** Done once sittings of the year have approved each of these; `together`: all of them in one sitting. */
          approves: z.array(identifier).min(1).optional(),
          together: parameter(z.boolean()).optional(),
          /**
           * Done once the entity has named somebody: a candidate for a given seat of a body, or who holds an office for it.
           * Only where the term hangs on the entity's own event.
           */
          naming: z
            .union([z.strictObject({ candidateFor: identifier }), z.strictObject({ office: identifier })])
            .optional(),
          due: z.union([
            z.strictObject({ every: parameter(monthDay) }),
            z.strictObject({ on: parameter(isoDay) }),
            z.strictObject({
              after: z.string(),
              days: parameter(daysLong).optional(),
              months: parameter(monthsLong).optional(),
            }),
            z.strictObject({ before: z.string(), days: parameter(daysLong) }),
          ]),
        }),
      )
      .min(1),
  });

/**
 * Something that comes back. `calendar`: at least once in each period of the year, due on its last day. `rolling`: so many
 * months after the last time (`after` names the event).
 */
export const cadenceTerms = (parameter: Parameter) =>
  z.strictObject({
    ...obligation(parameter),
    everyMonths: parameter(z.int().min(1).max(12)),
    mode: parameter(z.enum(['calendar', 'rolling'])),
    after: z.string().optional(),
  });

/**
 * Leaving. Either by the calendar year (`lastDay` of the year for the notice, effect on the next 1 January, from the
 * `firstYear`), or so many months after the notice; null where the term is in a document that is not at hand. `refund` is what the leaver gets back, null where the text is silent.
 */
export const withdrawalTerms = (parameter: Parameter) =>
  z.strictObject({
    firstYear: parameter(z.enum(['any', 'signing_year_plus_2', 'signing_year_plus_3', 'effect_in_third_year'])).default(
      'any',
    ),
    notice: parameter(
      z.union([z.strictObject({ lastDay: parameter(monthDay) }), z.strictObject({ months: monthsLong }), z.null()]),
    ),
    late: parameter(z.enum(['next_year', 'reject'])).default('next_year'),
    refund: z.union([moneyText, z.null()]),
    who: bilingual.optional(),
    requirement: requirementRow.optional(),
  });

/** Posting on the notice board and entry into force the day after. A duration: never moved for holidays. */
export const publicationTerms = (parameter: Parameter) =>
  z.strictObject({ days: parameter(daysLong.min(1)), firstDay: parameter(z.enum(['excluded', 'included'])) });

/** Bringing the end of contracts to one day of the year. */
export const contractAlignmentTerms = (parameter: Parameter) =>
  z.strictObject({ to: monthDay, direction: parameter(z.enum(['extend', 'shorten'])) });
