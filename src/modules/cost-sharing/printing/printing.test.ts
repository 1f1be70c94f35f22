import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseFraction, sum } from '../../../kernel/fraction.ts';
import { stoppedClock } from '../../../platform/clock.ts';
import { createPerform } from '../../../platform/perform.ts';
import { personIn } from '../../../testing/actor.ts';
import { startSharing, valdarno, valdarnoUnion } from '../../../testing/cost-sharing.ts';
import { createTestDatabase } from '../../../testing/database.ts';
import { authorise } from '../../identity/rules/authorise.ts';
import { adoptAllocation } from '../actions/adopt-allocation.ts';
import { exportAllocation } from '../actions/export-allocation.ts';
import { exportStatement } from '../actions/export-statement.ts';
import { setCosts } from '../actions/set-costs.ts';
import { setSecondments } from '../actions/set-secondments.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { showStatement } from '../actions/show-statement.ts';
import { startAllocation } from '../actions/start-allocation.ts';
import { decimalRatios } from './decimal-ratios.ts';

const database = await createTestDatabase();
const perform = createPerform({
  database,
  clock: stoppedClock('2027-01-28T10:00:00+01:00'),
  authorise,
  checksOutput: true,
});
const head = personIn('vv', 'RES');
await startSharing(perform, { id: 'vv', agreement: 'valdarno-valdisieve', members: [...valdarno, valdarnoUnion] });
const { number } = await perform(startAllocation, { year: 2027 }, head);
await perform(
  setCosts,
  {
    allocation: number,
    costs: [
      { id: 'service', item: 'service', description: 'Servizio ICT', amount: '193100.00' },
      {
        id: 'radio',
        item: 'investment',
        description: 'Ponte radio',
        amount: '48000.00',
        contributions: [{ source: 'regional', amount: '18000.00' }],
        participants: ['c_g420', 'c_h635', 'c_e668'],
      },
    ],
  },
  head,
);
await perform(
  setSecondments,
  { allocation: number, secondments: [{ entity: 'c_h635', person: 'T1', cost: '36500.00', percent: '60' }] },
  head,
);
await perform(adoptAllocation, { allocation: number, act: 'Delibera n. 12' }, head);

const content = ({ base64 }: { base64: string }) => Buffer.from(base64, 'base64');
type Details = { Elements: { AllocatedRatio: number; UsageUnit: string; UsageQuantity: number }[] };

describe('the FOCUS 1.3 dataset', async () => {
  const csv = content(await perform(exportAllocation, { allocation: number, format: 'focus-csv' }, head)).toString();
  const records = parse(csv, { columns: true }) as Record<string, string>[];
  const lines = content(await perform(exportAllocation, { allocation: number, format: 'focus-jsonl' }, head))
    .toString()
    .trim()
    .split('\n');
  const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const cents = (decimal: string) => BigInt(decimal.replace('.', ''));

  it('each origin cost is the exact sum of its allocated charges, and ratios sum to 1', () => {
    const origins = Map.groupBy(records, ({ ResourceId }) => ResourceId);
    expect([...origins.keys()]).toEqual(['vv/1/service', 'vv/1/radio', 'vv/1/secondment-0']);
    for (const charges of origins.values()) {
      for (const cost of ['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost', 'PricingQuantity'])
        expect(charges.reduce((all, charge) => all + cents(charge[cost]!), 0n)).toBe(cents(charges[0]!.x_OriginCost!));
      const ratios = charges.flatMap(({ AllocatedMethodDetails }) =>
        [...AllocatedMethodDetails!.matchAll(/"AllocatedRatio":([0-9.]+)/g)].map(([, ratio]) => parseFraction(ratio!)!),
      );
      const whole = sum(ratios);
      expect(whole.num).toBe(whole.den);
    }
    const total = records.reduce((all, { BilledCost }) => all + cents(BilledCost!), 0n);
    expect(total).toBe(24500000n); // 193,100.00 + 30,000.00 net of contributions + 21,900.00 of lent staff
  });

  it('says the method, its units and quantities, the entity and the clause', () => {
    const pontassieve = objects.find(
      ({ AllocatedResourceId, ResourceName }) => AllocatedResourceId === 'c_g825' && ResourceName === 'Servizio ICT',
    )!;
    expect(pontassieve).toMatchObject({
      AllocatedResourceName: 'Pontassieve',
      AllocatedMethodId: 'valdarno-valdisieve/general-split',
      x_Clause: 'general-split',
      x_Article: 'art. 13 c. 1',
      x_AgreementId: 'valdarno-valdisieve',
      x_AllocationAct: 'Delibera n. 12',
    });
    expect(pontassieve.x_AgreementSha256).toMatch(/^[0-9a-f]{64}$/);
    const { Elements } = pontassieve.AllocatedMethodDetails as Details;
    expect(Elements.map(({ UsageUnit, UsageQuantity }) => [UsageUnit, UsageQuantity])).toEqual([
      ['Workstations', 130],
      ['Inhabitants', 20500],
    ]);
    expect(Elements[0]?.AllocatedRatio).toBeCloseTo(130 / 388 / 2, 11);
  });

  it('has every mandatory column, null only where the specification allows it', () => {
    const never = [
      'BilledCost',
      'EffectiveCost',
      'ListCost',
      'ContractedCost',
      'BillingAccountId',
      'BillingCurrency',
      'BillingPeriodStart',
      'BillingPeriodEnd',
      'ChargePeriodStart',
      'ChargePeriodEnd',
      'ChargeCategory',
      'ChargeDescription',
      'InvoiceIssuerName',
      'ServiceProviderName',
      'HostProviderName',
      'ServiceCategory',
      'ServiceSubcategory',
      'ServiceName',
      // not null for a purchase that is not a correction
      'SkuId',
      'SkuPriceId',
      'PricingCategory',
      'PricingQuantity',
      'PricingUnit',
      'ListUnitPrice',
      'ContractedUnitPrice',
      // not null for the allocated part of an origin charge
      'AllocatedMethodId',
      'AllocatedMethodDetails',
      'AllocatedResourceId',
      'AllocatedResourceName',
    ];
    expect(objects.length).toBe(records.length);
    for (const object of objects) {
      expect(never.filter((column) => object[column] === null || object[column] === undefined)).toEqual([]);
      expect(Object.keys(object)).toEqual(expect.arrayContaining(['BillingAccountName', 'ChargeClass', 'InvoiceId']));
      expect(object.ChargeClass).toBeNull();
      expect(object).toMatchObject({
        BillingCurrency: 'EUR',
        ChargeCategory: 'Purchase',
        BillingPeriodStart: '2027-01-01T00:00:00Z',
        BillingPeriodEnd: '2028-01-01T00:00:00Z',
      });
      for (const number of ['BilledCost', 'ListUnitPrice', 'PricingQuantity'])
        expect(typeof object[number]).toBe('number');
      const price = object.ListUnitPrice as number;
      expect(price * (object.PricingQuantity as number)).toBe(object.ListCost);
      for (const column of Object.keys(object)) expect(column).toMatch(/^(x_)?[A-Z][A-Za-z0-9]+$/);
    }
  });

  it('ratios in decimals sum to 1 whatever the fractions', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 40 }), (weights) => {
        const total = weights.reduce((all, weight) => all + weight, 0n);
        fc.pre(total > 0n);
        const whole = sum(
          decimalRatios(weights.map((num) => ({ num, den: total }))).map((part) => parseFraction(part)!),
        );
        return whole.num === whole.den;
      }),
    );
  });
});

describe('what is downloaded', () => {
  it('[E2E-VV-01] the statement of an entity says what, why, how much and the net position, in four formats', async () => {
    const shown = await perform(showStatement, { allocation: number, entity: 'c_h635' }, head);
    expect(shown.lines.map(({ id }) => id)).toEqual(['service', 'radio', 'secondment-0']);
    expect(shown.lines[0]?.how.it).toContain('metà per PC (45 su 388)');
    expect(shown).toMatchObject({ reimbursement: '21900.00', before: null });
    const pdf = content(await perform(exportStatement, { allocation: number, entity: 'c_h635', format: 'pdf' }, head));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toContain('/StructTreeRoot');
    for (const format of ['ods', 'xlsx'] as const) {
      const file = await perform(exportStatement, { allocation: number, entity: 'c_h635', format }, head);
      const names = Object.keys(unzipSync(content(file)));
      expect(names).toContain(format === 'ods' ? 'content.xml' : 'xl/workbook.xml');
    }
    const csv = content(
      await perform(exportStatement, { allocation: number, entity: 'c_h635', format: 'csv' }, head),
    ).toString();
    expect(csv).toContain('Servizio ICT;art. 13 c. 1;193100,00;0,00;193100,00;');
  });

  it('the whole table closes in every format', async () => {
    const { result } = await perform(showAllocation, { allocation: number }, head);
    const csv = content(await perform(exportAllocation, { allocation: number, format: 'csv' }, head)).toString();
    const rows = parse(csv, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[];
    expect(rows.at(-1)).toMatchObject({
      Codice: 'Totale',
      Quota: result?.net.replace('.', ','),
      Percentuale: '100,00%',
    });
    const machine = content(await perform(exportAllocation, { allocation: number, format: 'machine-csv' }, head));
    const plain = parse(machine, { columns: true }) as Record<string, string>[];
    expect(plain).toHaveLength(8);
    expect(plain.find(({ code }) => code === 'c_g825')?.amount).toBe(
      result?.shares.find(({ entity }) => entity === 'c_g825')?.amount,
    );
    const ods = unzipSync(content(await perform(exportAllocation, { allocation: number, format: 'ods' }, head)));
    expect(strFromU8(ods['content.xml']!)).toContain('Ponte radio');
    const pdf = content(await perform(exportAllocation, { allocation: number, format: 'pdf' }, head));
    expect(pdf.toString('latin1')).toContain('/StructTreeRoot');
  });

  it('an entity takes away its own row, and no other statement', async () => {
    const reader = personIn('vv', 'ACC', 'c_e668');
    const csv = content(await perform(exportAllocation, { allocation: number, format: 'machine-csv' }, reader));
    expect((parse(csv, { columns: true }) as Record<string, string>[]).map(({ code }) => code)).toEqual(['c_e668']);
    const other = await perform(exportStatement, { allocation: number, entity: 'c_g825' }, reader).catch(
      (error) => error.refusals[0].code,
    );
    expect(other).toBe('cost-sharing/unknown-share');
  });
});
