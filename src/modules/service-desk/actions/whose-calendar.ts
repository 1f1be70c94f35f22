import { Refused } from '../../../kernel/result.ts';
import type { ActionContext } from '../../../platform/action.ts';
import { allEntities } from '../../membership/index.ts';
import { clockRefusals } from '../rules/clock/index.ts';

type Asking = Pick<ActionContext<unknown>, 'tx' | 'association' | 'actor' | 'reach'>;

/**
 * The calendar to be changed: '' is the association's, else an entity's code; of who acts for an entity that entity's.
 * Refuses `service-desk/not-own-calendar`, `service-desk/no-such-entity`.
 */
export async function calendarToChange(asking: Asking, asked: string | null | undefined): Promise<string> {
  const { tx, association, actor, reach } = asking;
  if (reach !== 'g') {
    if (!actor.entity || (asked && asked !== actor.entity)) throw new Refused(clockRefusals.notOwnCalendar());
    return actor.entity;
  }
  if (!asked) return '';
  const known = (await allEntities(tx, association)).some(({ code }) => code === asked);
  if (!known) throw new Refused(clockRefusals.noSuchEntity(asked));
  return asked;
}
