import { type Text, text } from '../../../../kernel/text.ts';
import type { PauseReason } from './clock-event.ts';

/** What a request waits for, as its state says it. */
export const waitNames: Readonly<Record<PauseReason, Text>> = {
  material: text('in attesa di materiale dell’ente', 'waiting for material of the entity'),
  person: text('in attesa di chi ha scritto', 'waiting for the person who wrote'),
  referent: text('in attesa del referente', 'waiting for the referent'),
  supplier: text('in attesa di un fornitore', 'waiting for a supplier'),
  agreed: text('sospesa d’intesa', 'put off by agreement'),
};
