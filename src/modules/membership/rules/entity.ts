import type { Day } from '../../../kernel/day.ts';
import type { EntityCode, EntityKind } from '../../../kernel/entity.ts';
import { type Text, text } from '../../../kernel/text.ts';

/** `lead` runs the office and is paid; `partner` takes part without a vote and without costs. */
export const relations = ['member', 'lead', 'partner'] as const;
export type Relation = (typeof relations)[number];

/** How an entity came in: it signed, it adhered singly, or the body that represents it signed. Source: AT-U0. */
export const ways = ['signatory', 'single', 'represented'] as const;
export type Way = (typeof ways)[number];

export type Entity = {
  readonly code: EntityCode;
  readonly name: string;
  readonly kind: EntityKind;
  readonly relation: Relation;
  /** As the index of public administrations writes it. */
  readonly ipa: string | null;
  /** Six digits, municipalities only. */
  readonly istat: string | null;
  /** The land registry's code, municipalities only: `G825`. */
  readonly belfiore: string | null;
  readonly taxCode: string | null;
  /** Two letters. */
  readonly province: string | null;
  readonly region: string | null;
  /** Of the seat, WGS84 degrees. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Has a data centre of its own. */
  readonly hasCed: boolean;
  /** Has informatics staff of its own; null: not known. */
  readonly hasIctStaff: boolean | null;
};

export type Membership = {
  readonly entity: EntityCode;
  /** First day in. */
  readonly joined: Day;
  /** First day out; null while it lasts. */
  readonly left: Day | null;
  readonly signed: Day | null;
  readonly way: Way;
  readonly act: string;
  readonly leavingAct: string | null;
};

export const kindTitles: Readonly<Record<EntityKind, Text>> = {
  comune: text('Comune', 'Municipality'),
  unione: text('Unione di comuni', 'Union of municipalities'),
  comunita_montana: text('Comunità montana', 'Mountain community'),
  provincia: text('Provincia', 'Province'),
  other: text('Altro ente', 'Other body'),
};

export const relationTitles: Readonly<Record<Relation, Text>> = {
  member: text('Aderente', 'Member'),
  lead: text('Capofila', 'Lead'),
  partner: text('Partner senza voto', 'Partner without vote'),
};

export const wayTitles: Readonly<Record<Way, Text>> = {
  signatory: text('Firmatario', 'Signatory'),
  single: text('Adesione singola', 'Adhered singly'),
  represented: text('Tramite chi lo rappresenta', 'Through who represents it'),
};

/** Whether a membership holds on a day: the day of joining does, the day of leaving does not. */
export function holdsOn(membership: Pick<Membership, 'joined' | 'left'>, on: Day): boolean {
  return membership.joined <= on && (membership.left === null || on < membership.left);
}
