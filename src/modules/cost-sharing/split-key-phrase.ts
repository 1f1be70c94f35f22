import type { Text } from '../../kernel/text.ts';
import { termPhrase } from './rules/driver-words.ts';
import type { CostSplit } from './rules/index.ts';

/** How a cost is shared, on one line: `metà per PC + metà per abitanti`, with what a corrective or a bound changed. */
export function splitKeyPhrase({ by, split, before, changedBy }: CostSplit): Text {
  if (by === 'direct') return { it: 'a costo effettivo', en: 'at actual cost' };
  if (by === 'requested') return { it: 'a carico di chi lo ha chiesto', en: 'borne by who asked for it' };
  const terms = (before ?? split).terms.map(({ counted, weight }) => termPhrase(counted, weight));
  const joined = {
    it: terms.map(({ it }) => it).join(' + '),
    en: terms.map(({ en }) => en).join(' + '),
  };
  if (changedBy === 'corrective') return { it: `${joined.it}, con correttivo`, en: `${joined.en}, with corrective` };
  if (changedBy === 'limits') return { it: `${joined.it}, entro i limiti`, en: `${joined.en}, within bounds` };
  return joined;
}
