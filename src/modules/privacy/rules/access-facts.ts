import type { Day } from '../../../kernel/day.ts';
import type { DataRight } from '../../agreement/rules/index.ts';

/** A set of data of one entity, wherever it is hosted. */
export type DataSetFacts = {
  readonly name: string;
  readonly entity: string;
  readonly entityName: string;
  /** It holds personal data: then its people are to be authorised and instructed. */
  readonly personal: boolean;
};

/** An act of an entity that names one person for some of its data sets. Only acts that name the person for the data set come here. */
export type ActFacts = {
  readonly id: string;
  readonly number: string;
  readonly on: Day;
  readonly signedBy: string;
  readonly rights: readonly DataRight[];
  readonly since: Day;
  readonly until: Day | null;
  /** The first day on which it no longer holds, where it was ended before its time. */
  readonly ended: Day | null;
  /** The last day on which it holds unless the entity confirms it. */
  readonly confirmBy: Day;
};

/** The authorisation of a person to process personal data, with instructions. */
export type AuthorisationFacts = {
  readonly by: string;
  readonly on: Day;
  readonly until: Day | null;
  /** The first day on which it no longer holds, where it was revoked. */
  readonly revoked: Day | null;
  /** The day on which the person said to have read the instructions. */
  readonly read: Day | null;
};

/** What the office did in its systems for an act: applied, in milliseconds since 1970, and removed where it was. */
export type MeasureFacts = {
  readonly act: string;
  readonly applied: number | null;
  readonly appliedBy: string;
  readonly removed: number | null;
};

/** An access in an emergency, opened with a reason and for some hours, in milliseconds since 1970. */
export type EmergencyFacts = { readonly opened: number; readonly closes: number; readonly reason: string };

export type AccessFacts = {
  readonly person: string;
  readonly dataSet: DataSetFacts;
  readonly right: DataRight;
  readonly at: { readonly instant: number; readonly day: Day };
  readonly acts: readonly ActFacts[];
  readonly authorisations: readonly AuthorisationFacts[];
  readonly measures: readonly MeasureFacts[];
  readonly emergencies: readonly EmergencyFacts[];
};
