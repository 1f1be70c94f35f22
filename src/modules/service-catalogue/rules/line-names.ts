import { type Text, text } from '../../../kernel/text.ts';
import type { Line } from './service-content.ts';

/** The lines of action in words. */
export const lineNames: Readonly<Record<Line, Text>> = {
  technical: text('tecnica', 'technical'),
  administrative: text('amministrativa', 'administrative'),
  project: text('di progetto', 'project support'),
};
