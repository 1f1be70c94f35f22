import { z } from 'zod';
import type { Parameter } from '../parameter.ts';
import { bilingual, fractionText, requirementRow } from '../words.ts';

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

/** Hours a year of each professional profile. `warnAt` is the fraction used from which a warning starts. */
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
  });

/** Rates of absence and presence of an office's staff; offices with fewer people than `minOffice` are merged. */
export const absenceRatesTerms = (parameter: Parameter) =>
  z.strictObject({ minOffice: parameter(z.int().min(1).max(20)), period: parameter(z.enum(['month', 'quarter'])) });
