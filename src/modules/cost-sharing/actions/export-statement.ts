import { z } from 'zod';
import { defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { sheetFile } from '../../../platform/sheets/sheet-file.ts';
import { aboutAllocation, fileStem } from '../printing/about.ts';
import { statementPdf } from '../printing/statement-pdf.ts';
import { statementSheet } from '../printing/statement-sheet.ts';
import { allocationNumber } from './shapes.ts';
import { entityStatement } from './statement-of.ts';

export const exportStatement = defineAction({
  name: 'cost-sharing/export-statement',
  title: { it: 'scaricare il prospetto di un ente', en: 'download the statement of an entity' },
  about: {
    it: 'Il prospetto di un ente come PDF, ODS, XLSX o CSV all’italiana.',
    en: 'The statement of an entity as PDF, ODS, XLSX or CSV as Italian spreadsheets open it.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/allocations/:allocation/statements/:entity/file' },
  input: z.object({
    allocation: allocationNumber,
    entity: z.string().max(64),
    format: z.enum(['pdf', 'ods', 'xlsx', 'csv']).default('pdf'),
  }),
  example: { allocation: 1, entity: 'c_g825', format: 'pdf' },
  output: fileAnswer,
  async run(context) {
    const { tx, association, actor, now, input } = context;
    const { allocation, statement, before } = await entityStatement(context, input.allocation, input.entity);
    const about = await aboutAllocation(tx, association, allocation, actor.language);
    const name = `${fileStem(about)}-${statement.entity}`;
    const at = allocation.adopted ?? now.instant;
    if (input.format === 'pdf')
      return answerWithFile({
        name: `${name}.pdf`,
        type: 'application/pdf',
        content: await statementPdf(statement, about, before, at),
      });
    const { language } = about;
    const sheet = statementSheet(statement, about);
    return answerWithFile(
      await sheetFile(input.format, name, [sheet], {
        title: sheet.title!,
        author: about.association.name,
        language,
        at,
      }),
    );
  },
});
