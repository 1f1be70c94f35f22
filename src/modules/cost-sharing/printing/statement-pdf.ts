import { parseMoney, showMoney } from '../../../kernel/money.ts';
import { renderPdf } from '../../../platform/pdf/render-pdf.ts';
import type { Statement } from '../statement.ts';
import { type About, stateLine } from './about.ts';
import { stepsOnce } from './steps-once.ts';

const words = {
  it: {
    title: (year: number, name: string) => `Quota ${year} — ${name}`,
    code: 'Codice',
    amount: 'Quota',
    percent: 'Percentuale sul netto',
    reimbursement: 'Rimborso del personale assegnato',
    net: 'Posizione netta',
    before: (year: number) => `Quota ${year}`,
    act: 'Atto',
    agreement: 'Impronta della convenzione',
    frozen: 'Impronta del riparto',
    draft: 'Questo riparto è una bozza: gli importi possono cambiare finché non è adottato.',
    lines: 'Che cosa si paga',
    why: 'Come si arriva agli importi',
    cost: 'Spesa',
    how: 'Come si calcola',
    gross: 'Importo',
    contributions: 'Contributi',
    share: 'Quota',
    total: 'Totale',
  },
  en: {
    title: (year: number, name: string) => `Share ${year} — ${name}`,
    code: 'Code',
    amount: 'Share',
    percent: 'Percentage of the net',
    reimbursement: 'Reimbursement of staff lent',
    net: 'Net position',
    before: (year: number) => `Share ${year}`,
    act: 'Act',
    agreement: 'Hash of the agreement',
    frozen: 'Hash of the split',
    draft: 'This split is a draft: amounts may change until it is adopted.',
    lines: 'What is paid',
    why: 'How the amounts come out',
    cost: 'Cost',
    how: 'How it is computed',
    gross: 'Amount',
    contributions: 'Contributions',
    share: 'Share',
    total: 'Total',
  },
} as const;

/** The statement of one entity as a tagged PDF, the arithmetic below. */
export function statementPdf(
  statement: Statement,
  about: About,
  before: { readonly year: number; readonly amount: string } | null,
  at: Date,
): Promise<Uint8Array> {
  const { language, allocation, association } = about;
  const w = words[language];
  const money = (amount: string) => showMoney(parseMoney(amount)!, language);
  const sumOf = (key: 'gross' | 'contributions') =>
    showMoney(statement.lines.reduce((sum, line) => sum + parseMoney(line[key])!, 0n) as never, language);
  const decimal = (text: string) => (language === 'it' ? text.replace('.', ',') : text);
  const facts: [string, string][] = [
    [w.code, statement.entity],
    [w.amount, money(statement.amount)],
    [w.percent, `${decimal(statement.percent)}%`],
  ];
  if (statement.reimbursement !== '0.00')
    facts.push([w.reimbursement, money(statement.reimbursement)], [w.net, money(statement.netPosition)]);
  if (before) facts.push([w.before(before.year), money(before.amount)]);
  if (allocation.act) facts.push([w.act, allocation.act]);
  if (allocation.documentSha256) facts.push([w.agreement, allocation.documentSha256.slice(0, 16)]);
  if (allocation.frozenSha256) facts.push([w.frozen, allocation.frozenSha256.slice(0, 16)]);
  const title = w.title(allocation.year, statement.name);
  return renderPdf({
    template: 'modules/cost-sharing/printing/statement.typ',
    language,
    title,
    at,
    data: {
      association: association.name,
      subtitle: stateLine(about),
      reference: `${association.shortName} · ${title}`,
      facts,
      draft: allocation.adopted === null,
      draftSays: w.draft,
      linesTitle: w.lines,
      whyTitle: w.why,
      columns: [
        { key: 'cost', header: w.cost, kind: 'text' },
        { key: 'how', header: w.how, kind: 'text' },
        { key: 'gross', header: w.gross, kind: 'money' },
        { key: 'contributions', header: w.contributions, kind: 'money' },
        { key: 'amount', header: w.share, kind: 'money' },
      ],
      rows: statement.lines.map((line) => ({
        cost: line.title[language],
        how: line.how[language],
        gross: money(line.gross),
        contributions: money(line.contributions),
        amount: money(line.amount),
      })),
      totals: {
        cost: w.total,
        how: '',
        gross: sumOf('gross'),
        contributions: sumOf('contributions'),
        amount: money(statement.amount),
      },
      steps: [stepsOnce(statement.trace, language)],
    },
  });
}
