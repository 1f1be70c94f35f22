import { type Day, yearOf } from '../../../kernel/day.ts';
import { type Text, text } from '../../../kernel/text.ts';
import type { ServiceContent } from './service-content.ts';

/** How a cost item of the agreement is split, with the article that says so. */
export type CostItemWay = {
  readonly name: Text;
  readonly article: string;
  readonly by: 'key' | 'direct' | 'per_unit' | 'equal';
};

type Known = {
  readonly service: Pick<ServiceContent, 'free' | 'costItem' | 'key'>;
  /** How its cost item is split; undefined where it has none that the agreement lists. */
  readonly way: CostItemWay | undefined;
  /** The clause by which its cost is split among who adheres; undefined where none does. */
  readonly adhesion: { readonly key: string | null } | undefined;
  /** What it counts, in words. */
  readonly unit: Text | null;
  /** From when the entity has it, and how much; left out where no entity is spoken of. */
  readonly activation?: { readonly from: Day; readonly units: number | null } | undefined;
};

/** Whether what an entity pays depends on how much of the service it has. */
export function countsUnits(way: CostItemWay | undefined): boolean {
  return way === undefined || way.by === 'per_unit' || way.by === 'equal';
}

/**
 * What having the service does to what an entity pays: nothing by itself where its actual cost is written year by year.
 * Source: Lecco, art. 6 list 2, a-f (rule R-LC-15); Asti, costs, second sentence (rule R-AT-5).
 */
export function costEffect({ service, way, adhesion, unit, activation }: Known): Text {
  if (service.free)
    return text('Non costa nulla agli enti: non entra nel riparto.', 'It costs entities nothing: it enters no split.');
  if (adhesion) {
    const key = service.key ?? adhesion.key;
    return key === null
      ? text(
          'Il costo si divide fra chi aderisce, ma nessuno ha ancora detto con quale chiave: finché manca non si attiva.',
          'Its cost is split among who adheres, but nobody has said by which key: until then it is not activated.',
        )
      : text(
          'Il costo si divide fra chi aderisce, con la chiave della proposta, dal giorno dell’adesione: chi non aderisce non paga.',
          'Its cost is split among who adheres, by the key of the proposal, from the day of adhesion: who does not adhere pays nothing.',
        );
  }
  if (!way)
    return text(
      'Nessuna voce di spesa è indicata: averlo non cambia il riparto.',
      'No cost item is given: having it does not change the split.',
    );
  const item = text(`«${way.name.it}», ${way.article}`, `“${way.name.en}”, ${way.article}`);
  if (way.by === 'direct')
    return text(
      `Costo effettivo del servizio di ciascun ente (${item.it}). L’attivazione da sola non cambia il riparto: l’importo dell’ente si scrive ogni anno nella spesa di questa voce.`,
      `Actual cost of each entity’s service (${item.en}). The activation alone does not change the split: the entity’s amount is written each year in the cost of this item.`,
    );
  if (way.by === 'key')
    return text(
      `Si divide fra tutti con la chiave della voce (${item.it}): averlo non cambia la quota dell’ente.`,
      `It is split among all by the key of the item (${item.en}): having it does not change the entity’s share.`,
    );
  const counted = unit ?? text('quantità', 'quantity');
  const shared =
    way.by === 'equal'
      ? text(
          `Si divide in parti uguali fra gli enti che ce l’hanno (${item.it}).`,
          `It is split in equal parts among the entities that have it (${item.en}).`,
        )
      : text(`Si divide per ${lower(counted.it)} (${item.it}).`, `It is split by ${lower(counted.en)} (${item.en}).`);
  if (!activation) return shared;
  const year = yearOf(activation.from);
  const much = activation.units ?? 0;
  return text(
    `${shared.it} Di questo ente ne conta ${much}, dal riparto ${year + 1}, che guarda al 31 dicembre ${year} se non se ne sceglie un altro giorno.`,
    `${shared.en} Of this entity ${much} count, from the split of ${year + 1}, which looks at 31 December ${year} unless another day is chosen.`,
  );
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
