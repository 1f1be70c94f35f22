import type { Day } from '../../kernel/day.ts';
import { Refused } from '../../kernel/result.ts';
import type { Source } from '../../kernel/source.ts';
import type { Text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn } from '../agreement/index.ts';
import {
  type Agreement,
  refusals as agreementRefusals,
  clausesInForce,
  type InForce,
  withReadings,
} from '../agreement/rules/index.ts';
import { type BodyOn, bodiesOn, bodyOn } from '../bodies/index.ts';
import { refusals } from './doors-refusals.ts';
import { countsWeights, refusals as rules } from './rules/index.ts';

/** What the agreement says of a body's sittings on a day, clause by clause. */
export type Regulation = {
  readonly body: string;
  readonly on: Day;
  readonly name: Text;
  /** It gives opinions, and decides nothing. */
  readonly advises: boolean;
  readonly agreement: Agreement;
  /** Of the document that holds that day. */
  readonly sha256: string;
  readonly quorum: InForce<'quorum'> | undefined;
  readonly majorities: readonly InForce<'majority'>[];
  readonly weights: InForce<'vote-weights'> | undefined;
  readonly notice: InForce<'notice'> | undefined;
  readonly request: InForce<'request'> | undefined;
  /** Whether somebody may take part from elsewhere. */
  readonly remote: boolean;
  /** The clause whose reading says so; null where the agreement has none. */
  readonly remoteSource: Source | null;
  /** Whether the quorum counts at every vote, and not at the opening alone. */
  readonly quorumAtEveryVote: boolean;
  /** Whether seats without a holder are members all the same. */
  readonly vacantCount: boolean;
  /** Hours at least between the first and the second call. */
  readonly secondCallGap: number;
};

/** Refuses `agreement/no-document` and `meetings/unknown-body`. */
export async function regulationOf(tx: Tx, association: string, body: string, on: Day): Promise<Regulation> {
  const { agreement, sha256 } = await agreementOn(tx, association, on);
  const found = (await bodiesOn(tx, association, on)).find(({ id }) => id === body);
  if (!found) throw new Refused(refusals.unknownBody(body));
  const ofBody = <K extends 'quorum' | 'majority'>(kind: K) =>
    clausesInForce(agreement, kind, on).filter(({ terms }) => terms.bodies.includes(body));
  const one = <K extends 'vote-weights' | 'notice' | 'request'>(kind: K) =>
    clausesInForce(agreement, kind, on).find(({ terms }) => terms.body === body);
  const majorities = ofBody('majority');
  // A body whose majority counts weights without weights of its own votes with those of the entities.
  const weights =
    one('vote-weights') ??
    (majorities.some(countsWeights) ? clausesInForce(agreement, 'vote-weights', on)[0] : undefined);
  const setting = (key: string) => agreement.readings.get(key)?.value;
  const gap = setting('second_call.min_gap_hours');
  return {
    body,
    on,
    name: found.name,
    advises: found.nature === 'advises',
    agreement,
    sha256,
    quorum: ofBody('quorum')[0],
    majorities,
    weights,
    notice: one('notice'),
    request: one('request'),
    ...remoteIn(agreement),
    quorumAtEveryVote: setting('quorum.check') !== 'opening_only',
    vacantCount: setting('quorum.vacant_seats_count') !== false,
    secondCallGap: typeof gap === 'number' ? gap : 24,
  };
}

/** Whether the agreement lets somebody take part from elsewhere, and which clause says so. */
export function remoteIn(agreement: Agreement): Pick<Regulation, 'remote' | 'remoteSource'> {
  const reading = agreement.readings.get('meetings.remote');
  const clause = agreement.document.clauses.find(({ id }) => id === reading?.clause);
  return {
    remote: reading?.value === 'on_with_identification',
    remoteSource: clause ? { agreement: agreement.id, clause: clause.id, article: clause.article } : null,
  };
}

export async function agreementOn(
  tx: Tx,
  association: string,
  on: Day,
): Promise<{ readonly agreement: Agreement; readonly sha256: string }> {
  const stored = await documentOn(tx, association, on);
  if (!stored) throw new Refused(agreementRefusals.noDocument(on));
  return { agreement: withReadings(stored.document).agreement, sha256: stored.sha256 };
}

/** The body with its seats on the day of a meeting; delegations for another sitting of the day do not count. */
export async function bodyAt(tx: Tx, association: string, body: string, on: Day, meeting: number): Promise<BodyOn> {
  const found = await bodyOn(tx, association, body, on, { meeting: String(meeting) });
  if (!found) throw new Refused(refusals.unknownBody(body));
  return found;
}

/** The clauses that decide a ballot on a matter: the majority that names it, else the one for all others. Refuses `meetings/not-regulated`. */
export function clausesFor(
  regulation: Regulation,
  matter: string,
): { readonly quorum: InForce<'quorum'>; readonly majority: InForce<'majority'> } {
  const { quorum, majorities, body, agreement } = regulation;
  const majority =
    majorities.find(({ terms }) => matter !== '' && terms.matters?.includes(matter)) ??
    majorities.find(({ terms }) => terms.matters === undefined);
  if (!quorum || !majority) throw new Refused(rules.notRegulated(body, 'ballot', agreement.document));
  return { quorum, majority };
}

/** Those of a ballot already made, by the majority clause it names. */
export function clausesNamed(regulation: Regulation, clause: string) {
  const { quorum, majorities, body, agreement } = regulation;
  const majority = majorities.find(({ id }) => id === clause);
  if (!quorum || !majority) throw new Refused(rules.notRegulated(body, 'ballot', agreement.document));
  return { quorum, majority };
}
