import type { FormAnswer, Line } from '../../service-catalogue/rules/index.ts';
import type { PauseReason, Priority } from './clock/index.ts';
import type { Party } from './party.ts';
import type { Level, Origin, Rating, TaskKind, Ticket } from './ticket.ts';

/** What happened to a request. Numbers of other events are their versions in the same request. */
export type Happening =
  | {
      readonly kind: 'opened';
      readonly entity: string;
      readonly requester: string | null;
      readonly requesterName: string;
      /** Where to reach the person: a phone number, an address. */
      readonly contact: string;
      readonly service: string | null;
      readonly priority: Priority;
      readonly level: Level;
      readonly subject: string;
      readonly body: string;
      readonly origin: Origin;
      readonly asset: string;
      readonly contract: string;
      /** What was answered to the form of the service, in its order. */
      readonly answers?: readonly FormAnswer[];
      /** When the letter that asks for it came, from which its time counts; left out where it was asked at once. */
      readonly came?: number;
      /** The request that this one was split from. */
      readonly from: number | null;
    }
  | { readonly kind: 'commented'; readonly body: string; readonly minutes: number }
  /** Said among those who work on it; the entity does not see it. */
  | { readonly kind: 'noted'; readonly body: string; readonly minutes: number }
  | { readonly kind: 'assigned'; readonly to: string | null; readonly toName: string }
  | { readonly kind: 'priority-changed'; readonly priority: Priority }
  | { readonly kind: 'service-changed'; readonly service: string | null }
  /** Null: again the one of its service. */
  | { readonly kind: 'line-changed'; readonly line: Line | null }
  /**
   * `to`: who has it now, null for nobody; where left out it stayed with who had it. `percent`: by itself, when so much of the
   * time promised had gone.
   */
  | {
      readonly kind: 'level-changed';
      readonly level: Level;
      readonly why: string;
      readonly to?: string | null;
      readonly toName?: string;
      readonly percent?: number;
    }
  /** Of a supplier: who, and the number that the request has there. */
  | {
      readonly kind: 'waited';
      readonly reason: PauseReason;
      readonly why: string;
      readonly supplier?: string;
      readonly supplierTicket?: string;
    }
  | { readonly kind: 'resumed'; readonly why: string }
  /**
   * The wait begun by that event was in truth from and until other moments; `until` null: until what ended it. `leaves`: what the
   * request waits for now that this is known, null for nothing; where left out, what it waited for before.
   */
  | {
      readonly kind: 'wait-corrected';
      readonly wait: number;
      readonly from: number;
      readonly until: number | null;
      readonly leaves?: PauseReason | null;
    }
  | {
      readonly kind: 'wait-withdrawn';
      readonly wait: number;
      readonly why: string;
      readonly leaves?: PauseReason | null;
    }
  | { readonly kind: 'solved'; readonly body: string; readonly minutes: number }
  | { readonly kind: 'closed' }
  /** The person does not need it any more. */
  | { readonly kind: 'withdrawn'; readonly why: string }
  | { readonly kind: 'reopened'; readonly why: string }
  /** Not for the office: what it says to the person, whom to ask, and the clause that decides. */
  | {
      readonly kind: 'refused';
      readonly body: string;
      readonly ask: string;
      readonly clause: string | null;
      readonly article: string | null;
    }
  /** `visits`: the ids of those that were still to come, which the other has now. */
  | { readonly kind: 'merged'; readonly into: number; readonly visits?: readonly string[] }
  | { readonly kind: 'absorbed'; readonly ticket: number; readonly subject: string; readonly body: string }
  /** `event` had merged it, wrongly: it is by itself again, as it was. */
  | { readonly kind: 'unmerged'; readonly from: number; readonly event: number; readonly restores: Partial<Ticket> }
  | { readonly kind: 'separated'; readonly ticket: number }
  | { readonly kind: 'split'; readonly into: number }
  | { readonly kind: 'parent-set'; readonly parent: number | null }
  | { readonly kind: 'linked'; readonly asset: string; readonly contract: string }
  | {
      readonly kind: 'task-asked';
      readonly task: TaskKind;
      readonly instructions: string;
      readonly due: string | null;
    }
  /** `task` is the event that asked for it. */
  | { readonly kind: 'task-answered'; readonly task: number; readonly done: boolean; readonly result: string }
  /** So much of the time promised has gone; told by the clock itself. */
  | { readonly kind: 'warned'; readonly of: 'firstAnswer' | 'solution'; readonly percent: number; readonly due: number }
  | { readonly kind: 'rated'; readonly rating: Rating; readonly body: string }
  | { readonly kind: 'undone'; readonly event: number; readonly restores: Partial<Ticket> };

export type HappeningKind = Happening['kind'];

export type TicketEvent = Happening & {
  /** 1, 2, 3… in its request. */
  readonly version: number;
  readonly at: number;
  readonly by: { readonly person: string | null; readonly name: string; readonly party: Party };
};
