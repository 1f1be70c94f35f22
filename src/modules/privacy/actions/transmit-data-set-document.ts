import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { openDataSet } from '../open-data-set.ts';
import { refusals } from '../rules/refusals.ts';
import { documentWithContent } from '../storage/documents.ts';
import { purposeShape } from './shapes.ts';

/**
 * Records that a document goes to a third party, before it goes: to whom, on what legal basis, which content. For whom an act
 * lets transmit. Refuses as the gate, and `privacy/no-such-document`.
 */
export const transmitDataSetDocument = defineAction({
  name: 'privacy/transmit-data-set-document',
  title: text('trasmettere un documento a terzi', 'transmit a document to a third party'),
  permission: 'signed-in',
  http: { method: 'POST', path: '/data-sets/:dataSet/documents/:document/transmissions' },
  input: z.object({
    dataSet: z.uuid(),
    document: z.uuid(),
    purpose: purposeShape,
    recipient: z.string().trim().min(2).max(300).meta({ description: 'Chi lo riceve.' }),
    legalBasis: z
      .string()
      .trim()
      .min(3)
      .max(500)
      .meta({ description: 'La norma o la base giuridica che lo consente.' }),
  }),
  output: z.object({ access: z.int().min(1), name: z.string(), sha256: z.string() }),
  example: {
    dataSet: '0d7bd5a5-6e0c-4b87-9d1f-1f6f5a7f0a11',
    document: '8b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d66',
    purpose: 'Verifica dei requisiti',
    recipient: 'INPS, sede di Catania',
    legalBasis: 'art. 43 DPR 445/2000',
  },
  async run({ tx, association, actor, now, call, input, tell }) {
    const { document: id, purpose, recipient, legalBasis } = input;
    const { dataSet, access } = await openDataSet(tx, {
      association,
      person: actor.person,
      role: actor.role,
      dataSet: input.dataSet,
      right: 'transmit',
      purpose,
      now,
      document: id,
      transmission: { recipient, legalBasis },
      origin: call.origin,
    });
    const document = await documentWithContent(tx, { association, dataSet: dataSet.id, id });
    if (!document) throw new Refused(refusals.noSuchDocument());
    const { name, sha256 } = document;
    tell({
      actingFor: dataSet.entity,
      after: { access, dataSet: dataSet.id, document: id, right: 'transmit', purpose, recipient, legalBasis, sha256 },
    });
    return { access, name, sha256 };
  },
});
