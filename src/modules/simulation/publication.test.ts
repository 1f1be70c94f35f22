import { describe, expect, it } from 'vitest';
import { trySimulation } from '../../testing/try-simulation.ts';
import { publication } from './publication.ts';

function post(executive: string, posted: string, readings: Record<string, unknown> = {}) {
  return trySimulation(publication, 'calatino', { executive, posted }, readings);
}

describe('publication', () => {
  it('[CAL-10.2] fifteen days with the first one excluded, in force the day after the last', () => {
    expect(post('2027-03-10', '2027-03-15').result).toEqual({ lastDay: '2027-03-30', inForce: '2027-03-31' });
  });

  it('[CAL-10.2] with the first day included one day less; Easter Monday moves nothing', () => {
    const included = { 'albo.first_day': 'included' };
    expect(post('2027-03-10', '2027-03-15', included).result).toEqual({
      lastDay: '2027-03-29',
      inForce: '2027-03-30',
    });
    for (const shift of ['next', 'previous', 'none'])
      expect(post('2027-03-10', '2027-03-15', { ...included, 'terms.holiday_shift': shift }).result?.lastDay).toBe(
        '2027-03-29',
      );
  });

  it('[CAL-10.2] crosses the ends of months and years', () => {
    expect(post('2027-12-20', '2027-12-20').result).toEqual({ lastDay: '2028-01-04', inForce: '2028-01-05' });
    expect(post('2028-02-14', '2028-02-14').result).toEqual({ lastDay: '2028-02-29', inForce: '2028-03-01' });
  });

  it('[CAL-10.2] other days are an amendment of the text', () => {
    expect(post('2027-03-10', '2027-03-15', { 'albo.days': 1, 'albo.first_day': 'included' }).result).toEqual({
      lastDay: '2027-03-15',
      inForce: '2027-03-16',
    });
    expect(post('2027-03-10', '2027-03-15', { 'albo.days': 0 }).paths).toEqual(['readings.albo.days']);
  });

  it('[CAL-10.2] is refused when posted before the resolution is executive, allowed on the same day', () => {
    expect(post('2027-03-16', '2027-03-15')).toMatchObject({ exit: 3, codes: ['publication/posted-before-executive'] });
    expect(post('2027-03-15', '2027-03-15').exit).toBe(0);
  });

  it('reports wrong facts together and is refused where the agreement does not have it', () => {
    expect(trySimulation(publication, 'calatino', { posted: '15/03/2027', day: 1 }).paths!.toSorted()).toEqual([
      'day',
      'executive',
      'posted',
    ]);
    for (const name of ['lecco', 'asti', 'empolese-valdelsa', 'valdarno-valdisieve'])
      expect(trySimulation(publication, name, { executive: '2027-03-10', posted: '2027-03-15' })).toMatchObject({
        exit: 3,
        codes: ['agreement/no-such-clause'],
      });
  });

  it('explains the days with clause and settings', () => {
    const told = JSON.stringify(post('2027-03-10', '2027-03-15').explain()['']);
    for (const part of ['albo.days', 'albo.first_day', '2027-03-30']) expect(told).toContain(part);
  });
});
