import { stringify } from 'csv-stringify/sync';
import { compare, type Fraction, multiply, parseFraction, sum, toShortestDecimal } from '../../../kernel/fraction.ts';
import type { PrintedCost, PrintedResult, PrintedSplit } from '../printed.ts';
import type { About } from './about.ts';
import { decimalRatios } from './decimal-ratios.ts';

/** One record of the FOCUS dataset, its columns in order. Amounts are decimal texts; null is null. */
export type FocusRow = Readonly<Record<string, string | FocusObject | null>>;
type FocusObject = { readonly Elements: readonly FocusElement[] };
type FocusElement = {
  readonly AllocatedRatio: string;
  readonly UsageUnit?: string;
  readonly UsageQuantity?: string;
  readonly x_Weight?: string;
};

/** Columns whose values are numbers. */
const metrics = new Set([
  'BilledCost',
  'EffectiveCost',
  'ListCost',
  'ContractedCost',
  'ListUnitPrice',
  'ContractedUnitPrice',
  'PricingQuantity',
  'x_OriginCost',
  'x_OriginGrossCost',
  'x_OriginContributions',
]);

/**
 * An allocation as a Cost and Usage dataset: each cost is an origin charge, split into one allocated charge for each entity that
 * takes part; the costs of the allocated charges sum to the origin's exactly and their ratios to 1. A share is a purchase passed on
 * at cost: its quantity is its euro, at a price of one. The clause, the agreement with its hash and the act stand in `x_` columns.
 *
 * Source: FinOps Open Cost and Usage Specification 1.3, Cost and Usage dataset and data generator-calculated split cost
 * allocation.
 */
export function focusRows(
  { result, splits }: { readonly result: PrintedResult; readonly splits: readonly PrintedSplit[] },
  about: About,
  agreement: { readonly id: string; readonly sha256: string; readonly lead: string },
): FocusRow[] {
  const names = new Map(result.shares.map(({ entity, name }) => [entity, name]));
  const amounts = new Map(
    result.shares.flatMap(({ entity, lines }) => lines.map(({ cost, amount }) => [`${entity} ${cost}`, amount])),
  );
  const byCost = new Map(splits.map((split) => [split.cost, split]));
  return result.costs.flatMap((cost) => {
    const split = byCost.get(cost.id);
    if (!split) return [];
    const origin = originColumns(cost, about, agreement);
    const details = methodDetails(cost, split);
    return split.takers.flatMap(({ entity }, taker): FocusRow[] => {
      const amount = amounts.get(`${entity} ${cost.id}`);
      if (amount === undefined) return [];
      return [
        {
          ...origin,
          BilledCost: amount,
          EffectiveCost: amount,
          ListCost: amount,
          ContractedCost: amount,
          PricingQuantity: amount,
          AllocatedMethodId: `${agreement.id}/${cost.clause}`,
          AllocatedMethodDetails: details[taker]!,
          AllocatedResourceId: entity,
          AllocatedResourceName: names.get(entity) ?? entity,
        },
      ];
    });
  });
}

/** What every allocated charge has in common with its origin. */
function originColumns(
  cost: PrintedCost,
  { association, allocation, language }: About,
  agreement: { readonly id: string; readonly sha256: string; readonly lead: string },
): FocusRow {
  const { year } = allocation;
  const [start, end] = [`${year}-01-01T00:00:00Z`, `${year + 1}-01-01T00:00:00Z`];
  return {
    BilledCost: null,
    EffectiveCost: null,
    ListCost: null,
    ContractedCost: null,
    BillingAccountId: association.id,
    BillingAccountName: association.name,
    BillingCurrency: 'EUR',
    BillingPeriodStart: start,
    BillingPeriodEnd: end,
    ChargePeriodStart: start,
    ChargePeriodEnd: end,
    ChargeCategory: 'Purchase',
    ChargeClass: null,
    ChargeDescription: cost.title[language],
    ChargeFrequency: 'Recurring',
    InvoiceId: null,
    InvoiceIssuerName: agreement.lead,
    ServiceProviderName: agreement.lead,
    HostProviderName: agreement.lead,
    ProviderName: agreement.lead,
    PublisherName: agreement.lead,
    ServiceCategory: 'Other',
    ServiceSubcategory: 'Other (Other)',
    ServiceName: cost.item ?? cost.id,
    SkuId: cost.item ?? cost.id,
    SkuPriceId: cost.item ?? cost.id,
    PricingCategory: 'Standard',
    PricingQuantity: null,
    PricingUnit: 'EUR',
    ListUnitPrice: '1',
    ContractedUnitPrice: '1',
    ResourceId: `${association.id}/${allocation.number}/${cost.id}`,
    ResourceName: cost.title[language],
    ResourceType: 'Cost',
    AllocatedMethodId: null,
    AllocatedMethodDetails: null,
    AllocatedResourceId: null,
    AllocatedResourceName: null,
    x_Clause: cost.clause,
    x_Article: cost.article,
    x_ClauseSince: cost.since,
    x_ClauseAct: cost.act,
    x_AgreementId: agreement.id,
    x_AgreementSha256: agreement.sha256,
    x_Allocation: String(allocation.number),
    x_AllocationState: allocation.adopted === null ? 'draft' : 'adopted',
    x_AllocationAct: allocation.act,
    x_Corrects: allocation.corrects === null ? null : String(allocation.corrects),
    x_AllocationSha256: allocation.frozenSha256,
    x_OriginCost: cost.net,
    x_OriginGrossCost: cost.gross,
    x_OriginContributions: cost.contributions,
  };
}

const units: Readonly<Record<string, string>> = {
  workstations: 'Workstations',
  population: 'Inhabitants',
  equal: 'Entities',
  weights: 'Weights',
};

/**
 * For each taker the factors of its ratio: one for each thing its key counts, weighed; one alone where a corrective, a bound or
 * the actual cost decides. The ratios of all takers sum to 1.
 */
function methodDetails({ by, net }: PrintedCost, split: PrintedSplit): FocusObject[] {
  const ratios = split.takers.map(({ ratio }) => exact(ratio));
  const factors = split.takers.map(({ counts }) =>
    split.terms.map(({ weight, total }, term) => multiply(exact(weight), over(exact(counts[term]!), exact(total)))),
  );
  const asCounted = split.terms.length > 0 && factors.every((own, taker) => compare(sum(own), ratios[taker]!) === 0);
  const written = decimalRatios(asCounted ? factors.flat() : ratios);
  return split.takers.map(({ counts }, taker): FocusObject => {
    if (!asCounted) {
      const element = { AllocatedRatio: written[taker]! };
      if (by !== 'direct') return { Elements: [element] };
      const own = multiply(ratios[taker]!, exact(net));
      return { Elements: [{ ...element, UsageUnit: 'EUR', UsageQuantity: toShortestDecimal(own, 2) }] };
    }
    return {
      Elements: split.terms.map(({ driver, weight }, term) => ({
        AllocatedRatio: written[taker * split.terms.length + term]!,
        UsageUnit: units[driver] ?? unitName(driver),
        UsageQuantity: toShortestDecimal(exact(counts[term]!)),
        x_Weight: weight,
      })),
    };
  });
}

/** `units:protected-workstations` is `Protected Workstations`. */
function unitName(driver: string): string {
  return driver
    .replace(/^.*:/, '')
    .split(/[_-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

function exact(written: string): Fraction {
  return parseFraction(written)!;
}

function over(a: Fraction, b: Fraction): Fraction {
  return { num: a.num * b.den, den: a.den * b.num };
}

/** Numbers inside the details as JSON numbers; they are decimal texts, so nothing is lost on the way. */
function detailsJson({ Elements }: FocusObject): string {
  const elements = Elements.map((element) => {
    const parts = Object.entries(element).map(([key, value]) => {
      const isNumber = key === 'AllocatedRatio' || key === 'UsageQuantity';
      return `${JSON.stringify(key)}:${isNumber ? value : JSON.stringify(value)}`;
    });
    return `{${parts.join(',')}}`;
  });
  return `{"Elements":[${elements.join(',')}]}`;
}

/** The dataset as CSV: a header, commas, a point before decimals, empty for null. */
export function focusCsv(rows: readonly FocusRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const text = (value: FocusRow[string]) =>
    value === null || value === undefined ? '' : typeof value === 'string' ? value : detailsJson(value);
  return stringify([columns, ...rows.map((row) => columns.map((column) => text(row[column] ?? null)))], {
    record_delimiter: 'windows',
  });
}

/** The dataset as JSON lines: a record a line, null as null. */
export function focusJsonLines(rows: readonly FocusRow[]): string {
  return rows
    .map((row) => {
      const parts = Object.entries(row).map(([column, value]) => {
        const written =
          value === null
            ? 'null'
            : typeof value !== 'string'
              ? detailsJson(value)
              : metrics.has(column)
                ? value
                : JSON.stringify(value);
        return `${JSON.stringify(column)}:${written}`;
      });
      return `{${parts.join(',')}}\n`;
    })
    .join('');
}
