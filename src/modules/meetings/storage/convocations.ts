import type { Tx } from '../../../platform/action.ts';

type Tables = {
  'meetings.convocations': {
    association: string;
    meeting: number;
    name: string;
    pdf: Buffer;
    sha256: string;
    made: Date;
    made_by: string;
  };
  'meetings.convocation_messages': {
    association: string;
    meeting: number;
    entity: string;
    number: number;
    address: string;
    outbox: string;
    message_id: string;
    asked: Date;
    asked_by: string;
  };
  'meetings.convocation_receipts': {
    association: string;
    meeting: number;
    entity: string;
    number: number;
    receipt: string;
    kind: string;
    at: Date;
    recorded: Date;
    provider: string;
    identifier: string;
    delivery: string | null;
    error: string;
    detail: string | null;
  };
  'meetings.late_notices': {
    association: string;
    meeting: number;
    entity: string;
    reason: string;
    chair: string;
    at: Date;
    recorded_by: string;
  };
};

const tables = (tx: Tx) => tx.withTables<Tables>();

/** The notice as it was sent. */
export type Convocation = {
  readonly name: string;
  readonly pdf: Buffer;
  readonly sha256: string;
  readonly made: Date;
  readonly madeBy: string;
};

export type ConvocationMessage = {
  readonly entity: string;
  readonly number: number;
  readonly address: string;
  readonly outbox: string;
  readonly messageId: string;
  readonly asked: Date;
  readonly askedBy: string;
};

export type ConvocationReceipt = {
  readonly entity: string;
  readonly number: number;
  readonly kind: string;
  readonly at: Date;
  readonly provider: string;
  readonly identifier: string;
  readonly delivery: string | null;
  readonly error: string;
  readonly detail: string | null;
};

export type LateNotice = {
  readonly entity: string;
  readonly reason: string;
  readonly chair: string;
  readonly at: Date;
};

export async function insertConvocation(
  tx: Tx,
  association: string,
  meeting: number,
  { name, pdf, sha256, made, madeBy }: Convocation,
): Promise<void> {
  await tables(tx)
    .insertInto('meetings.convocations')
    .values({ association, meeting, name, pdf, sha256, made, made_by: madeBy })
    .execute();
}

/** The notice of a sitting; undefined where it was told by other ways alone. */
export async function convocationOf(tx: Tx, association: string, meeting: number): Promise<Convocation | undefined> {
  return tables(tx)
    .selectFrom('meetings.convocations')
    .select(['name', 'pdf', 'sha256', 'made', 'made_by as madeBy'])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .executeTakeFirst();
}

export async function insertMessage(
  tx: Tx,
  association: string,
  meeting: number,
  { entity, number, address, outbox, messageId, asked, askedBy }: ConvocationMessage,
): Promise<void> {
  await tables(tx)
    .insertInto('meetings.convocation_messages')
    .values({
      association,
      meeting,
      entity,
      number,
      address,
      outbox,
      message_id: messageId,
      asked,
      asked_by: askedBy,
    })
    .execute();
}

/** The messages of a sitting, an entity's in the order in which they were asked for. */
export async function messagesOf(tx: Tx, association: string, meeting: number): Promise<ConvocationMessage[]> {
  return tables(tx)
    .selectFrom('meetings.convocation_messages')
    .select(['entity', 'number', 'address', 'outbox', 'message_id as messageId', 'asked', 'asked_by as askedBy'])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .orderBy('entity')
    .orderBy('number')
    .execute();
}

/** The message of which a receipt speaks. */
export async function messageCalled(
  tx: Tx,
  association: string,
  messageId: string,
): Promise<(ConvocationMessage & { readonly meeting: number }) | undefined> {
  return tables(tx)
    .selectFrom('meetings.convocation_messages')
    .select([
      'meeting',
      'entity',
      'number',
      'address',
      'outbox',
      'message_id as messageId',
      'asked',
      'asked_by as askedBy',
    ])
    .where('association', '=', association)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
}

/** Stores what a provider certified; the same receipt again changes nothing. */
export async function insertConvocationReceipt(
  tx: Tx,
  association: string,
  meeting: number,
  receipt: ConvocationReceipt & { readonly receipt: string; readonly recorded: Date },
): Promise<void> {
  await tables(tx)
    .insertInto('meetings.convocation_receipts')
    .values({ association, meeting, ...receipt })
    .onConflict((conflict) => conflict.columns(['association', 'receipt']).doNothing())
    .execute();
}

/** The receipts of a sitting, as time went. */
export async function convocationReceiptsOf(
  tx: Tx,
  association: string,
  meeting: number,
): Promise<ConvocationReceipt[]> {
  return tables(tx)
    .selectFrom('meetings.convocation_receipts')
    .select(['entity', 'number', 'kind', 'at', 'provider', 'identifier', 'delivery', 'error', 'detail'])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .orderBy('at')
    .orderBy('identifier')
    .execute();
}

export async function insertLateNotices(
  tx: Tx,
  association: string,
  meeting: number,
  late: readonly LateNotice[],
  recordedBy: string,
): Promise<void> {
  if (late.length === 0) return;
  await tables(tx)
    .insertInto('meetings.late_notices')
    .values(late.map((one) => ({ association, meeting, ...one, recorded_by: recordedBy })))
    .onConflict((conflict) => conflict.columns(['association', 'meeting', 'entity']).doNothing())
    .execute();
}

/** Where the chair let the sitting open in spite of an entity's notice. */
export async function lateNoticesOf(tx: Tx, association: string, meeting: number): Promise<LateNotice[]> {
  return tables(tx)
    .selectFrom('meetings.late_notices')
    .select(['entity', 'reason', 'chair', 'at'])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .orderBy('entity')
    .execute();
}
