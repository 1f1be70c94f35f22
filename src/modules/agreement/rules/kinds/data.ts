import { z } from 'zod';
import type { Parameter } from '../parameter.ts';
import { daysLong, monthsLong } from '../words.ts';

/** What an act may let a person do with a data set. */
export const dataRights = ['consult', 'modify', 'transmit'] as const;
export type DataRight = (typeof dataRights)[number];

/** Access without an act, when there is no time for one. */
export const breakGlassChoices = ['off', 'on_with_reason_and_notice'] as const;

/**
 * Who gets at the data of one entity. `rights`: those an act may give. `namedBy`: who enters the acts of an entity. `measure`:
 * days within which the office applies or removes the technical measure. `recertification`: an act is confirmed every so many
 * months, or it ends; who enters acts is reminded some days before. `breakGlass`: whether there is an emergency access, and for
 * how many hours.
 */
export const dataAccessTerms = (parameter: Parameter) =>
  z.strictObject({
    rights: z.array(z.enum(dataRights)).min(1),
    namedBy: z.array(z.enum(['mayor', 'controller'])).min(1),
    /** The person has read the instructions of the authorisation before the first access. */
    readReceipt: parameter(z.boolean()),
    measure: z.strictObject({ applyWithinDays: parameter(daysLong), removeWithinDays: parameter(daysLong) }),
    recertification: z.strictObject({
      everyMonths: parameter(monthsLong.min(1)),
      remindDaysBefore: parameter(daysLong),
    }),
    breakGlass: parameter(z.enum(breakGlassChoices)),
    breakGlassHours: parameter(z.int().min(1).max(168)),
  });
