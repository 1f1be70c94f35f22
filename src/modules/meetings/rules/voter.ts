import type { EntityKind } from '../../../kernel/entity.ts';
import type { Cents } from '../../../kernel/money.ts';

/** An entity as votes see it. A figure left out is unknown, never zero. */
export type Voter = {
  readonly code: string;
  readonly name?: string | undefined;
  readonly kind: EntityKind;
  /** Whether it is the entity that runs the office. */
  readonly lead?: boolean | undefined;
  /** Inhabitants on 31 December of the year before the meeting. */
  readonly population?: number | undefined;
  /** Codes of the entities whose territory it covers. */
  readonly represents?: readonly string[] | undefined;
  /** Cost of the services activated at its request. */
  readonly directCosts?: Cents | undefined;
};

/** As people call it, with the code that tells it from others. */
export function callOf({ name, code }: Pick<Voter, 'name' | 'code'>): string {
  return name && name !== code ? `${name} (${code})` : code;
}
