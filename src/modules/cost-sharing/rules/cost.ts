import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Fraction } from '../../../kernel/fraction.ts';
import type { Cents } from '../../../kernel/money.ts';
import type { Text } from '../../../kernel/text.ts';

/** Money that others gave for an expense. `source` as the agreement names it: national, regional, private … */
export type Contribution = { readonly source?: string | undefined; readonly amount: Cents };

/** An expense to be shared. Amounts in cents, never negative; codes are those of the entities given with it. */
export type Cost = {
  /** Unique among the costs. */
  readonly id: string;
  readonly name?: Text | undefined;
  /** A cost item of the agreement: its clause decides the key. */
  readonly item?: string | undefined;
  readonly amount: Cents;
  readonly contributions?: readonly Contribution[] | undefined;
  /** Who takes part, where not everybody does. */
  readonly participants?: readonly EntityCode[] | undefined;
  /** The key, where the agreement leaves it to each cost: `workstations`, `population`, `equal`, `weights`, `units:mailboxes`. */
  readonly key?: string | undefined;
  /** For the key `weights`; who is left out weighs 0. */
  readonly weights?: ReadonlyMap<EntityCode, number> | undefined;
  /** Actual cost of each entity, summing to `amount`, for items shared so. */
  readonly direct?: ReadonlyMap<EntityCode, Cents> | undefined;
  /** Who asked for a special project and pays it in equal parts. */
  readonly requestedBy?: readonly EntityCode[] | undefined;
  /** The day on which the special project was authorised. */
  readonly authorised?: Day | undefined;
  /** Where only those take part who adhered by an act: from when, by which. */
  readonly adhesions?: ReadonlyMap<EntityCode, { readonly from: Day; readonly act: string }> | undefined;
  /** Where the amount comes from: a register and its day. */
  readonly origin?:
    | { readonly register: string; readonly on: string; readonly evidence?: string | undefined }
    | undefined;
};

/** Staff that an entity lends: its yearly cost and the part of it that works for the service, as a fraction of 1. */
export type Secondment = {
  readonly entity: EntityCode;
  readonly person?: string | undefined;
  readonly cost: Cents;
  readonly part: Fraction;
};
