import { z } from 'zod';
import { defineAction } from '../../../platform/action.ts';
import { checkDocument as check } from '../rules/index.ts';
import { documentProblem, writtenDocument } from './shapes.ts';

export const checkDocument = defineAction({
  name: 'agreement/check-document',
  title: { it: 'controllare un documento di convenzione', en: 'check an agreement document' },
  about: {
    it: 'Tutti i problemi insieme, ciascuno con clausola, riga e rimedio. Nulla viene conservato.',
    en: 'All problems at once, each with clause, line and remedy. Nothing is stored.',
  },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'POST', path: '/agreement/checks' },
  input: z.object({ written: writtenDocument }),
  example: { written: 'format: 1\nid: sixth\n' },
  output: z.object({ good: z.boolean(), problems: z.array(documentProblem).max(10000) }),
  async run({ input }) {
    const checked = check(input.written);
    return checked.ok ? { good: true, problems: [] } : { good: false, problems: [...checked.problems] };
  },
});
