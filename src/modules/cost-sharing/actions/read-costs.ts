import { z } from 'zod';
import { defineAction } from '../../../platform/action.ts';
import { textShape } from '../../../platform/shape.ts';
import { readTable } from '../../../platform/spreadsheet-input/read-table.ts';
import { readCosts } from '../cost-table.ts';
import { allocationNumber } from './shapes.ts';
import { showChoices } from './show-choices.ts';

export const readCostsFile = defineAction({
  name: 'cost-sharing/read-costs',
  title: { it: 'leggere le spese da un foglio di calcolo', en: 'read costs from a spreadsheet' },
  about: {
    it: 'Un CSV o un XLSX con le colonne descrizione e importo e, se servono, voce, chiave, contributo, fonte, partecipanti, codice. Nulla viene conservato: la risposta va a `set-costs`.',
    en: 'A CSV or an XLSX with the columns description and amount and, where needed, item, key, contribution, source, participants, code. Nothing is stored: the answer goes to `set-costs`.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'POST', path: '/allocations/:allocation/cost-files' },
  input: z.object({
    allocation: allocationNumber,
    fileName: z.string().max(300),
    /** Base64. */
    content: z.base64().max(28_000_000),
  }),
  example: {
    allocation: 1,
    fileName: 'spese.csv',
    content: Buffer.from('descrizione;voce;importo\r\nCanoni;service;1.234,56\r\n').toString('base64'),
  },
  output: z.object({
    costs: z
      .array(
        z.object({
          id: z.string().max(60),
          description: z.string().max(1000),
          item: z.string().max(1000).optional(),
          key: z.string().max(1000).optional(),
          amount: z.string().max(1000),
          contributions: z.array(z.object({ source: z.string().max(1000), amount: z.string().max(1000) })),
          participants: z.array(z.string().max(1000)).optional(),
        }),
      )
      .max(5000),
    problems: z.array(z.object({ line: z.int().nullable(), says: textShape })).max(5000),
  }),
  async run({ also, input }) {
    const choices = await also(showChoices, { allocation: input.allocation });
    const reading = await readTable(new Uint8Array(Buffer.from(input.content, 'base64')), {
      name: input.fileName,
      limits: { bytes: 5 * 1024 * 1024, rows: 5000, columns: 60 },
    });
    if (!reading.ok) {
      return { costs: [], problems: reading.problems.map(({ line, says }) => ({ line: line ?? null, says })) };
    }
    const { costs, problems } = readCosts(reading.table, choices);
    return {
      costs: costs.map((cost) => ({
        ...cost,
        contributions: [...cost.contributions],
        ...(cost.participants ? { participants: [...cost.participants] } : {}),
      })) as never,
      problems: problems.slice(0, 5000),
    };
  },
});
