import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { conformsTo, type DeclaredSystem, type SystemClauses, standingOf } from './system-standing.ts';

const source = (clause: string) => ({ agreement: 'x', clause, article: 'art. 2' });
const standards: SystemClauses['standards'] = {
  versions: [{ version: 'v2', since: day('2027-03-01') }],
  readings: { supportedRequiresAuthorisation: true, legacy: 'unsupported' },
  source: source('outside-standards'),
};
const purchase: SystemClauses['purchase'] = {
  byOffice: true,
  says: text('lo acquista l’ufficio', 'the office'),
  source: source('scope'),
};
const storage = (values: Partial<DeclaredSystem> = {}): DeclaredSystem => ({
  ...{ bought: day('2027-03-15'), boughtBy: 'entity', conformsTo: new Set(['v2']), authorised: true },
  ...values,
});
const on = day('2027-06-01');

describe('systems that entities declare', () => {
  it('[CAL-2.std.2] outside the standards, or without the authorisation, neither supported nor let into the network; the clause says so', () => {
    expect(standingOf(storage(), { standards }, on)).toMatchObject({ supported: true, integrable: true, reasons: [] });
    const alone = standingOf(storage({ authorised: false, conformsTo: new Set() }), { standards }, on);
    expect(alone).toMatchObject({ supported: false, integrable: false, source: { clause: 'outside-standards' } });
    expect(alone.reasons).toHaveLength(2);
    expect(JSON.stringify(alone.explain())).toContain('non assistito');
  });

  it('[VV-10.5.a] what the office should have bought and the entity bought alone is unsupported', () => {
    expect(standingOf(storage(), { purchase }, on)).toMatchObject({
      supported: false,
      integrable: true,
      source: { clause: 'scope' },
    });
    expect(standingOf(storage({ boughtBy: 'office' }), { purchase }, on).supported).toBe(true);
    expect(standingOf(storage(), { purchase: { ...purchase, byOffice: false } }, on).supported).toBe(true);
  });

  it('[VV-10.5.a] where the agreement says nothing about systems all are supported', () => {
    expect(standingOf(storage({ authorised: false }), {}, on)).toMatchObject({ supported: true, source: undefined });
  });

  it('[VV-3.2.13] software conforms when all that is needed is met, whatever else is not', () => {
    const says = text('Lavora con 2 Mbit/s.', 'Works with 2 Mbit/s.');
    const points = [
      { code: 'bandwidth', says, needed: true },
      { code: 'dark', says, needed: false },
    ];
    expect(conformsTo(points, (code) => code === 'bandwidth')).toBe(true);
    expect(conformsTo(points, (code) => code === 'dark')).toBe(false);
    expect(conformsTo([], () => false)).toBe(true);
  });
});
