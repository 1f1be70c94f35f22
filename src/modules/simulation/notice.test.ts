import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { noticeTerm } from './notice.ts';

function notice(facts: Record<string, unknown>, readings: Record<string, unknown> = {}) {
  return trySimulation(noticeTerm, 'lecco', { body: 'assembly', meeting: '2027-10-28T17:00', ...facts }, readings);
}

describe('notice', () => {
  it('[LC-4.conv.1, LC-4.conv.2, LC-4.conv.3] ten days, five days, twenty-four hours before 28 October 2027 at 17:00', () => {
    expect(notice({ kind: 'ordinary' }).result).toEqual({ sendBy: '2027-10-18' });
    expect(notice({ kind: 'extraordinary' }).result).toEqual({ sendBy: '2027-10-23' });
    expect(notice({ kind: 'urgent' }).result).toEqual({ sendBy: '2027-10-27T17:00' });
  });

  it('[LC-4.conv.1] regular and lateBy are there only where the sending is', () => {
    expect(notice({ kind: 'ordinary', sent: '2027-10-18T23:59' }).result).toEqual({
      sendBy: '2027-10-18',
      regular: true,
      lateBy: null,
    });
    expect(notice({ kind: 'ordinary', sent: '2027-10-19T00:00' }).result).toEqual({
      sendBy: '2027-10-18',
      regular: false,
      lateBy: 'P1D',
    });
    expect(notice({ kind: 'ordinary', sent: '2027-10-20T09:12' }).result?.lateBy).toBe('P2D');
    expect(notice({ kind: 'ordinary', sent: null }).result).toEqual({ sendBy: '2027-10-18' });
  });

  it('[LC-4.conv.3] urgent notice is late by minutes', () => {
    expect(notice({ kind: 'urgent', sent: '2027-10-27T17:00' }).result).toMatchObject({ regular: true, lateBy: null });
    expect(notice({ kind: 'urgent', sent: '2027-10-27T17:01' }).result).toMatchObject({
      regular: false,
      lateBy: 'PT1M',
    });
    expect(notice({ kind: 'urgent', sent: '2027-10-27T18:30' }).result?.lateBy).toBe('PT90M');
    expect(notice({ kind: 'urgent', sent: '2027-10-29T17:00' }).result?.lateBy).toBe('PT2880M');
  });

  it('[LC-4.conv.1] clear days leave out both ends, and do not touch hours', () => {
    const clear = { 'notice.clear_days': true };
    expect(notice({ kind: 'ordinary' }, clear).result).toEqual({ sendBy: '2027-10-17' });
    expect(notice({ kind: 'extraordinary' }, clear).result).toEqual({ sendBy: '2027-10-22' });
    expect(notice({ kind: 'urgent' }, clear).result).toEqual({ sendBy: '2027-10-27T17:00' });
  });

  it('[LC-4.conv.1] other days and hours are an amendment of the text', () => {
    expect(notice({ kind: 'ordinary' }, { 'notice.ordinary_days': 15 }).result).toEqual({ sendBy: '2027-10-13' });
    expect(notice({ kind: 'extraordinary' }, { 'notice.extraordinary_days': 0 }).result).toEqual({
      sendBy: '2027-10-28',
    });
    expect(notice({ kind: 'urgent' }, { 'notice.urgent_hours': 48 }).result).toEqual({ sendBy: '2027-10-26T17:00' });
    expect(notice({ kind: 'urgent' }, { 'notice.urgent_hours': -1 }).paths).toEqual(['readings.notice.urgent_hours']);
    expect(notice({ kind: 'urgent' }, { 'notice.clear_days': 'true' }).paths).toEqual(['readings.notice.clear_days']);
  });

  it('[C-5] a holiday moves no backward term', () => {
    // 26 December 2027 is a Sunday and a holiday.
    for (const shift of ['next', 'previous', 'none'])
      expect(
        notice({ kind: 'ordinary', meeting: '2028-01-05T10:00' }, { 'terms.holiday_shift': shift }).result,
      ).toEqual({ sendBy: '2027-12-26' });
  });

  it('[LC-4.conv.3] hours are elapsed hours across a change of the clock', () => {
    const urgent = (meeting: string, sent?: string) => notice({ kind: 'urgent', meeting, sent }).result;
    // Clocks go forward on 28 March 2027 at 2:00 and back on 31 October 2027 at 3:00.
    expect(urgent('2027-03-28T17:00')).toEqual({ sendBy: '2027-03-27T16:00' });
    expect(urgent('2027-03-29T01:30')).toEqual({ sendBy: '2027-03-28T00:30' });
    expect(urgent('2027-03-29T03:30')).toEqual({ sendBy: '2027-03-28T03:30' });
    // 2:30 of the shorter day does not exist: 24 hours before the next 2:30 it is 1:30.
    expect(urgent('2027-03-29T02:30')).toEqual({ sendBy: '2027-03-28T01:30' });
  });

  it('[LC-4.conv.3] an hour that exists twice is the first', () => {
    const urgent = (meeting: string, sent?: string) => notice({ kind: 'urgent', meeting, sent }).result;
    expect(urgent('2027-10-31T17:00')).toEqual({ sendBy: '2027-10-30T18:00' });
    expect(urgent('2027-10-31T02:30')).toEqual({ sendBy: '2027-10-30T02:30' });
    // 24 hours before 2:30 of the next day is the second 2:30 of the longer day: the first one is in time.
    expect(urgent('2027-11-01T02:30', '2027-10-31T02:30')).toEqual({
      sendBy: '2027-10-31T02:30',
      regular: true,
      lateBy: null,
    });
    expect(urgent('2027-11-01T02:30', '2027-10-31T03:00')).toMatchObject({ regular: false, lateBy: 'PT30M' });
  });

  it('a time that the clock skips, or that is written otherwise, is a problem', () => {
    for (const meeting of [
      '2027-03-28T02:30',
      '2027-10-28',
      '2027-10-28T17:00:00',
      '2027-10-28T25:00',
      '2027-10-28T17:00+01:00',
    ])
      expect(notice({ kind: 'ordinary', meeting }).paths).toEqual(['meeting']);
    expect(
      notice({ kind: 'weekly', meeting: '2027-02-29T10:00', sent: 3, body: 'council', place: 'x' }).paths!.toSorted(),
    ).toEqual(['body', 'kind', 'meeting', 'place', 'sent']);
    expect(trySimulation(noticeTerm, 'lecco', {}).paths).toEqual(['body', 'kind', 'meeting']);
  });

  it('is refused where the agreement sets no notice', () => {
    for (const name of ['calatino', 'asti', 'empolese-valdelsa', 'valdarno-valdisieve']) {
      const facts = { body: 'assembly', kind: 'ordinary', meeting: '2027-10-28T17:00' };
      expect(trySimulation(noticeTerm, name, facts)).toMatchObject({ exit: 3, codes: ['agreement/no-such-clause'] });
    }
  });

  it('is regular exactly when it is not late', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), fc.constantFrom('ordinary', 'extraordinary'), (shift, kind) => {
        const sent = new Date(Date.UTC(2027, 9, 18 + shift, 9, 12)).toISOString().slice(0, 16);
        const { regular, lateBy, sendBy } = notice({ kind, sent }).result!;
        expect(regular).toBe(sent.slice(0, 10) <= String(sendBy));
        expect(lateBy === null).toBe(regular);
      }),
      { numRuns: 50 },
    );
  });

  it('explains the moment with the clause, the setting and what was given', () => {
    const { explain } = notice({ kind: 'ordinary', sent: '2027-10-20T09:12' });
    const told = JSON.stringify(explain()['']);
    for (const part of ['art. 4 c. 5', 'notice.ordinary_days', 'notice.clear_days', '2027-10-28T17:00'])
      expect(told).toContain(part);
  });
});

describe('notice of an association unlike the five', () => {
  const sixth = agreementOf(`
  - id: notice
    article: art. 9
    title: { it: Preavviso, en: Notice }
    summary: { it: Tre giorni liberi., en: Three clear days. }
    kind: notice
    versions:
      - body: council
        channel: email
        kinds: { ordinary: { days: 3 }, extraordinary: { hours: 36 } }
        clearDays: true
`);
  it('follows its own terms and refuses the kinds it does not know', () => {
    const of = (kind: string) =>
      trySimulation(noticeTerm, sixth, { body: 'council', kind, meeting: '2027-10-28T17:00' });
    expect(of('ordinary').result).toEqual({ sendBy: '2027-10-24' });
    expect(of('extraordinary').result).toEqual({ sendBy: '2027-10-27T05:00' });
    expect(of('urgent')).toMatchObject({ exit: 3, codes: ['meetings/no-notice-term'] });
  });
});
