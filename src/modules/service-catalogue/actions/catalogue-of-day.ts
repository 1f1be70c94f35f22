import type { Day } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import type { ActionContext, Tx } from '../../../platform/action.ts';
import { allEntities } from '../../membership/index.ts';
import {
  activeOn,
  asService,
  hasByRight,
  refusals,
  type Service,
  type ServiceContent,
  stateOn,
} from '../rules/index.ts';
import { activationsOf, type StoredActivation } from '../storage/activations.ts';
import { approvedOn, type ServiceVersion } from '../storage/services.ts';

/** How a service stands for an entity. */
export type Standing = 'by-right' | 'active' | 'asked' | 'none' | 'not-for-it';

/** The services that hold on a day, with how an entity stands to each. */
export type CatalogueOfDay = {
  readonly on: Day;
  readonly versions: readonly ServiceVersion[];
  readonly contentOf: (code: string) => ServiceContent | undefined;
  readonly service: (code: string) => Service;
  readonly standing: (code: string, entity: string) => Standing;
};

/** Refuses, on asking for a service that does not hold, `service-catalogue/no-such-service`. */
export async function catalogueOfDay(
  tx: Tx,
  association: string,
  { on, entity }: { readonly on: Day; readonly entity?: string | undefined },
): Promise<CatalogueOfDay> {
  const versions = await approvedOn(tx, association, on);
  const contents = new Map(versions.map(({ code, content }) => [code, content]));
  const own = entity === undefined ? [] : await activationsOf(tx, association, { entity });
  const known = entity === undefined ? [] : await allEntities(tx, association);
  const ownOffice = known.some(({ code, hasCed }) => code === entity && hasCed);
  return {
    on,
    versions,
    contentOf: (code) => contents.get(code),
    service: (code) => {
      const content = contents.get(code);
      if (!content) throw new Refused(refusals.noSuchService());
      return asService(code, content);
    },
    standing: (code, asked) => {
      const content = contents.get(code);
      if (!content || (content.entities !== null && !content.entities.some((each) => each === asked)))
        return 'not-for-it';
      if (hasByRight(content, { entity: asked, ownOffice, on })) return 'by-right';
      const mine = own.filter(({ service }) => service === code);
      if (activeOn(mine.filter(inForce), on).length > 0) return 'active';
      return mine.some(({ state }) => state === 'asked') ? 'asked' : 'none';
    },
  };
}

export const inForce = ({ state }: StoredActivation) => state === 'in-force';

/** What somebody of the entity can ask the desk for on a day, by name. */
export function askable(
  catalogue: CatalogueOfDay,
  { entity, asks }: { readonly entity: string; readonly asks: 'everybody' | 'referent' },
): ServiceVersion[] {
  return catalogue.versions
    .filter(({ code, content }) => {
      if (stateOn(content, catalogue.on) !== 'active') return false;
      if (content.askedBy === 'referent' && asks === 'everybody') return false;
      return ['by-right', 'active'].includes(catalogue.standing(code, entity));
    })
    .toSorted((a, b) => a.content.name.it.localeCompare(b.content.name.it, 'it'));
}

type Acting = Pick<ActionContext<unknown>, 'actor' | 'reach' | 'tx' | 'association'>;

/** The entity acted for: the one asked for, or the actor's own. Refuses who acts for another's. */
export async function entityActedFor(
  { actor, reach, tx, association }: Acting,
  asked: string | undefined,
): Promise<{ readonly code: string; readonly name: string } | undefined> {
  const wanted = asked ?? actor.entity ?? undefined;
  if (wanted === undefined) return undefined;
  if (reach !== 'g' && wanted !== actor.entity) throw new Refused(refusals.notOwnEntity());
  return (await allEntities(tx, association)).find(({ code }) => code === wanted);
}
