import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import type { TableFormat } from '../../../platform/spreadsheet-input/table.ts';
import { boundaryCodes } from '../rules/import/boundaries.ts';
import type { AddChoice } from '../rules/import/plan.ts';
import { readSource } from '../rules/import/read-source.ts';
import { allEntities } from '../storage/entities.ts';
import { insertPreview } from '../storage/import-previews.ts';
import { currentPlan, planSha256 } from './import/current-plan.ts';
import { openFile } from './import/open-file.ts';
import type { PreviewContent } from './import/preview-content.ts';
import { previewShape, viewPreview } from './import/preview-view.ts';
import { provinceShape, registerShape, sourceTextShape } from './shapes.ts';

const hour = 60 * 60 * 1000;
const mostBytes = 50 * 1024 * 1024;

const given = z.object({
  fileName: z.string().trim().max(300).default('file'),
  /** The file, in base64. */
  content: z.string().max(Math.ceil((mostBytes * 4) / 3) + 4),
  /** The day its figures are about, where the file does not say it; of a file with several months, the month. */
  on: dayShape.optional(),
  /** Where its figures come from, where the file does not say it. */
  source: sourceTextShape.optional(),
  /** What a column called only “value” counts. */
  register: registerShape.optional(),
  /** Which entities of the file that are not here are to be added. */
  add: z.enum(['none', 'all', 'province', 'codes']).optional(),
  province: provinceShape.optional(),
  /** Codes (own, IPA, ISTAT or land registry’s), separated by commas or blanks. */
  codes: z.string().max(100_000).optional(),
  /** First day in of the entities added. */
  joined: dayShape.optional(),
});
type Input = z.output<typeof given>;

export const previewImport = defineAction({
  name: 'membership/preview-import',
  title: text('vedere che cosa porterebbe un file', 'see what a file would bring'),
  about: text(
    "Legge un file dell'ISTAT, dell'ANPR, dell'IPA, una tabella propria o dei confini GeoJSON e dice che cosa aggiungerebbe, cambierebbe o lascerebbe com'è, e quali righe sono errate. Non registra nulla: si conferma entro un'ora.",
    'Reads a file of ISTAT, ANPR or IPA, a table of one’s own or GeoJSON boundaries and says what it would add, change or leave, and which lines are wrong. Nothing is recorded: confirm within an hour.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  input: given,
  output: previewShape,
  http: { method: 'POST', path: '/imports' },
  example: {
    fileName: 'postazioni.csv',
    content: Buffer.from('codice;postazioni;data\nc_g825;131;2026-12-31\n').toString('base64'),
    source: 'inventario',
  },
  async run({ tx, association, actor, now, input }) {
    const bytes = Buffer.from(input.content, 'base64');
    const fileName = input.fileName.replace(/^.*[\\/]/, '').slice(0, 300) || 'file';
    const opened = await openFile(bytes, fileName, boundaryCodes(await allEntities(tx, association)));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const place = { association, today: now.today };
    const content: PreviewContent =
      opened.kind === 'boundaries'
        ? {
            kind: 'boundaries',
            format: 'GeoJSON',
            wrong: [],
            rows: opened.rows,
            ...nothingLeft(input, fileName),
          }
        : tableContent(opened, input, fileName);
    const plan = await currentPlan(tx, place, content);
    const concerned = new Set([...plan.items, ...plan.wrong].map(({ line }) => line));
    const left = { unmatched: plan.unmatched.slice(0, 100), unmatchedCount: plan.unmatched.length };
    const isConcerned = ({ line }: { line: number }) => concerned.has(line);
    const kept: PreviewContent =
      content.kind === 'boundaries'
        ? { ...content, ...left, rows: content.rows.filter(isConcerned) }
        : { ...content, ...left, rows: content.rows.filter(isConcerned) };
    const preview = { id: randomUUID(), fileName, sha256, content: kept, planSha256: planSha256(plan) };
    const expires = new Date(now.instant.getTime() + hour);
    await insertPreview(tx, association, { ...preview, person: actor.person ?? '', created: now.instant, expires });
    return viewPreview(preview, plan);
  },
});

function tableContent(
  { file, table, format }: Extract<Awaited<ReturnType<typeof openFile>>, { kind: 'table' }>,
  input: Input,
  fileName: string,
): PreviewContent {
  const { on, source, register, joined } = input;
  const reading = readSource(table, file, {
    ...(on ? { on } : {}),
    ...(source ? { source } : {}),
    ...(register ? { register } : {}),
  });
  return {
    kind: file.kind,
    format: formatText(format),
    rows: reading.rows,
    wrong: reading.wrong,
    add: addChoice(input, file.kind === 'own'),
    ...(joined ? { joined } : {}),
    ...nothingLeft(input, fileName),
    unused: reading.unused,
  };
}

function nothingLeft(input: Input, fileName: string) {
  return { unused: [] as readonly string[], unmatched: [], unmatchedCount: 0, source: input.source ?? fileName };
}

/** A table of one's own brings its entities; a public list brings those asked for. */
function addChoice({ add, province, codes }: Input, own: boolean): AddChoice {
  const which = add ?? (province ? 'province' : codes ? 'codes' : own ? 'all' : 'none');
  if (which === 'province') {
    if (!province) {
      throw new BadInput([
        { path: 'province', says: text('Indicare la sigla della provincia.', 'Give the two letters of the province.') },
      ]);
    }
    return { which, province };
  }
  if (which === 'codes') {
    const wanted = (codes ?? '').split(/[\s,;]+/).filter((code) => code !== '');
    if (wanted.length === 0) {
      throw new BadInput([
        {
          path: 'codes',
          says: text('Indicare i codici degli enti da aggiungere.', 'Give the codes of the entities to add.'),
        },
      ]);
    }
    return { which, codes: wanted };
  }
  return { which };
}

function formatText(format: TableFormat): string {
  if (format.kind === 'xlsx') return `XLSX, ${format.tab}`.slice(0, 100);
  const separator = format.separator === '\t' ? 'tab' : format.separator;
  return `CSV «${separator}», ${format.encoding}`;
}
