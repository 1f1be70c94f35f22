import { z } from 'zod';
import type { Parameter } from '../parameter.ts';
import { daysLong, fractionText, hoursLong, requirementRow } from '../words.ts';

const bodyName = z.string().regex(/^[a-z][a-z0-9-]*$/);

/**
 * The weight of each entity's vote, a sum (or average) of components: votes by bands of the inhabitants, or by bands of
 * the entity's part of the direct costs.
 */
export const voteWeightsTerms = (parameter: Parameter) =>
  z.strictObject({
    body: bodyName,
    components: z
      .array(
        z.union([
          z.strictObject({
            id: z.literal('population'),
            bands: parameter(
              z.array(z.strictObject({ upTo: z.int().min(0).optional(), votes: z.int().min(0) })).min(1),
            ),
            unions: parameter(z.enum(['sum_of_members', 'net_of_single_members', 'lowest_band'])),
            nonTerritorial: parameter(z.enum(['lowest_band', 'none'])),
            lead: parameter(z.union([z.enum(['own_bands', 'none']), z.int().min(0)])),
          }),
          z.strictObject({
            id: z.literal('economic'),
            bands: parameter(z.array(z.strictObject({ upTo: fractionText.optional(), votes: z.int().min(0) })).min(1)),
            base: parameter(z.enum(['total_direct_costs', 'total_cst_spending', 'own_bill'])),
            zeroUse: parameter(z.int().min(0)),
          }),
        ]),
      )
      .min(1),
    combine: parameter(z.enum(['sum', 'average', 'two_ballots'])),
  });

/** Counting heads: more than a fraction, or at least a fraction rounded down or up, plus some, never under a minimum. */
export const headCount = (parameter: Parameter) =>
  z.union([
    z.strictObject({ moreThan: parameter(fractionText) }),
    z.strictObject({
      atLeast: parameter(fractionText),
      round: parameter(z.enum(['up', 'down'])).default('up'),
      plus: z.int().min(0).default(0),
      minimum: parameter(z.int().min(0)).default(0),
    }),
  ]);
export type HeadCount = z.infer<ReturnType<typeof headCount>>;

/** When a sitting can decide: entities in the room, counted by heads, at each call. The last call holds for any later one. */
export const quorumTerms = (parameter: Parameter) =>
  z.strictObject({ bodies: z.array(bodyName).min(1), calls: z.array(headCount(parameter)).min(1) });

/**
 * What a decision needs. `weights_present`: the fraction of the weight in the room; `weights_cast`: of the weight of yes
 * and no; `heads_and_weights`: the fraction of the heads present and more than half of the weight present;
 * `heads_present`, `heads_cast`: heads. `matters` restricts the clause to those; without it, it holds for all others. `tie`: with
 * as many for as against, the vote of who presides decides, where votes are open.
 */
export const majorityTerms = (parameter: Parameter) =>
  z.strictObject({
    bodies: z.array(bodyName).min(1),
    matters: z.array(z.string()).optional(),
    base: parameter(z.enum(['weights_present', 'weights_cast', 'heads_and_weights', 'heads_present', 'heads_cast'])),
    needs: headCount(parameter),
    tie: parameter(z.enum(['rejected', 'chair'])).default('rejected'),
  });

/** What bodies decide on. */
export const decidedMatters = [
  'allocation',
  'agreement-version',
  'accession',
  'plan',
  'forecast',
  'account',
  'variation',
  'appointment',
  'authorisation',
  'organisation',
] as const;
export type DecidedMatter = (typeof decidedMatters)[number];

/** What only a body may decide: it holds by the body's decision and by nobody's act alone. */
export const powersTerms = (_parameter: Parameter) =>
  z.strictObject({ body: bodyName, matters: z.array(z.enum(decidedMatters)).min(1) });

/** A question to all entities, one voice each, whatever their size: enough of them must declare the need. */
export const pollTerms = (parameter: Parameter) =>
  z.strictObject({
    body: bodyName,
    needs: headCount(parameter),
    includeLead: parameter(z.boolean()),
    belowThreshold: parameter(z.enum(['not_developed', 'requester_only'])),
  });

/** Members who may ask for a sitting. */
export const requestTerms = (parameter: Parameter) =>
  z.strictObject({
    body: bodyName,
    needs: headCount(parameter),
    conveneWithinDays: parameter(z.union([daysLong, z.literal('none')])).default('none'),
  });

const notice = (parameter: Parameter) =>
  z.strictObject({
    days: parameter(daysLong).optional(),
    hours: parameter(hoursLong).optional(),
    reason: z.boolean().default(false),
    requirement: requirementRow.optional(),
  });

/** How long before a sitting it is convened, by its kind. */
export const noticeTerms = (parameter: Parameter) =>
  z.strictObject({
    body: bodyName,
    channel: z.enum(['pec', 'email', 'any']),
    kinds: z.partialRecord(z.enum(['ordinary', 'extraordinary', 'urgent']), notice(parameter)),
    clearDays: parameter(z.boolean()),
    proof: parameter(z.enum(['acceptance', 'delivery'])).default('acceptance'),
    late: parameter(z.enum(['block', 'warn'])).default('block'),
  });
