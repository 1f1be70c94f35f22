import type { Day } from '../../../kernel/day.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Agreement } from '../../agreement/rules/index.ts';
import { clausesForChecks } from '../../cost-sharing/rules/index.ts';

export type CostChoice = {
  readonly id: string;
  readonly name: Text;
  readonly article: string;
  /** Needs the actual cost of each entity, which is written in the split itself. */
  readonly byEntity: boolean;
};

export type CostChoices = {
  readonly items: readonly CostChoice[];
  /** Each cost may, and must, bring its own key. */
  readonly open: boolean;
  /** What the agreement counts to share its items: `workstations`, `population`, `units:servers`. */
  readonly registers: readonly string[];
  /** The lead has a part of them: with all it counts, with its workstations and units alone, or not at all. */
  readonly lead: 'all' | 'without-inhabitants' | 'none';
};

/** Which costs an agreement shares on a day, and the figures of entities that this takes. */
export function costChoices(agreement: Agreement, on: Day): CostChoices {
  const items: CostChoice[] = [];
  const registers = new Set<string>();
  let open = false;
  let lead: CostChoices['lead'] = 'none';
  const count = (written: string) => {
    if (/^(workstations|population|units:.+)$/.test(written)) registers.add(written);
  };
  for (const { article, terms } of clausesForChecks(agreement, 'allocation', on)) {
    if (terms.lead === 'included' || terms.lead === true) lead = 'all';
    else if (terms.lead === 'pc_only' && lead === 'none') lead = 'without-inhabitants';
    if (terms.items === 'any') {
      open = true;
      continue;
    }
    for (const { id, name, method } of terms.items) {
      items.push({ id, name, article, byEntity: method.by === 'direct' });
      if (method.by === 'key') {
        for (const driver of driversOf(method.mix)) count(driver);
        if (method.limits?.cap?.perInhabitant !== undefined) registers.add('population');
      } else if (method.by !== 'direct' && method.unit !== undefined) count(`units:${method.unit}`);
    }
  }
  for (const { article, terms } of clausesForChecks(agreement, 'capital', on)) {
    for (const { id, name } of terms.items) items.push({ id, name, article, byEntity: false });
    if (terms.key === 'benefiting_pcs') registers.add('workstations');
  }
  return { items, open, registers: [...registers].sort(byUse), lead };
}

/** The simple drivers of a mix, those inside sums and bands too. */
function driversOf(mix: unknown): string[] {
  if (!Array.isArray(mix)) return Object.keys(mix as Record<string, unknown>);
  return (mix as { driver: unknown }[]).flatMap(({ driver }) => {
    if (typeof driver === 'string') return [driver];
    const { sum, bands } = driver as { sum?: { driver: string }[]; bands?: { of: string } };
    return sum ? sum.map((part) => part.driver) : bands ? [bands.of] : [];
  });
}

const first = ['population', 'workstations'];

function byUse(a: string, b: string): number {
  const place = (register: string) => (first.indexOf(register) + first.length + 1) % (first.length + 1);
  return place(a) - place(b) || (a < b ? -1 : 1);
}
