import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Source } from '../../../kernel/source.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Service } from './activation.ts';
import type { RequestCategory } from './scope.ts';

/** The lines of action that work goes by (Empolese Valdelsa, delegated functions, 2nd paragraph). */
export const lines = ['technical', 'administrative', 'project'] as const;
export type Line = (typeof lines)[number];

/** How an entity comes to have a service: by right, by right where it has no IT office of its own, or by an act of its own. */
export const entitlements = ['by-right', 'without-own-office', 'on-request'] as const;
export type Entitlement = (typeof entitlements)[number];

/** Who asks for it at the desk: anybody who works for the entity, or its referent. */
export const askers = ['everybody', 'referent'] as const;

export const fieldKinds = ['text', 'long-text', 'choice', 'date', 'yes-no', 'person'] as const;

/** The keys by which a proposal may split the cost of a service among who adheres (Asti, costs, second sentence). */
export const adhesionKeys = ['equal', 'inhabitants', 'pcs', 'custom'] as const;
export type AdhesionKey = (typeof adhesionKeys)[number];

/** A question of a service's request form. */
export type FormField = {
  readonly code: string;
  readonly label: Text;
  readonly kind: (typeof fieldKinds)[number];
  readonly required: boolean;
  /** For `choice`. */
  readonly choices: readonly Text[];
};

/** What is said of a service; what may be left out is null or empty. */
export type ServiceContent = {
  readonly name: Text;
  readonly does: Text;
  readonly line: Line;
  readonly owner: string;
  /** The clause of the agreement that it comes from. */
  readonly clause: string | null;
  /** The entities it is for; null: all of them. */
  readonly entities: readonly EntityCode[] | null;
  readonly askedBy: (typeof askers)[number];
  readonly entitlement: Entitlement;
  /** It costs the entities nothing and never enters a split (Asti, commitments of the Province). */
  readonly free: boolean;
  /** The cost item of the agreement, or the key, that it is paid by; null where nobody has said. */
  readonly costItem: string | null;
  /** By which key its cost is split among who adheres, as its proposal says; left out by what was written before. */
  readonly key?: AdhesionKey | null;
  /** What its cost is divided by (`mailboxes`); null where nothing is counted. */
  readonly unit: string | null;
  readonly needs: readonly string[];
  /** What of the agreement's table of competences it answers to. */
  readonly categories: readonly RequestCategory[];
  readonly offeredSince: Day;
  readonly offeredUntil: Day | null;
  readonly fields: readonly FormField[];
};

export type ServiceState = 'planned' | 'active' | 'ended';

/** Whether a service is offered on a day, not yet, or no more (Asti: the new services of the plan). */
export function stateOn(
  { offeredSince, offeredUntil }: Pick<ServiceContent, 'offeredSince' | 'offeredUntil'>,
  on: Day,
): ServiceState {
  if (on < offeredSince) return 'planned';
  return offeredUntil !== null && on > offeredUntil ? 'ended' : 'active';
}

/**
 * The service as activating it needs it.
 *
 * @param adhesion the clause that splits its cost among who adheres, and the key chosen there for all; undefined where none does
 */
export function asService(
  code: string,
  content: ServiceContent,
  adhesion?: { readonly source: Source; readonly key: string | null },
): Service {
  return {
    code,
    name: content.name.it,
    offeredSince: content.offeredSince,
    offeredUntil: content.offeredUntil,
    for: content.entities ?? 'all',
    unit: content.unit,
    needs: content.needs,
    awaitsKey: adhesion && !adhesion.key && !content.key ? adhesion.source : null,
  };
}

/** Whether an entity has a service on a day without any act of its own. */
export function hasByRight(
  content: ServiceContent,
  { entity, ownOffice, on }: { readonly entity: string; readonly ownOffice: boolean; readonly on: Day },
): boolean {
  if (content.entities !== null && !content.entities.some((code) => code === entity)) return false;
  if (stateOn(content, on) !== 'active') return false;
  return content.entitlement === 'by-right' || (content.entitlement === 'without-own-office' && !ownOffice);
}
