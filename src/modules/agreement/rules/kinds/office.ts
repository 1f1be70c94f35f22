import { z } from 'zod';
import type { Role } from '../../../../platform/role.ts';
import type { Parameter } from '../parameter.ts';
import { bilingual, daysLong, fractionText, identifier, requirementRow } from '../words.ts';

export const requestCategories = [
  'pc',
  'notebook',
  'server',
  'printer',
  'network-device',
  'application',
  'consumable',
  'fixed-telephony',
  'mobile-telephony',
  'tablet',
  'smartphone',
  'one-off-software',
  'electric-device',
] as const;
export const scopeOutcomes = [
  'in-scope',
  'out-of-scope',
  'assisted-purchase-needs-project',
  'entity-may-buy-unassisted',
] as const;

/** What the office does and does not do: a decision table, read from the top; the first row that fits decides. */
export const scopeTerms = (parameter: Parameter) =>
  z.strictObject({
    table: z
      .array(
        z.strictObject({
          categories: z.union([z.literal('any'), z.array(z.enum(requestCategories)).min(1)]),
          when: z
            .strictObject({ project: z.boolean().optional(), hostsManagementApplications: z.boolean().optional() })
            .optional(),
          outcome: parameter(z.enum(scopeOutcomes)),
          requirement: requirementRow,
          says: bilingual,
        }),
      )
      .min(1),
  });

/**
 * Hours a year of each professional profile. `warnAt` is the fraction used from which a warning starts; `year` is what they are
 * counted over, `nature` whether they are a ceiling of what is given, a commitment to give as much, or both.
 */
export const hourQuotaTerms = (parameter: Parameter) =>
  z.strictObject({
    profiles: z
      .array(
        z.strictObject({
          id: z.string(),
          name: bilingual,
          hours: parameter(z.number().min(0).max(1_000_000).multipleOf(0.01)),
          requirement: requirementRow.optional(),
        }),
      )
      .min(1),
    warnAt: parameter(fractionText),
    year: parameter(z.enum(['calendar_year', 'from_signing'])).default('calendar_year'),
    nature: parameter(
      z.enum(['ceiling_in_planning_commitment_at_year_end', 'ceiling_only', 'commitment_only']),
    ).default('ceiling_in_planning_commitment_at_year_end'),
  });

/**
 * Which office an entity must have somebody in while the service has nobody at its site. A site is staffed from `staffedDays`
 * days a week; `grace` are days after the last staffed one, beyond the next.
 */
export const siteReferentTerms = (parameter: Parameter) =>
  z.strictObject({
    office: identifier,
    staffedDays: parameter(z.number().min(0.5).max(7)),
    grace: parameter(daysLong),
  });

/** What the referent of an entity does at its site, where nobody can from afar. */
export const siteTaskNames = ['machine-room', 'consumables', 'media'] as const;
export const siteTasksTerms = (_parameter: Parameter) =>
  z.strictObject({ tasks: z.array(z.enum(siteTaskNames)).min(1) });

/** Days and hours of presence agreed for each person and site, compared with those worked every month. */
export const presenceMinimumTerms = (_parameter: Parameter) => z.strictObject({ every: z.literal('month') });

/** What the holder of an office of an entity tells the service at once; how long it took is counted from the day it happened. */
export const changeNoticesTerms = (_parameter: Parameter) => z.strictObject({ office: identifier });

/** Rates of absence and presence of an office's staff; offices with fewer people than `minOffice` are merged. */
export const absenceRatesTerms = (parameter: Parameter) =>
  z.strictObject({ minOffice: parameter(z.int().min(1).max(20)), period: parameter(z.enum(['month', 'quarter'])) });

/** By which channels help is asked for: a telephone number, a mailbox. */
export const helpChannelsTerms = (_parameter: Parameter) =>
  z
    .strictObject({
      telephone: z
        .string()
        .regex(/^\+?[0-9][0-9 /.-]{3,29}$/)
        .optional(),
      mailbox: z.email().max(254).optional(),
    })
    .refine(({ telephone, mailbox }) => telephone !== undefined || mailbox !== undefined);

/** The levels that a request for help can be handed to, and who may be of each by the post he holds. */
export const helpLevelNames = ['first', 'second', 'project-manager', 'supplier', 'facilitator'] as const;
const ofTheDesk = ['L1', 'L2', 'SYS', 'RES', 'SUP'] as const satisfies readonly Role[];

/** Levels of help besides those of every desk (first, second, suppliers), or with other people than there. */
export const helpLevelsTerms = (_parameter: Parameter) =>
  z.strictObject({
    levels: z.array(z.strictObject({ level: z.enum(helpLevelNames), roles: z.array(z.enum(ofTheDesk)).min(1) })).min(1),
  });

/** The clause under which the agreement lists what it offers, where no table says what is for the office; what is not in it is answered with it. */
export const offerTerms = (_parameter: Parameter) => z.strictObject({ says: bilingual });
