import { z } from 'zod';
import { orRefuse } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { toCsv } from '../../../platform/sheets/machine-csv.ts';
import { sheetFile } from '../../../platform/sheets/sheet-file.ts';
import { documentHashed } from '../../agreement/index.ts';
import { tableOf } from '../computation.ts';
import { agreementOfYear } from '../gathering.ts';
import { aboutAllocation, fileStem } from '../printing/about.ts';
import { focusCsv, focusJsonLines, focusRows } from '../printing/focus.ts';
import { tablePdf } from '../printing/table-pdf.ts';
import { tableSheet } from '../printing/table-sheet.ts';
import { readAllocation } from './draft.ts';
import { ownPart } from './own-part.ts';
import { allocationNumber } from './shapes.ts';

export const allocationFormats = ['pdf', 'ods', 'xlsx', 'csv', 'machine-csv', 'focus-csv', 'focus-jsonl'] as const;

export const exportAllocation = defineAction({
  name: 'cost-sharing/export-allocation',
  title: { it: 'scaricare la tabella di un riparto', en: 'download the table of a split' },
  about: {
    it: 'Enti per spese come PDF, ODS, XLSX, CSV all’italiana o per programmi; oppure nel formato FOCUS 1.3 (`focus-csv`, `focus-jsonl`), una riga per ente e spesa. Chi legge per il proprio ente ha la sua riga.',
    en: 'Entities by costs as PDF, ODS, XLSX, CSV as Italian spreadsheets open it or for programs; or in the FOCUS 1.3 format (`focus-csv`, `focus-jsonl`), one record for each entity and cost. Who reads for its own entity has its row.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/allocations/:allocation/file' },
  input: z.object({ allocation: allocationNumber, format: z.enum(allocationFormats).default('ods') }),
  example: { allocation: 1, format: 'focus-csv' },
  output: fileAnswer,
  async run(context) {
    const { tx, association, actor, now, input } = context;
    const { format } = input;
    const allocation = await readAllocation(context, input.allocation);
    const table = orRefuse(await tableOf(tx, association, allocation));
    const result = { ...table.result, shares: ownPart(table.result.shares, context) };
    const about = await aboutAllocation(tx, association, allocation, actor.language);
    const stem = fileStem(about);
    const at = allocation.adopted ?? now.instant;
    if (format === 'focus-csv' || format === 'focus-jsonl') {
      const document =
        allocation.documentSha256 === null
          ? await agreementOfYear(tx, association, allocation.year)
          : await documentHashed(tx, association, allocation.documentSha256);
      const rows = focusRows({ result, splits: table.splits }, about, {
        id: document?.document.id ?? '',
        sha256: allocation.documentSha256 ?? document?.sha256 ?? '',
        lead: document?.document.lead.name ?? about.association.name,
      });
      return answerWithFile(
        format === 'focus-csv'
          ? { name: `focus-${stem}.csv`, type: 'text/csv; charset=utf-8', content: focusCsv(rows) }
          : { name: `focus-${stem}.jsonl`, type: 'application/jsonl', content: focusJsonLines(rows) },
      );
    }
    if (format === 'pdf')
      return answerWithFile({
        name: `${stem}.pdf`,
        type: 'application/pdf',
        content: await tablePdf(result, about, at),
      });
    const sheet = tableSheet(result, about);
    if (format === 'machine-csv')
      return answerWithFile({ name: `${stem}-dati.csv`, type: 'text/csv; charset=utf-8', content: toCsv(sheet) });
    const { language } = about;
    return answerWithFile(
      await sheetFile(format, stem, [sheet], { title: sheet.title!, author: about.association.name, language, at }),
    );
  },
});
