import { readMoney } from '../../kernel/money.ts';
import { type Text, text } from '../../kernel/text.ts';
import type { Table } from '../../platform/spreadsheet-input/table.ts';

/** A cost as a row of a spreadsheet gives it: texts as typed, for `set-costs` to judge. */
export type ReadCost = {
  readonly id: string;
  readonly description: string;
  readonly item?: string;
  readonly key?: string;
  readonly amount: string;
  readonly contributions: readonly { readonly source: string; readonly amount: string }[];
  readonly participants?: readonly string[];
};

/** One thing wrong in the file; `line` as the spreadsheet numbers it. */
export type CostTableProblem = { readonly line: number | null; readonly says: Text };

/** What the columns may be called, in Italian and in English. */
const columns = {
  description: ['descrizione', 'spesa', 'oggetto', 'description', 'cost'],
  item: ['voce', 'voce di costo', 'item'],
  key: ['chiave', 'key'],
  amount: ['importo', 'importo lordo', 'amount', 'totale'],
  contribution: ['contributo', 'contributi', 'contribution', 'contributions'],
  source: ['fonte', 'fonte del contributo', 'source'],
  participants: ['partecipanti', 'enti', 'participants'],
  id: ['codice', 'id', 'code'],
} as const;
type ColumnName = keyof typeof columns;

const keys: Readonly<Record<string, string>> = {
  pc: 'workstations',
  postazioni: 'workstations',
  'personal computer': 'workstations',
  abitanti: 'population',
  popolazione: 'population',
  'parti uguali': 'equal',
  pesi: 'weights',
};

/**
 * The costs of a table that a person uploaded. Columns `descrizione` and `importo` are needed; `voce`, `chiave`, `contributo`,
 * `fonte`, `partecipanti` (codes or names, apart by comma) and `codice` may be there. Items and entities may be given by name.
 */
export function readCosts(
  table: Table,
  known: {
    readonly items: readonly { readonly id: string; readonly name: Text }[];
    readonly entities: readonly { readonly code: string; readonly name: string }[];
  },
): { readonly costs: readonly ReadCost[]; readonly problems: readonly CostTableProblem[] } {
  const problems: CostTableProblem[] = [];
  const places = placesOf(table.header);
  for (const name of ['description', 'amount'] as const) {
    if (places[name] === undefined)
      problems.push({
        line: table.headerLine,
        says: text(`Manca la colonna «${columns[name][0]}».`, `The column "${columns[name].at(-1)}" is missing.`),
      });
  }
  if (problems.length > 0) return { costs: [], problems };
  const items = new Map(known.items.flatMap(({ id, name }) => [id, name.it, name.en].map((word) => [plain(word), id])));
  const entities = new Map(known.entities.flatMap(({ code, name }) => [code, name].map((word) => [plain(word), code])));
  const taken = new Set<string>();
  const costs = table.rows.map(({ line, cells }): ReadCost => {
    const cell = (name: ColumnName) => (places[name] === undefined ? '' : (cells[places[name]] ?? '').trim());
    const report = (it: string, en: string) => problems.push({ line, says: text(it, en) });
    const [description, amount, contribution] = [cell('description'), cell('amount'), cell('contribution')];
    if (readMoney(amount) === undefined) report(`«${amount}» non è un importo.`, `"${amount}" is not an amount.`);
    if (contribution !== '' && readMoney(contribution) === undefined)
      report(`«${contribution}» non è un importo.`, `"${contribution}" is not an amount.`);
    const item = cell('item');
    if (item !== '' && !items.has(plain(item)))
      report(`La voce «${item}» non è della convenzione.`, `The item "${item}" is not of the agreement.`);
    const participants = cell('participants')
      .split(/[,/|]/)
      .map((part) => part.trim())
      .filter(Boolean);
    for (const participant of participants)
      if (!entities.has(plain(participant)))
        report(`Nessun ente si chiama «${participant}».`, `No entity is called "${participant}".`);
    const key = cell('key');
    const id = identifier(cell('id') || description, taken);
    return {
      id,
      description,
      amount,
      ...(item ? { item: items.get(plain(item)) ?? item } : {}),
      ...(key ? { key: keys[plain(key)] ?? key } : {}),
      contributions: contribution ? [{ source: cell('source') || 'contributo', amount: contribution }] : [],
      ...(participants.length > 0
        ? { participants: participants.map((part) => entities.get(plain(part)) ?? part) }
        : {}),
    };
  });
  return { costs, problems };
}

function placesOf(header: readonly string[]): Partial<Record<ColumnName, number>> {
  const places: Partial<Record<ColumnName, number>> = {};
  for (const [name, words] of Object.entries(columns) as [ColumnName, readonly string[]][]) {
    const place = header.findIndex((title) => words.includes(plain(title)));
    if (place >= 0) places[name] = place;
  }
  return places;
}

/** Words that stand in the place of a cost's id in addresses. */
const reserved = ['nuova', 'importa'];

/** An id for a cost from its words, different from those taken. */
export function identifier(words: string, taken: Set<string>): string {
  const stem =
    plain(words)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50)
      .replace(/-+$/, '') || 'spesa';
  let id = stem;
  for (let again = 2; taken.has(id) || reserved.includes(id); again++) id = `${stem}-${again}`;
  taken.add(id);
  return id;
}

/** Without accents and case, blanks as one. */
function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ');
}
