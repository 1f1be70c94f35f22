import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import { type Text, text } from '../../../kernel/text.ts';
import type { RegisterName } from './register.ts';

/** `provisional` until the source makes it final; `withdrawn` says that there is no such figure after all. */
export const standings = ['provisional', 'final', 'withdrawn'] as const;
export type Standing = (typeof standings)[number];

export const standingTitles: Readonly<Record<Standing, Text>> = {
  provisional: text('provvisorio', 'provisional'),
  final: text('definitivo', 'final'),
  withdrawn: text('ritirato', 'withdrawn'),
};

/**
 * What a register says of an entity for a day. Never changed: a correction is the next revision of the same entity,
 * register and day. Three dates: the day it is about, the day its source stated it, the moment it was recorded here.
 * Source: convention C-8.
 */
export type Figure = {
  readonly entity: EntityCode;
  readonly register: RegisterName;
  readonly on: Day;
  /** 1, then 2 for the first correction. */
  readonly revision: number;
  /** Whole units; cents for money registers. Null when withdrawn. */
  readonly value: bigint | null;
  readonly standing: Standing;
  readonly source: string;
  /** The document or file that shows it. */
  readonly evidence: string;
  readonly decided: Day | null;
  readonly recordedAt: Date;
};

/** The figure of a snapshot: the one in force for the day asked for, or the last before it. */
export type FigureOn = Figure & {
  readonly value: bigint;
  readonly standing: 'provisional' | 'final';
  /** Whether it is of the very day asked for, and not of one before. */
  readonly exact: boolean;
};

/**
 * Whether the register is asked of the entity, so that its absence is a gap: inhabitants of municipalities, everything else
 * of whoever is not a mere partner.
 */
export function isAsked(register: string, entity: { readonly kind: string; readonly relation: string }): boolean {
  return register === 'population' ? entity.kind === 'comune' : entity.relation !== 'partner';
}
