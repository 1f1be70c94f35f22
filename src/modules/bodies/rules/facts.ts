import type { Day } from '../../../kernel/day.ts';
import type { EntityCode, EntityKind } from '../../../kernel/entity.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Role } from '../../../platform/role.ts';
import type { Agreement } from '../../agreement/rules/index.ts';

/** An act as people cite it, with its number and day where they are known. */
export type Act = { readonly act: string; readonly number: string; readonly day: Day | null };

/** From a day to a last day, both included; null: it lasts. */
export type Period = { readonly since: Day; readonly until: Day | null };

export function holds({ since, until }: Period, on: Day): boolean {
  return since <= on && (until === null || on <= until);
}

/** An entity of the association on the day. */
export type MemberFact = {
  readonly code: EntityCode;
  readonly name: string;
  readonly kind: EntityKind;
  readonly relation: 'member' | 'lead' | 'partner';
};

/** A post held in the association: what makes a person mayor, councillor or referent of an entity. */
export type PostFact = Period & {
  readonly post: string;
  readonly person: string;
  readonly role: Role;
  readonly entity: EntityCode | null;
  readonly act: string;
};

/** A body that the association added. */
export type AddedBody = Period & {
  readonly id: string;
  readonly name: Text;
  readonly nature: 'decides' | 'advises';
  readonly about: string;
  readonly act: Act;
  readonly document: string | null;
  readonly closingAct: string | null;
};

/** A seat that no text fixes. */
export type RecordedSeat = Period & {
  readonly body: string;
  readonly id: string;
  readonly title: Text;
  readonly entity: EntityCode | null;
  readonly votes: boolean;
  readonly act: Act;
};

/** A person given a seat. */
export type Holding = Period & {
  readonly id: string;
  readonly body: string;
  readonly seat: string;
  readonly person: string;
  readonly post: string | null;
  readonly entity: EntityCode | null;
  readonly act: Act;
  readonly document: string | null;
  readonly ending: string | null;
};

export type Delegation = Period & {
  readonly id: string;
  readonly body: string;
  readonly seat: string;
  readonly entity: EntityCode | null;
  readonly giver: string;
  readonly giverPost: string | null;
  readonly delegate: string;
  readonly form: 'sitting' | 'standing';
  readonly meeting: string | null;
  readonly signed: Day;
  readonly document: string;
  /** First day on which it no longer holds. */
  readonly revoked: Day | null;
  readonly revokingAct: string | null;
};

export const chosenRoles = ['chair', 'vice-chair', 'secretary'] as const;
export type ChosenRole = (typeof chosenRoles)[number];

/** A person chosen to preside, to stand in for who presides, or to take the minutes. */
export type RoleHolding = Period & {
  readonly id: string;
  readonly body: string;
  readonly role: ChosenRole;
  readonly person: string;
  readonly act: Act;
  readonly document: string | null;
};

/** A person appointed to an office of the association. */
export type Appointment = Period & {
  readonly id: string;
  readonly office: string;
  /** Where the agreement has no such office. */
  readonly name: Text | null;
  readonly entity: EntityCode | null;
  readonly deputy: boolean;
  readonly person: string;
  readonly act: Act;
  readonly document: string;
  readonly powers: readonly string[];
  readonly provisional: boolean;
  readonly note: string;
  readonly ending: string | null;
};

/** All that the bodies of an association are computed from, as registers have it for one day. */
export type BodyFacts = {
  readonly on: Day;
  /** The agreement in force; undefined where there is none yet. */
  readonly agreement: Agreement | undefined;
  /** Entities of the association that day, partners too, by code. */
  readonly members: readonly MemberFact[];
  /** Posts begun by that day, ended ones too, oldest first. */
  readonly posts: readonly PostFact[];
  readonly added: readonly AddedBody[];
  readonly seats: readonly RecordedSeat[];
  readonly holdings: readonly Holding[];
  readonly delegations: readonly Delegation[];
  readonly roles: readonly RoleHolding[];
  readonly appointments: readonly Appointment[];
};
