import { randomUUID } from 'node:crypto';
import type { Generated } from 'kysely';
import { text } from '../../kernel/text.ts';
import type { Tx } from '../action.ts';
import { associationOf } from '../audit.ts';
import { inContext } from '../database/context.ts';
import type { Performed } from '../perform.ts';
import { pauseAfter } from './backoff.ts';
import { wholeInstallation } from './installation-context.ts';
import { defineJob, type Job, type JobContext } from './job.ts';
import { wakeJob } from './wake-job.ts';

/** What follows from an act, later and surely: asked for in the act's transaction, done by a job. */
export type Reaction<P extends object = object> = {
  /** `module/verb-noun`: what is done. */
  readonly name: `${string}/${string}`;
  /** The actions it follows. */
  readonly after: readonly `${string}/${string}`[];
  /** What it will need to know, as JSON, never a secret; null when nothing follows from this act. */
  readonly payload: (performed: Performed) => P | null;
  /** Does it; may be done twice, when a machine stops in between. What it throws has it done again later. */
  readonly react: (context: JobContext & { readonly association: string; readonly payload: P }) => Promise<void>;
};

// biome-ignore lint/suspicious/noExplicitAny: reactions to acts of every kind
export type AnyReaction = Reaction<any>;

export function defineReaction<P extends object>(reaction: Reaction<P>): Reaction<P> {
  return reaction;
}

type ReactionTables = {
  'platform.reactions': {
    association: string;
    id: string;
    reaction: string;
    payload: object;
    asked: Date;
    next_try: Date | null;
    tries: Generated<number>;
    given_up: Date | null;
    error: string | null;
  };
};

export const reactJob = 'platform/react';
/** Twelve tries, the last about two days after the first. */
const mostTries = 12;
const pauses = { first: 60_000, longest: 12 * 60 * 60_000 };

/** Writes down what follows from an act, in its transaction: for `createPerform({ afterwards })`. */
export function recordReactions(reactions: readonly AnyReaction[]): (performed: Performed) => Promise<void> {
  const following = Map.groupBy(
    reactions.flatMap((reaction) => reaction.after.map((action) => ({ action: action as string, reaction }))),
    ({ action }) => action,
  );
  return async (performed) => {
    for (const { reaction } of following.get(performed.action.name) ?? []) {
      const payload: object | null = reaction.payload(performed);
      if (payload === null) continue;
      const { tx, action, actor, now } = performed;
      await tx
        .withTables<ReactionTables>()
        .insertInto('platform.reactions')
        .values({
          association: associationOf(action, actor),
          id: randomUUID(),
          reaction: reaction.name,
          payload: JSON.stringify(payload) as never,
          asked: now.instant,
          next_try: null,
          given_up: null,
          error: null,
        })
        .execute();
      await wakeJob(tx, reactJob);
    }
  };
}

/** Does what acts asked for, the oldest first, one at a time. */
export function reactionJob(reactions: readonly AnyReaction[]): Job {
  const byName = new Map(reactions.map((reaction) => [reaction.name as string, reaction]));
  return defineJob({
    name: reactJob,
    title: text('fare ciò che segue dalle operazioni', 'do what follows from acts'),
    every: '* * * * *',
    run: async (context) => {
      while (!context.stopping.aborted && (await reactToOne(context, byName)));
    },
  });
}

/** True when there was one. The row is locked meanwhile: nobody else takes it, and whoever is killed frees it. */
async function reactToOne(context: JobContext, byName: ReadonlyMap<string, AnyReaction>): Promise<boolean> {
  return inContext(context.database, wholeInstallation, async (tx) => {
    const { instant } = context.clock();
    const tables = tx.withTables<ReactionTables>();
    const due = await tables
      .selectFrom('platform.reactions')
      .select(['association', 'id', 'reaction', 'payload', 'tries'])
      .where('given_up', 'is', null)
      .where((where) => where.or([where('next_try', 'is', null), where('next_try', '<=', instant)]))
      .orderBy('asked')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!due) return false;
    const { association, id, payload } = due;
    const failed = await attempt(byName.get(due.reaction), { ...context, association, payload }, due.reaction);
    if (failed === null) {
      await tables
        .deleteFrom('platform.reactions')
        .where('association', '=', association)
        .where('id', '=', id)
        .execute();
    } else {
      const tries = due.tries + 1;
      await tables
        .updateTable('platform.reactions')
        .set({
          tries,
          error: failed.slice(0, 1000),
          next_try: new Date(instant.getTime() + pauseAfter(tries, pauses)),
          given_up: tries >= mostTries ? instant : null,
        })
        .where('association', '=', association)
        .where('id', '=', id)
        .execute();
    }
    return true;
  });
}

async function attempt(
  reaction: AnyReaction | undefined,
  context: JobContext & { readonly association: string; readonly payload: object },
  name: string,
): Promise<string | null> {
  if (!reaction) return `no reaction is called ${name}`;
  try {
    await reaction.react(context);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export type PendingReaction = {
  readonly association: string;
  readonly id: string;
  readonly reaction: string;
  readonly asked: Date;
  readonly nextTry: Date | null;
  readonly tries: number;
  readonly givenUp: Date | null;
  readonly error: string | null;
};

/** What has failed at least once and is not done yet, the oldest first; at most 200. */
export async function failingReactions(tx: Tx): Promise<readonly PendingReaction[]> {
  const rows = await tx
    .withTables<ReactionTables>()
    .selectFrom('platform.reactions')
    .select(['association', 'id', 'reaction', 'asked', 'next_try', 'tries', 'given_up', 'error'])
    .where('tries', '>', 0)
    .orderBy('asked')
    .limit(200)
    .execute();
  return rows.map(({ next_try, given_up, ...row }) => ({ ...row, nextTry: next_try, givenUp: given_up }));
}

/** Has it tried again at once; false when there is no such thing. */
export async function retryReaction(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<ReactionTables>()
    .updateTable('platform.reactions')
    .set({ next_try: null, given_up: null, tries: 1 })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await wakeJob(tx, reactJob);
  return numUpdatedRows > 0n;
}
