import { parseMoney } from '../../../kernel/money.ts';
import type { Sheet } from '../../../platform/sheets/sheet.ts';
import type { Statement } from '../statement.ts';
import { type About, stateLine } from './about.ts';

const words = {
  it: {
    tab: 'Prospetto',
    cost: 'Spesa',
    article: 'Articolo',
    gross: 'Importo',
    contributions: 'Contributi',
    net: 'Netto',
    amount: 'Quota',
    how: 'Come si calcola',
    total: 'Totale',
    percent: (value: string) => `Percentuale sul netto: ${value.replace('.', ',')}%`,
    staff: (reimbursement: string, net: string) =>
      `Rimborso del personale assegnato ${reimbursement}, posizione netta ${net}`,
  },
  en: {
    tab: 'Statement',
    cost: 'Cost',
    article: 'Article',
    gross: 'Amount',
    contributions: 'Contributions',
    net: 'Net',
    amount: 'Share',
    how: 'How it is computed',
    total: 'Total',
    percent: (value: string) => `Percentage of the net: ${value}%`,
    staff: (reimbursement: string, net: string) => `Reimbursement of staff lent ${reimbursement}, net position ${net}`,
  },
} as const;

/** The statement of one entity as a sheet: a line for each cost, with how it is computed. */
export function statementSheet(statement: Statement, about: About): Sheet {
  const { language } = about;
  const w = words[language];
  return {
    name: `${w.tab} ${statement.name}`,
    title: `${statement.name} (${statement.entity}) — ${about.association.name} — ${stateLine(about)}`,
    columns: [
      { key: 'cost', header: w.cost, kind: 'text' },
      { key: 'article', header: w.article, kind: 'text' },
      { key: 'gross', header: w.gross, kind: 'money' },
      { key: 'contributions', header: w.contributions, kind: 'money' },
      { key: 'net', header: w.net, kind: 'money' },
      { key: 'amount', header: w.amount, kind: 'money' },
      { key: 'how', header: w.how, kind: 'text' },
    ],
    rows: statement.lines.map((line) => ({
      cost: line.title[language],
      article: line.article,
      gross: parseMoney(line.gross)!,
      contributions: parseMoney(line.contributions)!,
      net: parseMoney(line.net)!,
      amount: parseMoney(line.amount)!,
      how: line.how[language],
    })),
    totals: { label: w.total, columns: ['gross', 'contributions', 'net', 'amount'] },
    notes: [
      w.percent(statement.percent),
      ...(statement.reimbursement === '0.00' ? [] : [w.staff(statement.reimbursement, statement.netPosition)]),
    ],
  };
}
