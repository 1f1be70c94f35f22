import { z } from 'zod';
import { entityKinds } from '../../../../kernel/entity.ts';
import type { Parameter } from '../parameter.ts';
import { bilingual, daysLong, identifier } from '../words.ts';

const bodyName = z.string().regex(/^[a-z][a-z0-9-]*$/);

/**
 * A text that holds only once two have adopted it: first a body of the association, then somebody else by an act of their own
 * on the same text. `secondWithin`: days from the first after which the second is waited for.
 */
export const twoStepApprovalTerms = (parameter: Parameter) =>
  z.strictObject({
    matter: z.enum(['organisation']),
    first: bodyName,
    second: bilingual,
    secondWithin: parameter(daysLong),
  });

/** By which office a person speaks for an entity: its mayor or legal representative, a councillor, its referent. */
export const entityOffices = ['legal-representative', 'councillor', 'referent'] as const;
export type EntityOffice = (typeof entityOffices)[number];

/** Inhabitants: `from` and `to` are inside, `over` and `under` are not. */
const band = z.strictObject({
  over: z.int().min(0).optional(),
  from: z.int().min(0).optional(),
  to: z.int().min(0).optional(),
  under: z.int().min(0).optional(),
});

/** Entities of the association, by what is said of them; nothing said: all but partners. */
const entitySet = (parameter: Parameter) =>
  z.strictObject({
    relations: z
      .array(z.enum(['member', 'lead', 'partner']))
      .min(1)
      .optional(),
    kinds: z.array(z.enum(entityKinds)).min(1).optional(),
    code: z.string().optional(),
    population: parameter(band).optional(),
  });
export type EntitySet = z.infer<ReturnType<typeof entitySet>>;

const seat = (parameter: Parameter) =>
  z.union([
    // One seat for each of the entities; it follows whoever holds the office there.
    z.strictObject({
      id: identifier,
      each: entitySet(parameter),
      held: z.enum(entityOffices),
      title: bilingual.optional(),
      votes: z.boolean().default(true),
    }),
    // One seat, given to a person who speaks for an entity with the requirements.
    z.strictObject({
      id: identifier,
      title: bilingual,
      appointed: entitySet(parameter),
      held: z.array(z.enum(entityOffices)).min(1),
      /** Entities that have their voice through this seat, where they are more than those that may fill it. */
      speaksFor: entitySet(parameter).optional(),
      votes: z.boolean().default(true),
    }),
    // The seat of who holds an office of the association, such as its head.
    z.strictObject({
      id: identifier,
      title: bilingual,
      office: identifier,
      votes: z.boolean().default(true),
      seated: parameter(z.boolean()).default(true),
    }),
    // Seats that no text fixes: the association records them, with the act.
    z.strictObject({ id: identifier, recorded: z.literal(true) }),
  ]);
export type SeatRule = z.infer<ReturnType<typeof seat>>;

/** Who presides, takes the minutes, convenes. */
const roles = {
  /** `lead`: who speaks for the lead; `elected`: one of the members, chosen by them; or the holder of an office. */
  chair: z.union([z.enum(['lead', 'elected']), z.strictObject({ office: identifier })]).optional(),
  secretary: z.enum(['lead-staff', 'anyone']).optional(),
  convener: z.union([z.literal('chair'), z.strictObject({ office: identifier })]).optional(),
};

/** A body: what it is, its seats, who fills each. `advises`: it gives opinions and proposals, no binding decision. */
export const bodyTerms = (parameter: Parameter) =>
  z.strictObject({
    body: bodyName,
    name: bilingual,
    nature: z.enum(['decides', 'advises']),
    /** False where the text tells of a body that it does not itself found. */
    foreseen: z.boolean().default(true),
    /** The body that fills its seats. */
    appointedBy: bodyName.optional(),
    seats: parameter(z.array(seat(parameter)).min(1)),
    ...roles,
  });

/** Who presides, takes the minutes, convenes, where a clause of its own says so. */
export const bodyRolesTerms = (_parameter: Parameter) => z.strictObject({ bodies: z.array(bodyName).min(1), ...roles });

/**
 * How an entity is spoken for in a body, and until when. A mandate ends with the office it comes from; for entities without
 * a mayor as `otherRepresentatives` says. A delegation is for one sitting or standing, and ends with the office of who gave it.
 */
export const mandateTerms = (parameter: Parameter) =>
  z.strictObject({
    bodies: z.array(bodyName).min(1),
    otherRepresentatives: parameter(z.enum(['same_rule_as_for_mayors', 'no_automatic_end'])).default(
      'same_rule_as_for_mayors',
    ),
    delegations: parameter(z.enum(['none', 'sitting', 'standing', 'sitting_or_standing'])),
    /** Entities that one person may speak for. */
    perPerson: parameter(z.int().min(1)),
    /**
     * Who may be delegated, by the office held; left out: whoever holds an office that the seat is for, and a councillor
     * where it is for a legal representative.
     */
    delegates: z.array(z.enum(entityOffices)).min(1).optional(),
  });

/** For how many years a body's appointed seats and chosen roles are filled, and whether the agreement's end ends them. */
export const termOfOfficeTerms = (parameter: Parameter) =>
  z.strictObject({
    bodies: z.array(bodyName).min(1),
    years: parameter(z.int().min(1).max(50)),
    capAtAgreementEnd: parameter(z.boolean()),
  });

/** Who may be invited to a body's sittings, without vote and without counting in its composition. */
export const guestsTerms = (_parameter: Parameter) =>
  z.strictObject({
    bodies: z.array(bodyName).min(1),
    groups: z.array(z.strictObject({ id: identifier, title: bilingual })).min(1),
    proposedBy: z.enum(['member', 'chair', 'anyone']).default('anyone'),
  });

/**
 * An office that a person is appointed to by an act: the head of the service, the referent of each entity, a delegated
 * mayor. One holder at a time, for the association or for each entity; a deputy beside it where the clause has one.
 */
export const appointmentTerms = (parameter: Parameter) =>
  z.strictObject({
    office: identifier,
    name: bilingual,
    per: z.enum(['association', 'entity']),
    /** The role whose post lets the holder work in the platform. */
    role: z.enum(['RES', 'REF', 'MAY', 'ASS', 'TEC', 'PRE', 'SEC']).optional(),
    /** The holder's entity must be one of these. */
    from: entitySet(parameter).optional(),
    appointedBy: bilingual.optional(),
    deputy: z.boolean().default(false),
    years: parameter(z.int().min(1).max(50)).optional(),
    /** Papers that the record must carry beside the act. */
    papers: z.array(z.strictObject({ id: identifier, title: bilingual })).default([]),
    /** What the act may entrust: a checklist. */
    powers: z.array(z.strictObject({ id: identifier, title: bilingual })).default([]),
  });
