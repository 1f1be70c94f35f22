import type { z } from 'zod';
import type { Action, Actor, AnyAction, Call, Tx } from './action.ts';
import type { Database } from './database/connect.ts';
import { type Context, type OpenReading, openReading } from './database/context.ts';
import { watchingSettings } from './database/local-setting.ts';

/**
 * What one page asks: acts that only read are done one after the other in one transaction of their context, and a question asked
 * twice is answered once. Anything else is done by itself, and forgets what was answered before it. To be ended before the page
 * is written; afterwards each act has its own transaction.
 */
export type Reader = {
  <I extends z.ZodType, O extends z.ZodType>(
    action: Action<I, O>,
    rawInput: unknown,
    actor: Actor,
    call?: Call,
  ): Promise<z.output<O>>;
  end(): Promise<void>;
};

type Parts = {
  readonly database: Database;
  readonly contextOf: (action: AnyAction, actor: Actor) => Context;
  /** Does an act by itself, as whoever asks alone. */
  readonly alone: (action: AnyAction, rawInput: unknown, actor: Actor, call: Call) => Promise<unknown>;
  /** Checks an act and does it in a transaction that `within` gives; what is refused is recorded after that. */
  readonly shared: (
    action: AnyAction,
    rawInput: unknown,
    actor: Actor,
    call: Call,
    within: <T>(actor: Actor, checked: () => (tx: Tx) => Promise<T>) => Promise<T>,
  ) => Promise<unknown>;
  /** Answers that are given twice cannot be changed by who has them first. */
  readonly frozen: boolean;
};

export function createReader({ database, contextOf, alone, shared, frozen }: Parts): Reader {
  const answers = new Map<string, Promise<unknown>>();
  let open: { readonly context: string; readonly reading: OpenReading } | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let ended = false;

  /** The connection goes back, so that nobody who holds one waits for another. */
  const letGo = async (how: 'end' | 'undo') => {
    const was = open;
    open = undefined;
    await was?.reading[how]();
  };

  const inOpenReading = async <T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const name = JSON.stringify(context);
    if (open?.context !== name) await letGo('end');
    open ??= { context: name, reading: await openReading(database, context) };
    const { tx } = open.reading;
    const { answer, changed } = await watchingSettings(() => work(tx));
    if (changed) await letGo('end');
    return answer;
  };

  const ask = (action: AnyAction, rawInput: unknown, actor: Actor, call: Call) =>
    shared(action, rawInput, actor, call, async (limited, checked) => {
      try {
        const work = checked();
        return await inOpenReading(contextOf(action, limited), work);
      } catch (error) {
        await letGo('undo');
        throw error;
      }
    });

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const answer = turn.then(work);
    turn = answer.catch(() => {});
    return answer;
  };

  const read = (action: AnyAction, rawInput: unknown, actor: Actor, call: Call = {}): Promise<unknown> => {
    if (ended) return alone(action, rawInput, actor, call);
    if (!action.reads)
      return inTurn(async () => {
        await letGo('end');
        answers.clear();
        return alone(action, rawInput, actor, call);
      });
    const question = JSON.stringify([action.name, rawInput]);
    const known = answers.get(question);
    if (known) return known;
    const answer = inTurn(() => ask(action, rawInput, actor, call)).then((found) =>
      frozen ? deeplyFrozen(found) : found,
    );
    answers.set(question, answer);
    return answer;
  };
  read.end = async () => {
    ended = true;
    await inTurn(() => letGo('end'));
  };
  return read as Reader;
}

function deeplyFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  for (const below of Object.values(value)) deeplyFrozen(below);
  return value;
}
