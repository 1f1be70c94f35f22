import { dayAt, localTimeAt } from '../../kernel/day.ts';
import { Refused } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import type { Asked } from '../../platform/perform.ts';
import { bookVisit, visitHours, visitRefusals } from '../service-desk/index.ts';
import { rosterFacts } from './people-at-sites.ts';
import { notThere } from './rules/index.ts';

/**
 * Refuses to book a visit of somebody whom the roster does not expect at work then, until whoever books confirms it; what the calendar
 * of requests says is told in the same refusal. Who is not among the staff is not asked about.
 * Refuses `service-desk/visit-unusual`.
 */
export async function warnOfAbsence({ tx, action, actor, input }: Asked): Promise<void> {
  if (action.name !== bookVisit.name || !actor.association) return;
  const { person, ...asked } = input as Parameters<typeof visitHours>[2] & { readonly person: string };
  if (asked.anyway) return;
  const { starts, ends, because } = await visitHours(tx, actor.association, asked);
  const on = dayAt(starts.getTime());
  const { people, facts } = await rosterFacts(tx, actor.association, { from: on, to: on });
  const own = people.filter(
    (one) => one.person === person && one.since <= on && (one.until === null || on <= one.until),
  );
  const minute = (at: Date) => {
    const [hour, minutes] = localTimeAt(at.getTime()).slice(11).split(':').map(Number);
    return dayAt(at.getTime()) === on ? hour! * 60 + minutes! : 24 * 60;
  };
  const wanted = { on, from: minute(starts), until: minute(ends) };
  const reasons = own.map(({ id }) => notThere({ ...wanted, staff: id }, facts));
  const [why] = reasons;
  // somebody with two relationships comes by either of them
  if (!why || reasons.some((reason) => reason === undefined)) return;
  const named = text(`${own[0]!.name}: ${why.it}`, `${own[0]!.name}: ${why.en}`);
  throw new Refused(visitRefusals.visitUnusual(because ? [because, named] : [named]));
}
