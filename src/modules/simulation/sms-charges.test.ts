import { describe, expect, it } from 'vitest';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { smsCharges } from './sms-charges.ts';

function charge(facts: Record<string, unknown>) {
  return trySimulation(smsCharges, 'asti', facts);
}

describe('sms-charges', () => {
  it('[AT-S11] segments times price, half-up on the total', () => {
    expect(charge({ unitPrice: '0.0525', segments: { c_a479: 1450, c_b: 0, c_c: 1 } }).result).toEqual({
      charges: [
        { entity: 'c_a479', segments: 1450, amount: '76.13' },
        { entity: 'c_b', segments: 0, amount: '0.00' },
        { entity: 'c_c', segments: 1, amount: '0.05' },
      ],
    });
  });

  it('[AT-S11] is exact for large counts and long prices', () => {
    const facts = { unitPrice: '0.333333333333333333', segments: { c_a: 9007199254740991 } };
    expect(charge(facts).result).toMatchObject({ charges: [{ amount: '3002399751580330.33' }] });
  });

  it('reports wrong facts together', () => {
    expect(charge({}).paths).toEqual(['unitPrice', 'segments']);
    expect(charge({ unitPrice: 0.05, segments: { c_a: '3', c_b: -1, c_c: 1.5 }, month: 3 }).paths!.toSorted()).toEqual([
      'month',
      'segments.c_a',
      'segments.c_b',
      'segments.c_c',
      'unitPrice',
    ]);
    expect(charge({ unitPrice: '-0.05', segments: [] }).paths).toEqual(['unitPrice', 'segments']);
  });

  it('takes the price of a document that states it', () => {
    const sixth = agreementOf(`
  - id: messages
    article: art. 6
    title: { it: Messaggi, en: Messages }
    summary: { it: A consumo., en: By use. }
    kind: metered-charge
    versions: [{ unit: messages, price: '0.10' }]
`);
    expect(trySimulation(smsCharges, sixth, { segments: { c_a: 3 } }).result).toMatchObject({
      charges: [{ amount: '0.30' }],
    });
  });

  it('is refused where the agreement charges no messages', () => {
    for (const name of ['lecco', 'calatino', 'empolese-valdelsa', 'valdarno-valdisieve'])
      expect(trySimulation(smsCharges, name, { unitPrice: '0.05', segments: { a: 1 } })).toMatchObject({
        exit: 3,
        codes: ['agreement/no-such-clause'],
      });
  });
});
