import { z } from 'zod';
import { daysBetween } from '../../../../kernel/day.ts';
import { type Text, text } from '../../../../kernel/text.ts';
import { dayShape, textShape } from '../../../../platform/shape.ts';
import { wayTitles } from '../../rules/entity.ts';
import { figureOutput } from '../../rules/figure-value.ts';
import type { BoundaryItem } from '../../rules/import/boundaries.ts';
import type { PlanItem } from '../../rules/import/plan.ts';
import { sourceTitles } from '../../rules/import/source-file.ts';
import type { StoredPreview } from '../../storage/import-previews.ts';
import { figureValueOutput, standingShape } from '../shapes.ts';
import type { CurrentPlan } from './current-plan.ts';
import type { PreviewContent } from './preview-content.ts';

const count = z.int().min(0).meta({ format: 'int32' });
const mostWrong = 1000;
const mostItems = 10_000;

/** What a file would do, before anything is stored. */
export const previewShape = z.object({
  id: z.uuid(),
  fileName: z.string().max(300),
  sha256: z.string().max(64),
  what: textShape,
  /** How the file was understood: separator, encoding. */
  format: z.string().max(100),
  /** The days its figures are about. */
  days: z.array(dayShape).max(1000),
  counts: z.object({ add: count, change: count, same: count, wrong: count, unmatched: count, absent: count }),
  items: z
    .array(
      z.object({
        line: count,
        entity: z.string().max(62),
        name: z.string().max(200),
        what: z.enum(['entity', 'membership', 'representation', 'figure', 'boundary']),
        outcome: z.enum(['add', 'change', 'same']),
        register: z.string().max(67).nullable(),
        on: dayShape.nullable(),
        standing: standingShape.nullable(),
        value: figureValueOutput.nullable(),
        before: figureValueOutput.nullable(),
        beforeSource: z.string().max(200).nullable(),
        /** What changes, where it is no figure. */
        says: textShape.nullable(),
      }),
    )
    .max(mostItems),
  wrong: z.array(z.object({ line: count, says: textShape })).max(mostWrong),
  unmatched: z.array(z.object({ line: count, label: z.string().max(200), key: z.string().max(100) })).max(100),
  /** Members of which a file of inhabitants says nothing. */
  absent: z.array(z.object({ code: z.string().max(62), name: z.string().max(200) })).max(mostItems),
  /** Columns that were not used. */
  unused: z.array(z.string().max(200)).max(500),
  /** Whether there is anything to confirm. */
  confirmable: z.boolean(),
});
export type PreviewView = z.output<typeof previewShape>;

export function viewPreview(
  preview: Pick<StoredPreview<PreviewContent>, 'id' | 'fileName' | 'sha256' | 'content'>,
  plan: CurrentPlan,
): z.input<typeof previewShape> {
  const { content } = preview;
  const wrong = [...content.wrong, ...plan.wrong].sort((a, b) => a.line - b.line);
  const outcomes = (outcome: string) => plan.items.filter((item) => item.outcome === outcome).length;
  const counts = {
    add: outcomes('add'),
    change: outcomes('change'),
    same: outcomes('same'),
    wrong: wrong.length,
    unmatched: content.unmatchedCount,
    absent: plan.absent.length,
  };
  const days = new Set(plan.items.flatMap((item) => (item.what === 'figure' ? [item.figure.on] : [])));
  return {
    id: preview.id,
    fileName: preview.fileName,
    sha256: preview.sha256,
    what: content.kind === 'boundaries' ? boundariesTitle : sourceTitles[content.kind],
    format: content.format,
    days: [...days].sort((a, b) => -daysBetween(a, b)).slice(0, 1000),
    counts,
    items: plan.items.slice(0, mostItems).map(viewItem),
    wrong: wrong.slice(0, mostWrong),
    unmatched: content.unmatched.slice(0, 100),
    absent: [...plan.absent],
    unused: content.unused.slice(0, 500).map((name) => name.slice(0, 200)),
    confirmable: counts.add + counts.change > 0,
  };
}

const boundariesTitle = text('confini (GeoJSON)', 'boundaries (GeoJSON)');

function viewItem(item: PlanItem | BoundaryItem) {
  const { line, code, name, what, outcome } = item;
  const figure = item.what === 'figure' ? item.figure : undefined;
  const before = item.what === 'figure' ? item.before : null;
  return {
    line,
    entity: code as string,
    name,
    what,
    outcome,
    register: figure?.register ?? null,
    on: figure?.on ?? null,
    standing: figure?.standing ?? null,
    value: figure ? figureOutput(figure.register, BigInt(figure.value)) : null,
    before: figure && before ? figureOutput(figure.register, BigInt(before.value)) : null,
    beforeSource: before?.source ?? null,
    says: saysOf(item),
  };
}

const fieldTitles: Readonly<Record<string, Text>> = {
  name: text('nome', 'name'),
  kind: text('tipo', 'kind'),
  relation: text('ruolo', 'relation'),
  ipa: text('codice IPA', 'IPA code'),
  istat: text('codice ISTAT', 'ISTAT code'),
  belfiore: text('codice catastale', 'land registry code'),
  taxCode: text('codice fiscale', 'tax code'),
  province: text('provincia', 'province'),
  region: text('regione', 'region'),
  latitude: text('latitudine', 'latitude'),
  longitude: text('longitudine', 'longitude'),
  hasCed: text('CED', 'data centre'),
};

/** What the item does, in words; null for figures, which have their own columns. */
function saysOf(item: PlanItem | BoundaryItem): Text | null {
  switch (item.what) {
    case 'figure':
      return null;
    case 'boundary':
      return text(`confine di ${item.points} punti`, `boundary of ${item.points} points`);
    case 'representation':
      return text(`rappresentato da ${item.representative}`, `represented by ${item.representative}`);
    case 'membership': {
      const { joined, way } = item.membership;
      return text(
        `adesione dal ${joined} (${wayTitles[way].it.toLowerCase()})`,
        `in from ${joined} (${wayTitles[way].en.toLowerCase()})`,
      );
    }
    case 'entity': {
      if (item.outcome !== 'change') return text('dati dell’ente', 'data of the entity');
      const said = (language: 'it' | 'en') =>
        item.changes
          .map(({ field, from, to }) => `${fieldTitles[field]?.[language] ?? field}: ${from ?? '–'} → ${to ?? '–'}`)
          .join('; ');
      return text(said('it'), said('en'));
    }
  }
}
