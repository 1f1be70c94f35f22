import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/index.ts';
import { deleteDraft, documentNumbered } from '../storage/documents.ts';
import { documentNumber } from './shapes.ts';

export const discardDraft = defineAction({
  name: 'agreement/discard-draft',
  title: { it: 'scartare una bozza della convenzione', en: 'discard a draft of the agreement' },
  permission: { capability: 'agreement', letter: 'w' },
  http: { method: 'DELETE', path: '/agreement/documents/:number' },
  input: z.object({ number: documentNumber }),
  example: { number: 2 },
  output: z.object({ number: z.int().meta({ format: 'int32' }) }),
  async run({ tx, association, input }) {
    if (!(await documentNumbered(tx, association, input.number)))
      throw new Refused(refusals.unknownDocument(input.number));
    if (!(await deleteDraft(tx, association, input.number))) throw new Refused(refusals.alreadyAdopted(input.number));
    return { number: input.number };
  },
});
