import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { checkDocument, compareDocuments, refusals } from '../rules/index.ts';
import { documentNumbered, documentOn, insertDocument } from '../storage/documents.ts';
import { documentHead, writtenDocument } from './shapes.ts';
import { headOf } from './views.ts';

export const importDocument = defineAction({
  name: 'agreement/import-document',
  title: { it: 'importare un documento di convenzione', en: 'import an agreement document' },
  about: {
    it: 'Il testo entra come bozza, se supera tutti i controlli; vale da quando viene adottato. Lo stesso testo due volte è lo stesso documento.',
    en: 'The text comes in as a draft, if it passes every check; it holds once adopted. The same text twice is the same document.',
  },
  permission: { capability: 'agreement', letter: 'w' },
  http: { method: 'POST', path: '/agreement/documents' },
  input: z.object({ written: writtenDocument }),
  example: { written: 'format: 1\nid: sixth\n' },
  output: documentHead.extend({ isNew: z.boolean(), changes: z.int().meta({ format: 'int32' }) }),
  async run({ tx, association, actor, now, input }) {
    const checked = checkDocument(input.written);
    if (!checked.ok) {
      throw new BadInput(
        checked.problems.map(({ line, path, says, remedy }) => ({
          path: 'written',
          says: {
            it: `Riga ${line}${path ? `, ${path}` : ''}: ${says.it} ${remedy.it}`,
            en: `Line ${line}${path ? `, ${path}` : ''}: ${says.en} ${remedy.en}`,
          },
        })),
      );
    }
    const current = await documentOn(tx, association, now.today);
    if (current && current.document.id !== checked.document.id)
      throw new Refused(refusals.otherAgreement(current.document.id, checked.document.id));
    const { number, isNew } = await insertDocument(tx, association, input.written, {
      name: actor.name,
      at: now.instant,
    });
    const stored = await documentNumbered(tx, association, number);
    if (!stored) throw new Refused(refusals.unknownDocument(number));
    return {
      ...headOf(stored),
      isNew,
      changes: current ? compareDocuments(current.document, stored.document).length : stored.document.clauses.length,
    };
  },
});
