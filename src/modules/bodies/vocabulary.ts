import { text } from '../../kernel/text.ts';

/** The words of bodies, for pages. */
export { roleNames } from './rules/ending.ts';

export const natureTitles = {
  decides: text('decide', 'decides'),
  advises: text('consultivo', 'advisory'),
} as const;

export const vacancyTitles = {
  nobody: text('vacante', 'vacant'),
  'office-ended': text('vacante: la carica è finita', 'vacant: the office has ended'),
  'entity-left': text("vacante: l'ente è uscito", 'vacant: the entity has left'),
  'term-ended': text('vacante: il periodo è finito', 'vacant: the term has ended'),
} as const;

export const formTitles = {
  sitting: text('per una seduta', 'for one sitting'),
  standing: text('permanente', 'standing'),
} as const;

export const endingTitles = {
  holding: text('incarico', 'seat'),
  role: text('incarico', 'role'),
  appointment: text('nomina', 'appointment'),
  delegation: text('delega', 'delegation'),
  mandate: text('mandato', 'mandate'),
} as const;

export const organisationKindTitles = {
  chart: text('organigramma', 'organisation chart'),
  regulation: text('regolamento', 'regulation'),
  'other-form': text('altra forma organizzativa', 'other form of organisation'),
} as const;

export const organisationStateTitles = {
  draft: text('proposto', 'proposed'),
  'half-way': text('deliberato, manca il secondo atto', 'decided, the second act is missing'),
  'to-come': text('approvato, non ancora in vigore', 'approved, not yet in force'),
  'in-force': text('in vigore', 'in force'),
  past: text('sostituito', 'superseded'),
  discarded: text('abbandonato', 'given up'),
} as const;
