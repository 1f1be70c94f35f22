import { dayAt } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import { returnsOf } from '../../platform/mail/outbox.ts';
import { entitiesToTell } from './convening.ts';
import { noticeTermOf } from './notice-term.ts';
import type { Regulation } from './regulation.ts';
import {
  type ConvocationMessage,
  type ConvocationReceipt,
  convocationReceiptsOf,
  type LateNotice,
  lateNoticesOf,
  messagesOf,
} from './storage/convocations.ts';
import { type Notice, noticesOf, type StoredMeeting } from './storage/meetings.ts';

/** `in-time` and `late` are proven; `waiting` has no proof yet; `failed` will have none of this message; `untold` had none. */
export type NoticeStanding = 'in-time' | 'late' | 'waiting' | 'failed' | 'untold';

/** How an entity was told of a sitting, and what proves it. */
export type EntityNotice = {
  readonly entity: string;
  readonly name: string;
  readonly messages: readonly (ConvocationMessage & { readonly receipts: readonly ConvocationReceipt[] })[];
  /** Told otherwise than by certified mail, as recorded by hand. */
  readonly otherwise: readonly Notice[];
  /** When the notice counts, by the reading of the agreement. */
  readonly proven: Date | null;
  /** ISO 8601 duration, null when in time or not proven. */
  readonly lateBy: string | null;
  readonly standing: NoticeStanding;
  /** Receipts of the last message that have not come. */
  readonly missing: readonly ('accettazione' | 'avvenuta-consegna')[];
  readonly confirmed: LateNotice | null;
  /** The last message did not reach the entity: by a provider's notice, or because it came back. Null where nothing says so. */
  readonly undelivered: Undelivered | null;
};

/** `certified`: a provider signed it. `why` as the server or the provider wrote it. */
export type Undelivered = {
  readonly at: Date;
  readonly certified: boolean;
  readonly error: string;
  readonly why: string;
};

const failures = new Set(['non-accettazione', 'errore-consegna', 'rilevazione-virus']);

/**
 * Every entity that a sitting concerns, with the moment from which its notice counts: the earliest receipt of the kind that the
 * clause's reading asks for (`proof`), or what was recorded by hand. The term itself is `noticeOf`'s.
 */
export async function noticeStandings(
  tx: Tx,
  association: string,
  meeting: StoredMeeting,
  regulation: Regulation,
): Promise<EntityNotice[]> {
  const day = meeting.firstCall ? dayAt(meeting.firstCall.getTime()) : regulation.on;
  const entities = await entitiesToTell(tx, association, meeting.body, day);
  const all = await messagesOf(tx, association, meeting.number);
  const messages = Map.groupBy(all, ({ entity }) => entity);
  const returns = await returnsOf(
    tx,
    association,
    all.map(({ outbox }) => outbox),
  );
  const receipts = Map.groupBy(
    await convocationReceiptsOf(tx, association, meeting.number),
    ({ entity, number }) => `${entity} ${number}`,
  );
  const byHand = (await noticesOf(tx, association, meeting.number)).filter(
    ({ entity, way }) => way !== 'pec' || !messages.has(entity),
  );
  const otherwise = Map.groupBy(byHand, ({ entity }) => entity);
  const confirmed = new Map((await lateNoticesOf(tx, association, meeting.number)).map((one) => [one.entity, one]));
  return entities.map(({ code, name }) => {
    const sent = (messages.get(code) ?? []).map((message) => ({
      ...message,
      receipts: receipts.get(`${code} ${message.number}`) ?? [],
    }));
    const told = otherwise.get(code) ?? [];
    const proven = provenAt(sent, told, proofOf(regulation));
    const late = proven && noticeTermOf(meeting, regulation, proven);
    const undelivered = undeliveredOf(sent.at(-1), returns);
    const lateBy = late?.ok ? (late.value.sent?.lateBy ?? null) : null;
    return {
      entity: code,
      name,
      messages: sent,
      otherwise: told,
      proven,
      lateBy,
      standing: standingOf(sent, { proven, lateBy, undelivered }),
      missing: missingOf(sent.at(-1)),
      confirmed: confirmed.get(code) ?? null,
      undelivered,
    };
  });
}

/** Which receipt proves the notice; `acceptance` where the agreement says nothing. */
export function proofOf({ notice }: Pick<Regulation, 'notice'>): 'acceptance' | 'delivery' {
  return notice?.terms.proof ?? 'acceptance';
}

/** Those for whom the sitting cannot open: late or without proof, where the agreement blocks and the chair has not confirmed. */
export function blockedBy(standings: readonly EntityNotice[], regulation: Pick<Regulation, 'notice'>) {
  const blocks = regulation.notice?.terms.late === 'block';
  const open = blocks ? standings.filter(({ confirmed }) => confirmed === null) : [];
  return {
    late: open.filter(({ standing }) => standing === 'late'),
    unproven: open.filter(({ proven }) => proven === null),
  };
}

type Sent = EntityNotice['messages'];

function provenAt(sent: Sent, told: readonly Notice[], proof: 'acceptance' | 'delivery'): Date | null {
  const kind = proof === 'delivery' ? 'avvenuta-consegna' : 'accettazione';
  const moments = [
    ...sent.flatMap(({ receipts }) => receipts.filter((receipt) => receipt.kind === kind).map(({ at }) => at)),
    ...told.map(({ way, sent, delivered }) => (proof === 'delivery' && way !== 'hand' ? delivered : sent)),
  ].filter((at) => at !== null);
  return moments.reduce<Date | null>((first, at) => (first === null || at < first ? at : first), null);
}

function standingOf(
  sent: Sent,
  { proven, lateBy, undelivered }: Pick<EntityNotice, 'proven' | 'lateBy' | 'undelivered'>,
): NoticeStanding {
  if (proven) return lateBy === null ? 'in-time' : 'late';
  if (sent.length === 0) return 'untold';
  return undelivered ? 'failed' : 'waiting';
}

function undeliveredOf(
  last: Sent[number] | undefined,
  returns: Awaited<ReturnType<typeof returnsOf>>,
): Undelivered | null {
  if (!last) return null;
  const receipt = last.receipts.findLast(({ kind }) => failures.has(kind));
  if (receipt) return { at: receipt.at, certified: true, error: receipt.error, why: receipt.detail ?? '' };
  const returned = returns.get(last.outbox);
  return returned ? { at: returned.at, certified: false, error: '', why: returned.answer } : null;
}

function missingOf(last: Sent[number] | undefined): EntityNotice['missing'] {
  if (!last) return [];
  const came = new Set(last.receipts.map(({ kind }) => kind));
  return (['accettazione', 'avvenuta-consegna'] as const).filter((kind) => !came.has(kind));
}
