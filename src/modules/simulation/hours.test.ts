import { describe, expect, it } from 'vitest';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { hours } from './hours.ts';

function use(used: unknown, readings: Record<string, unknown> = {}) {
  return trySimulation(hours, 'asti', { year: 2027, used }, readings);
}
type Row = Record<string, string>;
const rowsOf = (tried: ReturnType<typeof use>) => tried.result!.profiles as Row[];

describe('hours', () => {
  it('[AT-H1, AT-H2, AT-H3] three profiles with limit, used, residual, percentage and state', () => {
    expect(use({ head: '80', systems: '120.5', 'help-desk': '268.5' }).result).toEqual({
      profiles: [
        { profile: 'head', limit: '100', used: '80', residual: '20', percent: '80.00', state: 'warning' },
        { profile: 'systems', limit: '150', used: '120.5', residual: '29.5', percent: '80.33', state: 'warning' },
        { profile: 'help-desk', limit: '300', used: '268.5', residual: '31.5', percent: '89.50', state: 'warning' },
      ],
    });
  });

  it('[AT-H1] a warning from 80%, exhausted from 100%, residual below zero beyond', () => {
    const states = ['79.99', '80', '99.99', '100', '130.25'].map((head) => rowsOf(use({ head }))[0]!);
    expect(states.map(({ state }) => state)).toEqual(['ok', 'warning', 'warning', 'exhausted', 'exhausted']);
    expect(states[4]).toMatchObject({ residual: '-30.25', percent: '130.25' });
    expect(states[3]).toMatchObject({ residual: '0', percent: '100.00' });
  });

  it('[AT-H2] percentages are rounded half-up to two decimals, states are not decided by rounding', () => {
    expect(rowsOf(use({ systems: '119.999' }))[1]).toMatchObject({ percent: '80.00', state: 'ok' });
    expect(rowsOf(use({ 'help-desk': '0.015' }))[2]).toMatchObject({ percent: '0.01', residual: '299.985' });
    expect(rowsOf(use({ systems: '149.9999' }))[1]).toMatchObject({ percent: '100.00', state: 'warning' });
  });

  it('a profile left out is 0; hours are the shortest decimal text', () => {
    expect(rowsOf(use({})).map(({ used, residual, state }) => [used, residual, state])).toEqual([
      ['0', '100', 'ok'],
      ['0', '150', 'ok'],
      ['0', '300', 'ok'],
    ]);
    expect(rowsOf(use({ head: '080.500', systems: null }))[0]).toMatchObject({ used: '80.5', residual: '19.5' });
    expect(rowsOf(use({ head: '0.00000000000000000001' }))[0]).toMatchObject({
      used: '0.00000000000000000001',
      residual: '99.99999999999999999999',
    });
  });

  it('[AT-H1] other quotas are an amendment of the text', () => {
    const quotas = { hours: { head: 40, systems: 150, 'help-desk': 37.5 } };
    expect(rowsOf(use({ head: '40', 'help-desk': '30' }, quotas))).toMatchObject([
      { limit: '40', state: 'exhausted' },
      { limit: '150' },
      { limit: '37.5', percent: '80.00', state: 'warning' },
    ]);
    expect(use({}, { hours: { head: 40 } }).paths).toEqual(['readings.hours']);
    expect(use({}, { hours: { head: 0, systems: 0, 'help-desk': 1 } })).toMatchObject({
      exit: 3,
      codes: ['staffing/empty-quota'],
    });
  });

  it('reports wrong facts together', () => {
    expect(use({ head: 80, systems: '-1', 'help-desk': '1,5', boss: '3' }).paths!.toSorted()).toEqual([
      'used.boss',
      'used.head',
      'used.help-desk',
      'used.systems',
    ]);
    expect(trySimulation(hours, 'asti', { used: [], month: 1 }).paths!.toSorted()).toEqual(['month', 'used', 'year']);
  });

  it('is refused where the agreement has no hours', () => {
    for (const name of ['lecco', 'calatino', 'empolese-valdelsa', 'valdarno-valdisieve'])
      expect(trySimulation(hours, name, { year: 2027, used: { head: '80' } })).toMatchObject({
        exit: 3,
        codes: ['agreement/no-such-clause'],
      });
  });

  it('follows the profiles and the warning of another document', () => {
    const sixth = agreementOf(`
  - id: hours
    article: art. 6
    title: { it: Ore, en: Hours }
    summary: { it: Un profilo., en: One profile. }
    kind: hour-quota
    versions: [{ profiles: [{ id: dpo, name: { it: RPD, en: DPO }, hours: 12.5 }], warnAt: 1/2 }]
`);
    expect(trySimulation(hours, sixth, { year: 2027, used: { dpo: '6.25' } }).result).toEqual({
      profiles: [{ profile: 'dpo', limit: '12.5', used: '6.25', residual: '6.25', percent: '50.00', state: 'warning' }],
    });
  });
});
