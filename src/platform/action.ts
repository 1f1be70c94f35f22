import type { Transaction } from 'kysely';
import type { z } from 'zod';
import type { Day } from '../kernel/day.ts';
import type { EntityCode } from '../kernel/entity.ts';
import type { Language, Text } from '../kernel/text.ts';
import type { Capability, Letter, Reach, Role, RoleLimit } from './role.ts';

/** Who acts: a person in a post, a program with a token, the operator at the machine's console, or nobody in particular. */
export type Actor = {
  readonly kind: 'person' | 'anonymous' | 'console' | 'program';
  /** The person's id; null for the anonymous and for the console. */
  readonly person: string | null;
  readonly name: string;
  readonly language: Language;
  /** The association acted in; null before one is chosen. */
  readonly association: string | null;
  /** The post acted from: role and entity, both recorded with whatever is done. */
  readonly role: Role | null;
  readonly entity: EntityCode | null;
  /** The id of that post, where it has one. */
  readonly post?: string | null;
  /** How strongly the person is signed in: 1 one factor, 2 two factors, 3 a device that cannot be copied. */
  readonly level?: 1 | 2 | 3;
  /** The role of the post while it waits for a second factor; `role` is null meanwhile. */
  readonly withheld?: Role;
  /** The session acted in, as it is stored (the token's SHA-256). */
  readonly session?: string | null;
  /** Of a program: its token, and the names of the only actions that it may do. */
  readonly token?: { readonly id: string; readonly actions: readonly string[] };
  /** What the association's agreement takes from roles; `perform` finds it out where it is not said. */
  readonly limits?: readonly RoleLimit[];
  readonly via: 'page' | 'api' | 'command-line' | 'job';
};

/** A transaction in the actor's row-level-security context. A module sees its own tables: `tx.withTables<CostTables>()`. */
// biome-ignore lint/complexity/noBannedTypes: no table is visible until a module names its own
export type Tx = Transaction<{}>;

/** What the door knows about the call, beside who acts. */
export type Call = {
  /** The caller's network address. */
  readonly origin?: string;
  /** What the caller's browser or program says it is (User-Agent), at most 300 characters. */
  readonly agent?: string;
  /** The browser's own cookie, as it is stored (SHA-256): the same for everybody who uses that browser. */
  readonly device?: string;
  /** Protocol, name and port that the caller used: `https://comunanza.example`. The caller says it: see `siteAddress`. */
  readonly site?: string;
};

export type Now = { readonly instant: Date; readonly today: Day };

/** What an action tells the audit trail beside who, what and when. Never a secret, and of people only what the act is about. */
export type Told = {
  /** What was there before and after, as small as says it. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** For whom, or about whom: an entity's code or a person's id. */
  readonly actingFor?: string | null;
  /** Who it was, where the actor was not known before. */
  readonly person?: string;
  readonly outcome?: 'done' | 'failed';
  /** The associations in whose trail the entry belongs, where it is not the one acted in. */
  readonly associations?: readonly string[];
};

export type ActionContext<Input> = {
  readonly tx: Tx;
  readonly actor: Actor;
  /** The association acted in; empty for actions of the installation. */
  readonly association: string;
  /** How far the actor's permission for this action reaches. */
  readonly reach: Reach;
  readonly now: Now;
  readonly call: Call;
  readonly input: Input;
  /** Tells the audit trail more; told again, the later word counts field by field. Nothing is recorded of what only reads. */
  readonly tell: (told: Told) => void;
  /** Runs another action of the same module, or one from another module's front door, in the same transaction. */
  readonly also: <I extends z.ZodType, O extends z.ZodType>(
    action: Action<I, O>,
    input: z.input<I>,
  ) => Promise<z.output<O>>;
};

/**
 * Everything the system can do. The API, its OpenAPI document, the command line and the list of permissions are derived
 * from this declaration; pages call `perform` too.
 */
export type Action<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  /** `module/verb-noun`; on the command line `comunanza module verb-noun`. */
  readonly name: `${string}/${string}`;
  /** What it does, as a button or a help line says it (infinitive). */
  readonly title: Text;
  /** A sentence or two for the API's readers and `--help`. */
  readonly about?: Text;
  /** Runs in a read-only transaction. */
  readonly reads?: true;
  /** What it writes is of no interest a minute later: neither the audit trail nor anybody else is told of it. */
  readonly fleeting?: true;
  /** `association` (the default) acts inside one association; `installation` outside any. */
  readonly scope?: 'association' | 'installation';
  /** The cell of the permission matrix; `public` lets anybody, `signed-in` anybody signed in, `console` the operator only. */
  readonly permission:
    | {
        readonly capability: Capability;
        readonly letter: Letter;
        /** This letter will do as well, for acts that more than one kind of role may do. */
        readonly or?: Letter;
        /** What the public reads, whoever holds a post reads too, even one that the capability gives nothing. */
        readonly everybody?: true;
        /** Only these of the roles that the cell allows; for the others it does not exist. */
        readonly roles?: readonly Role[];
      }
    | 'public'
    | 'signed-in'
    | 'console';
  readonly input: I;
  readonly output: O;
  /** Below `/api/v1` (and `/associations/{association}` when in one); `:name` parts are fields of the input. */
  readonly http: { readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; readonly path: string };
  /** Where it can be asked for; everywhere when left out. Pages always call `perform`, which does not look at this. */
  readonly doors?: readonly ('api' | 'command-line')[];
  /** One valid input, shown by `--help` and in the OpenAPI document, and run by a test. */
  readonly example: z.input<I>;
  readonly run: (context: ActionContext<z.output<I>>) => Promise<z.input<O>>;
};

/** Types the parts of an action against each other. */
export function defineAction<I extends z.ZodType, O extends z.ZodType>(action: Action<I, O>): Action<I, O> {
  return action;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of actions of every input and output
export type AnyAction = Action<any, any>;
