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
