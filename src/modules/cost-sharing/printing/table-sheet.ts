import { parseMoney } from '../../../kernel/money.ts';
import type { Column, Sheet, SheetRow } from '../../../platform/sheets/sheet.ts';
import type { PrintedResult } from '../printed.ts';
import { type About, stateLine } from './about.ts';

const words = {
  it: {
    tab: 'Riparto',
    code: 'Codice',
    entity: 'Ente',
    amount: 'Quota',
    percent: 'Percentuale',
    reimbursement: 'Rimborsi',
    netPosition: 'Posizione netta',
    total: 'Totale',
    key: (title: string, article: string, key: string) => `${title}: ${key}, ${article}`,
    sums: (gross: string, contributions: string, net: string) =>
      `Spese ${gross}, contributi ${contributions}, netto da dividere ${net}`,
  },
  en: {
    tab: 'Split',
    code: 'Code',
    entity: 'Entity',
    amount: 'Share',
    percent: 'Percentage',
    reimbursement: 'Reimbursements',
    netPosition: 'Net position',
    total: 'Total',
    key: (title: string, article: string, key: string) => `${title}: ${key}, ${article}`,
    sums: (gross: string, contributions: string, net: string) =>
      `Costs ${gross}, contributions ${contributions}, net to be shared ${net}`,
  },
} as const;

/** The whole table as a sheet: entities by costs, with sums, percentages and net positions. */
export function tableSheet(result: PrintedResult, about: About): Sheet {
  const { language } = about;
  const w = words[language];
  const hasStaff = result.shares.some(({ reimbursement }) => reimbursement !== '0.00');
  const costs = result.costs.map((cost) => ({ ...cost, key: `cost:${cost.id}`, how: cost.key[language] }));
  const money = (key: string, header: string): Column => ({ key, header, kind: 'money' });
  return {
    name: w.tab,
    title: `${about.association.name} — ${stateLine(about)}`,
    columns: [
      { key: 'code', header: w.code, kind: 'text' },
      { key: 'entity', header: w.entity, kind: 'text' },
      ...costs.map(({ key, title }) => money(key, title[language])),
      money('amount', w.amount),
      { key: 'percent', header: w.percent, kind: 'percent' },
      ...(hasStaff ? [money('reimbursement', w.reimbursement), money('netPosition', w.netPosition)] : []),
    ],
    rows: result.shares.map((share): SheetRow => {
      const row: Record<string, SheetRow[string]> = {
        code: share.entity,
        entity: share.name,
        amount: parseMoney(share.amount)!,
        percent: share.percent,
        reimbursement: parseMoney(share.reimbursement)!,
        netPosition: parseMoney(share.netPosition)!,
      };
      for (const { cost, amount } of share.lines) row[`cost:${cost}`] = parseMoney(amount)!;
      return row;
    }),
    totals: {
      label: w.total,
      columns: [
        ...costs.map(({ key }) => key),
        'amount',
        'percent',
        ...(hasStaff ? ['reimbursement', 'netPosition'] : []),
      ],
    },
    notes: [
      w.sums(result.gross, result.contributions, result.net),
      ...costs.map(({ title, article, how }) => w.key(title[language], article, how)),
    ],
  };
}
