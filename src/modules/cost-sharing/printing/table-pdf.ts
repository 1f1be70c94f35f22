import { toDecimal } from '../../../kernel/fraction.ts';
import { parseMoney, showMoney } from '../../../kernel/money.ts';
import { renderPdf } from '../../../platform/pdf/render-pdf.ts';
import type { PrintedResult } from '../printed.ts';
import { type About, stateLine } from './about.ts';

const words = {
  it: {
    title: (year: number) => `Riparto delle spese ${year}`,
    entity: 'Ente',
    amount: 'Quota',
    percent: '%',
    reimbursement: 'Rimborsi',
    netPosition: 'Posizione netta',
    total: 'Totale',
    keys: 'Come si dividono le spese',
    draft: 'Questo riparto è una bozza: gli importi possono cambiare finché non è adottato.',
  },
  en: {
    title: (year: number) => `Split of the costs ${year}`,
    entity: 'Entity',
    amount: 'Share',
    percent: '%',
    reimbursement: 'Reimbursements',
    netPosition: 'Net position',
    total: 'Total',
    keys: 'How the costs are shared',
    draft: 'This split is a draft: amounts may change until it is adopted.',
  },
} as const;

/** As many costs stand side by side on a page turned on its side. */
const costsAcross = 6;

/** The whole table as a tagged PDF; many costs go into several tables, the last with the totals of each entity. */
export function tablePdf(result: PrintedResult, about: About, at: Date): Promise<Uint8Array> {
  const { language, allocation, association } = about;
  const w = words[language];
  const money = (amount: string) => showMoney(parseMoney(amount)!, language);
  const hasStaff = result.shares.some(({ reimbursement }) => reimbursement !== '0.00');
  const sum = (key: 'amount' | 'reimbursement' | 'netPosition') =>
    showMoney(result.shares.reduce((total, share) => total + parseMoney(share[key])!, 0n) as never, language);
  const decimal = (text: string) => (language === 'it' ? text.replace('.', ',') : text);
  const pieces: PrintedResult['costs'][] = [];
  for (let from = 0; from < result.costs.length; from += costsAcross)
    pieces.push(result.costs.slice(from, from + costsAcross));
  if (pieces.length === 0) pieces.push([]);
  const entity = { key: 'entity', header: w.entity, kind: 'text' };
  const title = w.title(allocation.year);
  return renderPdf({
    template: 'modules/cost-sharing/printing/table.typ',
    language,
    title,
    at,
    data: {
      association: association.name,
      subtitle: stateLine(about),
      reference: `${association.shortName} · ${title}`,
      draft: allocation.adopted === null,
      draftSays: w.draft,
      keysTitle: w.keys,
      keys: result.costs.map(({ title: name, key, article }) => [name[language], `${key[language]}, ${article}`]),
      parts: pieces.map((costs, place) => {
        const isLast = place === pieces.length - 1;
        const own = isLast
          ? [
              { key: ' amount', header: w.amount, kind: 'money' },
              { key: ' percent', header: w.percent, kind: 'percent' },
              ...(hasStaff
                ? [
                    { key: ' reimbursement', header: w.reimbursement, kind: 'money' },
                    { key: ' netPosition', header: w.netPosition, kind: 'money' },
                  ]
                : []),
            ]
          : [];
        return {
          columns: [
            entity,
            ...costs.map(({ id, title: name }) => ({ key: id, header: name[language], kind: 'money' })),
            ...own,
          ],
          rows: result.shares.map((share) => {
            const row: Record<string, string> = { entity: share.name };
            for (const { cost, amount } of share.lines) row[cost] = money(amount);
            return {
              ...row,
              ' amount': money(share.amount),
              ' percent': decimal(share.percent),
              ' reimbursement': money(share.reimbursement),
              ' netPosition': money(share.netPosition),
            };
          }),
          totals: {
            entity: w.total,
            ...Object.fromEntries(costs.map(({ id, net }) => [id, money(net)])),
            ' amount': sum('amount'),
            ' percent': decimal(wholePercent(result)),
            ' reimbursement': sum('reimbursement'),
            ' netPosition': sum('netPosition'),
          },
        };
      }),
    },
  });
}

/** The sum of the percentages as they are printed. */
function wholePercent({ shares }: PrintedResult): string {
  const decimals = shares[0]?.percent.split('.')[1]?.length ?? 0;
  const sum = shares.reduce((all, { percent }) => all + BigInt(percent.replace('.', '')), 0n);
  return toDecimal({ num: sum, den: 10n ** BigInt(decimals) }, decimals);
}
