import type { z } from 'zod';
import { type Refusal, Refused } from '../kernel/result.ts';
import { type Text, text } from '../kernel/text.ts';
import type { Action, Actor, AnyAction, Call, Now, Told, Tx } from './action.ts';
import {
  type AuditEntry,
  type AuditOutcome,
  associationOf,
  auditEntries,
  digestOf,
  withoutSecrets,
  writeAuditEntries,
} from './audit.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database/connect.ts';
import { type Context, inContext } from './database/context.ts';
import { BadInput, type Problem, problemsOf } from './problem.ts';
import { createReader, type Reader } from './reader.ts';
import type { Reach, RoleLimit } from './role.ts';
import { keepAnswer, reserveAnswer, type StoredAnswer } from './stored-answer.ts';
import { toWire } from './wire.ts';

/** How far an actor may go with an action; `forbidden` when he may see such things but not do this, `unseen` when not. */
export type Authorise = (action: AnyAction, actor: Actor) => Reach | 'forbidden' | 'unseen';

/** What was done, told inside the transaction of the act: for reactions that must not be lost. */
export type Performed = {
  readonly tx: Tx;
  readonly action: AnyAction;
  readonly actor: Actor;
  readonly now: Now;
  readonly input: unknown;
  readonly output: unknown;
};

/** What somebody asks for, once it is known that he may: inside the transaction, before anything is done. */
export type Asked = Pick<Performed, 'tx' | 'action' | 'actor' | 'now' | 'input'>;

export type PerformParts = {
  readonly database: Database;
  readonly clock: Clock;
  readonly authorise: Authorise;
  /** What an association's agreement takes from roles that day; nothing where left out. */
  readonly limitsOf?: (association: string, now: Now) => Promise<readonly RoleLimit[]>;
  readonly afterwards?: (performed: Performed) => Promise<void>;
  /** May still refuse what somebody asks for; what an action does by another (`also`) is not asked about. */
  readonly beforehand?: (asked: Asked) => Promise<void>;
  /** Checks every answer against the action's output type: on in tests. */
  readonly checksOutput?: boolean;
};

export type Perform = {
  /**
   * Does an action as an actor: checks input and permission, runs it in one transaction in the actor's row-level-security
   * context, writes the audit entry, commits. What the actor's permissions refuse is recorded too, in a transaction of its
   * own. Throws `BadInput` or `Refused`; anything else is a fault.
   */
  <I extends z.ZodType, O extends z.ZodType>(
    action: Action<I, O>,
    rawInput: unknown,
    actor: Actor,
    call?: Call,
  ): Promise<z.output<O>>;
  /**
   * The same, once for each key: the same key with the same input gives the stored answer again, with another input it is
   * refused. The answer is JSON, as `toWire` writes it.
   */
  once(action: AnyAction, rawInput: unknown, actor: Actor, key: string, call?: Call): Promise<StoredAnswer>;
  /** The actor with what the association's agreement takes from roles: for doors that ask `may`. */
  limited(actor: Actor): Promise<Actor>;
  /** Whether the actor has the permission for the action; what the input says is not considered. */
  may(action: AnyAction, actor: Actor): boolean;
  /** For what one page reads. */
  reader(): Reader;
};

/** The code of the refusal that a second factor would lift. */
export const secondFactorNeeded = 'platform/second-factor-needed';

const refusals = {
  forbidden: (action: AnyAction): Refusal => ({
    code: 'platform/forbidden',
    kind: 'forbidden',
    says: text(
      `L'incarico con cui si sta operando non consente di ${action.title.it}.`,
      `The post you act from does not allow you to ${action.title.en}.`,
    ),
    remedy: text(
      "Si può cambiare incarico, se se ne ha più d'uno, o rivolgersi al responsabile del servizio.",
      'Switch to another post, if you hold more than one, or ask the head of the service.',
    ),
  }),
  secondFactorNeeded: (action: AnyAction): Refusal => ({
    code: secondFactorNeeded,
    kind: 'forbidden',
    says: text(
      `Per ${action.title.it} serve il secondo passaggio di accesso: questo incarico gestisce dati e permessi di altri.`,
      `To ${action.title.en}, a second step of sign-in is needed: this post manages other people's data and permissions.`,
    ),
    remedy: text(
      'Si attiva dal proprio profilo, con un’app di codici o una passkey; poi si entra di nuovo.',
      'Set it up in your profile, with a code app or a passkey; then sign in again.',
    ),
  }),
  missing: (): Refusal => ({
    code: 'platform/missing',
    kind: 'missing',
    says: text(
      'Quello che si cerca non esiste o non è visibile da questo incarico.',
      'There is no such thing, or it cannot be seen from this post.',
    ),
  }),
};

export function createPerform(parts: PerformParts): Perform {
  const { authorise } = parts;

  /** Nobody acts without the limits of the association acted in, whichever the door. */
  const limited = async (actor: Actor): Promise<Actor> => {
    const { association } = actor;
    if (actor.limits || !parts.limitsOf || association === null || actor.kind === 'console') return actor;
    return { ...actor, limits: await parts.limitsOf(association, parts.clock()) };
  };

  const perform = async (action: AnyAction, rawInput: unknown, asking: Actor, call: Call = {}) => {
    const actor = await limited(asking);
    return recordingRefusals({ action, rawInput, actor, call }, () => {
      const checked = check(action, rawInput, actor);
      return retried(() =>
        inTransaction(action, actor, (tx, entries) => runAsked({ tx, entries }, action, checked, actor, call)),
      );
    });
  };

  perform.once = async (action: AnyAction, rawInput: unknown, asking: Actor, key: string, call: Call = {}) => {
    const actor = await limited(asking);
    return recordingRefusals({ action, rawInput, actor, call }, () => {
      const checked = check(action, rawInput, actor);
      const digest = digestOf([action.name, withoutSecrets(action.input, rawInput)]);
      return retried(() =>
        inTransaction(action, actor, async (tx, entries) => {
          const place = {
            association: associationOf(action, actor),
            caller: actor.token?.id ?? actor.person ?? actor.kind,
            key,
          };
          const kept = await reserveAnswer(tx, { ...place, digest, at: parts.clock().instant });
          if (kept) return kept;
          const answer = toWire(await runAsked({ tx, entries }, action, checked, actor, call));
          await keepAnswer(tx, place, answer);
          return { answer, replayed: false };
        }),
      );
    });
  };

  perform.limited = limited;

  perform.may = (action: AnyAction, actor: Actor) => {
    const answer = authorise(action, actor);
    return answer !== 'forbidden' && answer !== 'unseen';
  };

  perform.reader = () =>
    createReader({
      database: parts.database,
      contextOf,
      alone: perform,
      shared: async (action, rawInput, asking, call, within) => {
        const actor = await limited(asking);
        return recordingRefusals({ action, rawInput, actor, call }, () =>
          within(actor, () => {
            const checked = check(action, rawInput, actor);
            return (tx) => runAsked({ tx, entries: [] }, action, checked, actor, call);
          }),
        );
      },
      frozen: parts.checksOutput === true,
    });

  type Attempted = {
    readonly action: AnyAction;
    readonly rawInput: unknown;
    readonly actor: Actor;
    readonly call: Call;
  };

  /** Somebody known who tries what his permissions refuse leaves an entry; of passers-by there would be no end. */
  async function recordingRefusals<T>(attempted: Attempted, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const { action, actor, rawInput, call } = attempted;
      const outcome = error instanceof Refused ? outcomeOf(error, action, actor) : undefined;
      if (outcome && actor.kind !== 'anonymous') {
        const now = parts.clock();
        const origin = call.origin ?? null;
        const entries = auditEntries({ action, actor, input: rawInput, now, origin, outcome });
        const { association } = entries[0]!;
        await retried(() =>
          inContext(parts.database, { association, actor, entities: [] }, (tx) => writeAuditEntries(tx, entries)),
        );
      }
      throw error;
    }
  }

  function outcomeOf(refused: Refused, action: AnyAction, actor: Actor): AuditOutcome | undefined {
    const answer = authorise(action, actor);
    if (answer === 'unseen' || answer === 'forbidden') return answer;
    return refused.refusals.some((refusal) => refusal.kind === 'forbidden') ? 'refused' : undefined;
  }

  type Checked = { readonly input: unknown; readonly reach: Reach };

  function check(action: AnyAction, rawInput: unknown, actor: Actor): Checked {
    const reach = authorise(action, actor);
    if ((reach === 'unseen' || reach === 'forbidden') && wouldBeAllowed(action, actor))
      throw new Refused(refusals.secondFactorNeeded(action));
    if (reach === 'unseen') throw new Refused(refusals.missing());
    if (reach === 'forbidden') throw new Refused(refusals.forbidden(action));
    if (action.scope !== 'installation' && !actor.association) throw new Refused(refusals.missing());
    return { input: readInput(action, rawInput), reach };
  }

  /** Whether the post's role, withheld until a second factor is given, would open the action. */
  function wouldBeAllowed(action: AnyAction, { withheld, ...actor }: Actor): boolean {
    if (!withheld) return false;
    const answer = authorise(action, { ...actor, role: withheld });
    return answer !== 'unseen' && answer !== 'forbidden';
  }

  /** `work` collects audit entries, which are written when all else is done. */
  function inTransaction<T>(
    action: AnyAction,
    actor: Actor,
    work: (tx: Tx, entries: AuditEntry[]) => Promise<T>,
  ): Promise<T> {
    return inContext(parts.database, contextOf(action, actor), async (tx) => {
      const entries: AuditEntry[] = [];
      const answer = await work(tx, entries);
      await writeAuditEntries(tx, entries);
      return answer;
    });
  }

  function contextOf(action: AnyAction, actor: Actor): Context {
    const reach = authorise(action, actor);
    const installation = action.scope === 'installation';
    return {
      association: installation ? null : actor.association,
      actor: { person: actor.person },
      entities: reach === 'g' ? 'all' : reach !== 'p' && actor.entity ? [actor.entity] : [],
      reads: action.reads === true,
      installation: installation && reach === 'g',
    };
  }

  type Place = { readonly tx: Tx; readonly entries: AuditEntry[] };

  const runAsked: typeof run = async (place, action, checked, actor, call) => {
    await parts.beforehand?.({ tx: place.tx, action, actor, now: parts.clock(), input: checked.input });
    return run(place, action, checked, actor, call);
  };

  async function run(place: Place, action: AnyAction, checked: Checked, actor: Actor, call: Call): Promise<unknown> {
    const { tx, entries } = place;
    const now = parts.clock();
    const { input, reach } = checked;
    const also = async (other: AnyAction, otherInput: unknown) =>
      run(place, other, { input: readInput(other, otherInput), reach }, actor, call);
    let told: Told = {};
    const output = await action.run({
      tx,
      actor,
      association: associationOf(action, actor),
      reach,
      now,
      call,
      input,
      tell: (more) => {
        told = { ...told, ...more };
      },
      also: also as never,
    });
    if (parts.checksOutput) {
      const answer = action.output.safeParse(output);
      if (!answer.success)
        throw new Error(`${action.name} answers against its own output type: ${answer.error.message}`);
    }
    if (!action.reads && !action.fleeting) {
      entries.push(...auditEntries({ action, actor, input, now, origin: call.origin ?? null, told }));
      await parts.afterwards?.({ tx, action, actor, now, input, output });
    }
    return output;
  }

  return perform as Perform;
}

function readInput(action: AnyAction, rawInput: unknown): unknown {
  const wrong = unwritableTexts(rawInput);
  if (wrong.length > 0) throw new BadInput(wrong);
  const read = action.input.safeParse(rawInput ?? {});
  if (!read.success) throw new BadInput(problemsOf(read.error, rawInput ?? {}));
  return read.data;
}

const nullCharacter = text(
  'Contiene un carattere nullo, che nessun archivio può tenere.',
  'Contains a null character, which no archive can hold.',
);

const halfCharacter = text(
  'Contiene mezzo carattere, rimasto senza l’altra metà: va tolto o riscritto.',
  'Contains half a character that has lost its other half: take it out or write it again.',
);

/** What keeps a text from being stored; undefined where nothing does. */
function unwritable(value: string): Text | undefined {
  if (value.includes('\0')) return nullCharacter;
  return value.isWellFormed() ? undefined : halfCharacter;
}

/** Where a text has a character that PostgreSQL keeps nowhere; however deep, without a call for each level. */
function unwritableTexts(input: unknown): Problem[] {
  const problems: Problem[] = [];
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value: input, path: '' }];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const { value, path } = one;
    const says = typeof value === 'string' ? unwritable(value) : undefined;
    if (says) problems.push({ path, says });
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) continue;
    for (const [name, below] of Object.entries(value)) {
      const wrong = unwritable(name);
      if (wrong) problems.push({ path, says: wrong });
      waiting.push({ value: below, path: path.length > 200 ? path : path ? `${path}.${name}` : name });
    }
  }
  return problems.reverse();
}

const retriable = new Set(['40001', '40P01']);

/** Two acts that met: PostgreSQL undid one of them whole, so it is simply done again, three times at most. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (attempt >= 3 || !code || !retriable.has(code)) throw error;
    }
  }
}
