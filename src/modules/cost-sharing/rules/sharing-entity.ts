import type { Day } from '../../../kernel/day.ts';
import type { EntityCode, EntityKind } from '../../../kernel/entity.ts';
import type { Agreement } from '../../agreement/rules/index.ts';

/** A whole figure of an entity, alone or with the register, the day and the evidence that it comes from. */
export type Figure =
  | number
  | { readonly value: number; readonly register: string; readonly on: string; readonly evidence?: string | undefined };

/** An entity as cost sharing sees it. A figure that is left out is missing, never zero. */
export type SharingEntity = {
  readonly code: EntityCode;
  readonly name?: string | undefined;
  readonly kind: EntityKind;
  /** Inhabitants on 31 December of the year before. */
  readonly population?: Figure | undefined;
  /** Personal computers in use at the reference date. */
  readonly workstations?: Figure | undefined;
  /** Quantities of activated services by unit name. */
  readonly units?: ReadonlyMap<string, Figure> | undefined;
  readonly joined?: Day | undefined;
  /** The last day of membership. */
  readonly left?: Day | undefined;
};

export function figureValue(figure: Figure): number {
  return typeof figure === 'number' ? figure : figure.value;
}

/** An entity as a sentence names it: `Londa (c_e668)`. */
export function entityTitle({ code, name }: Pick<SharingEntity, 'code' | 'name'>): string {
  return name === undefined ? code : `${name} (${code})`;
}

/**
 * Whether an entity is the lead: by the code that the agreement names, else by its kind (a union, a province). A lead that is
 * a municipality is found by code only.
 */
export function isLead(entity: Pick<SharingEntity, 'code' | 'kind'>, lead: Agreement['lead']): boolean {
  if (lead.code !== undefined) return entity.code === lead.code;
  return lead.kind !== 'comune' && lead.kind !== 'other' && entity.kind === lead.kind;
}
