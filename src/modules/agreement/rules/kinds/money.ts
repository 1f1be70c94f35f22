import { z } from 'zod';
import { roundingMethods } from '../../../../kernel/apportion.ts';
import { holidayShifts } from '../../../../kernel/term.ts';
import type { Parameter } from '../parameter.ts';
import { bilingual, daysLong, fractionText, identifier, moneyText, monthDay, requirementRow } from '../words.ts';

/** What a figure of an entity is called: `workstations`, `population`, `equal` (1 each), `weights` (given with the cost), `units:mailboxes`. */
export const simpleDriver = z.string().regex(/^(workstations|population|equal|weights|units:[a-z0-9_-]+)$/);

/**
 * What a key counts. Simple drivers, or: a weighted sum of them (machine types: a server counts three), or points by bands
 * of one of them.
 */
export const driver = z.union([
  simpleDriver,
  z.strictObject({ sum: z.array(z.strictObject({ driver: simpleDriver, weight: fractionText })).min(1) }),
  z.strictObject({
    bands: z.strictObject({
      of: simpleDriver,
      steps: z.array(z.strictObject({ upTo: z.int().min(0).optional(), points: fractionText })).min(1),
    }),
  }),
]);
export type Driver = z.infer<typeof driver>;

/** Drivers with their fraction of the cost; the fractions sum to 1. A map for simple drivers, a list for the others. */
export const mix = z.union([
  z.record(simpleDriver, fractionText),
  z.array(z.strictObject({ driver, weight: fractionText })).min(1),
]);
export type Mix = z.infer<typeof mix>;

/** Bounds of a share; what they take or leave is borne by the others in proportion to their keys, until stable. */
export const limits = (parameter: Parameter) =>
  z.strictObject({
    floor: z
      .strictObject({ amount: parameter(moneyText).optional(), percent: parameter(fractionText).optional() })
      .optional(),
    cap: z
      .strictObject({
        amount: parameter(moneyText).optional(),
        percent: parameter(fractionText).optional(),
        perInhabitant: parameter(moneyText).optional(),
      })
      .optional(),
  });

/** How a cost item is shared: by a key; at actual cost per entity; by units of the activated service; in equal parts among who has it. */
export const sharingMethod = (parameter: Parameter) =>
  z.union([
    z.strictObject({ by: z.literal('key'), mix: parameter(mix), limits: limits(parameter).optional() }),
    z.strictObject({ by: parameter(z.enum(['direct', 'per_unit', 'equal'])), unit: z.string().optional() }),
  ]);

/**
 * Who pays what part of which cost items. `items: any` lets each cost name its own key (one of the platform's drivers).
 * `lead`: whether the lead takes part (`pc_only`: with its workstations and no inhabitants). `joining`: whether the
 * workstations of who joins or leaves in the year count by days.
 */
export const allocationTerms = (parameter: Parameter) =>
  z.strictObject({
    items: z.union([
      z.literal('any'),
      z
        .array(
          z.strictObject({
            id: identifier,
            name: bilingual,
            requirement: requirementRow.optional(),
            method: sharingMethod(parameter),
          }),
        )
        .min(1),
    ]),
    lead: parameter(z.union([z.enum(['included', 'excluded', 'pc_only']), z.boolean()])).default('included'),
    joining: parameter(z.enum(['by_days', 'full_year'])).default('full_year'),
    /** The clause whose key is the general one: correctives and pools of reimbursements work on it. */
    general: z.boolean().default(false),
  });

/** Contributions obtained for the expenses: each reduces its own item, or all the total. */
export const contributionsTerms = (parameter: Parameter) =>
  z.strictObject({
    scope: parameter(z.enum(['per_item', 'grand_total'])),
    sources: parameter(z.union([z.array(z.string()), z.string()])).optional(),
  });

export const corrective = z.union([
  z.literal('none'),
  z.strictObject({
    method: z.literal('percent_reduction'),
    threshold: z.int().min(0),
    rate: z.string().regex(/^[0-9]+(\.[0-9]+)?$/),
  }),
  z.strictObject({ method: z.literal('cap_per_inhabitant'), cap: moneyText }),
]);
export type Corrective = z.infer<typeof corrective>;

/** A relief for the smaller entities on the general key, borne by the others. */
export const correctiveTerms = (parameter: Parameter) => z.strictObject({ corrective: parameter(corrective) });

/** Items of capital: with fewer participants than members, their own key. */
export const capitalTerms = (parameter: Parameter) =>
  z.strictObject({
    items: z.array(z.strictObject({ id: identifier, name: bilingual })).min(1),
    key: parameter(z.enum(['general_restricted', 'equal', 'benefiting_pcs'])),
  });

/** Full reimbursement of the staff an entity lends; in the pool, it is a cost of the service shared by the general key. */
export const staffReimbursementTerms = (parameter: Parameter) =>
  z.strictObject({
    inPool: parameter(z.boolean()),
    netting: parameter(z.enum(['display_only', 'offset'])).default('display_only'),
  });

/** Projects for who asks for them, paid by who asks, after an authorisation. */
export const requesterPaysTerms = (_parameter: Parameter) =>
  z.strictObject({ authorisedBy: z.string(), split: z.enum(['equal']).default('equal') });

/** A yearly reimbursement that grows with the contract, with expenses beside it or inside it. */
export const indexedReimbursementTerms = (parameter: Parameter) =>
  z.strictObject({
    expenses: parameter(z.enum(['yearly', 'consolidated'])),
    base: parameter(z.union([moneyText, z.literal('given')])).default('given'),
  });

/** A price for each unit used (a text message's segment). */
export const meteredChargeTerms = (parameter: Parameter) =>
  z.strictObject({
    unit: z.string(),
    price: parameter(z.union([z.string().regex(/^[0-9]+(\.[0-9]+)?$/), z.literal('given')])).default('given'),
    period: parameter(z.enum(['month', 'quarter', 'year'])).default('quarter'),
  });

/** A due day: every year on a day, or some days after an event. */
export const dueDay = (parameter: Parameter) =>
  z.union([
    z.strictObject({ every: parameter(monthDay) }),
    z.strictObject({ after: z.string(), days: parameter(daysLong) }),
  ]);

/**
 * Payment of a share: instalments as fractions of the forecast, and the balance when the account is approved. Due days are
 * payment dates, so they move when they fall on a holiday.
 */
export const instalmentsTerms = (parameter: Parameter) =>
  z.strictObject({
    instalments: z.array(
      z.strictObject({
        fraction: parameter(fractionText),
        due: dueDay(parameter),
        requirement: requirementRow.optional(),
      }),
    ),
    balance: z.strictObject({ due: dueDay(parameter), requirement: requirementRow.optional() }).optional(),
    who: bilingual,
  });

/** Roundings and the effect of holidays: no agreement says them, every computation needs them. */
export const conventionsTerms = (parameter: Parameter) =>
  z.strictObject({
    rounding: parameter(z.enum(roundingMethods)),
    percentDecimals: parameter(z.int().min(0).max(4)),
    holidayShift: parameter(z.enum(holidayShifts)),
  });
