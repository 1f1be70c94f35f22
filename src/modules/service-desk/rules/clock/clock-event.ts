/** How soon a request needs somebody. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/**
 * What a request waits for while its clock may stand still. `material`: of the entity, through its referent (VV-9.2.a); `referent`:
 * what he does on site (VV-5.3.b).
 */
export const pauseReasons = ['material', 'person', 'referent', 'supplier', 'agreed'] as const;
export type PauseReason = (typeof pauseReasons)[number];

type Happened = {
  /** Unique in the ticket; a correction names the pause it corrects by it. */
  readonly id: string;
  /** When it happened, milliseconds since 1970; counted to the minute, seconds cut. */
  readonly at: number;
};

/** What of a ticket's life moves its clock. */
export type ClockEvent = Happened &
  /** `byLetter`: it counts from when the letter came, whenever somebody made a request of it. */
  (
    | {
        readonly kind: 'opened';
        readonly service: string | undefined;
        readonly priority: Priority;
        readonly byLetter?: boolean;
      }
    /** The office's first answer to a person; later ones change nothing. */
    | { readonly kind: 'answered' }
    /** While it waits already: the wait goes on for another reason. */
    | { readonly kind: 'paused'; readonly reason: PauseReason }
    | { readonly kind: 'resumed' }
    | { readonly kind: 'priority-changed'; readonly priority: Priority }
    | { readonly kind: 'service-changed'; readonly service: string | undefined }
    | { readonly kind: 'solved' }
    | { readonly kind: 'reopened' }
    /** A pause was in truth from and until other moments; `until` null: it lasts until the next event that ends it. */
    | { readonly kind: 'corrected'; readonly pause: string; readonly from: number; readonly until: number | null }
    /** A pause was none. */
    | { readonly kind: 'withdrawn'; readonly pause: string }
  );
