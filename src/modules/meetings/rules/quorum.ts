import { text } from '../../../kernel/text.ts';
import { count, given, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { neededOf, thresholdInWords } from './head-count.ts';

/** Heads needed in the room, heads there, and whether they are enough. */
export type Quorum = {
  readonly required: number;
  readonly present: number;
  readonly met: boolean;
  readonly explain: () => Trace;
};

export type Attendance = {
  /** All entities of the body, seats without a holder included. */
  readonly entitled: number;
  /** Entities in the room at the moment of the vote, delegates included, an entity counted once. */
  readonly present: number;
  /** First call is 1; calls beyond the last of the clause follow the last. */
  readonly call: number;
};

/**
 * Whether the body can decide. Heads are counted, never weights.
 * Source: clause kind `quorum` (Lecco: art. 4); more than half where the text is silent (M-1).
 */
export function quorumOf({ entitled, present, call }: Attendance, clause: InForce<'quorum'>): Quorum {
  const { calls } = clause.terms;
  const place = Math.min(call, calls.length) - 1;
  const needs = calls[place]!;
  const required = Number(neededOf(needs, entitled));
  return {
    required,
    present,
    met: present >= required,
    explain: () =>
      step(
        text('numero legale', 'quorum'),
        count(present),
        present >= required
          ? text(`raggiunto: ne servono ${required}`, `reached: ${required} are needed`)
          : text(`non raggiunto: ne servono ${required}`, `not reached: ${required} are needed`),
        [
          step(
            text('enti che devono essere presenti', 'entities that must be present'),
            count(required),
            thresholdInWords(needs),
            [
              given(text("enti che compongono l'organo", 'entities of the body'), count(entitled)),
              stated(
                calls.length > 1
                  ? text(`${call}ª convocazione`, `call ${call}`)
                  : text('ogni convocazione', 'every call'),
                words(clause.title),
                clause.source,
              ),
              ...readingTraces(clause, `calls[${place}]`),
            ],
          ),
        ],
      ),
  };
}
