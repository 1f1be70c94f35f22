import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import { theClause, withReadings } from '../../agreement/rules/index.ts';
import { shippedAgreement } from '../../agreement/shipped.ts';
import { noticeStateOn, type Posting } from './notice-state.ts';
import { parsePeriod, periodName, writePeriod } from './office-period.ts';
import { personalDataIn } from './personal-data.ts';
import { termOnTheBoard } from './term-on-the-board.ts';

describe('how long a notice stays', () => {
  const { document } = shippedAgreement('calatino')!;
  const clause = theClause(withReadings(document).agreement, 'publication', day('2027-03-15'));
  if (!clause.ok) throw new Error('no clause');
  const of = (
    notice: { executive?: string; posted: string; days?: number },
    by = clause.value as typeof clause.value | undefined,
  ) => {
    const term = termOnTheBoard(
      {
        executive: notice.executive ? day(notice.executive) : null,
        posted: day(notice.posted),
        days: notice.days ?? null,
      },
      by,
    );
    return term.ok ? [term.value.lastDay, term.value.inForce] : term.refusals.map(({ code }) => code);
  };

  it('[CAL-10.2] an act posted on 15 March 2027 stays fifteen whole days and is in force on the 31st', () => {
    expect(of({ executive: '2027-03-10', posted: '2027-03-15' })).toEqual(['2027-03-30', '2027-03-31']);
  });

  it('[CAL-10.2] is refused before the act is executive', () => {
    expect(of({ executive: '2027-03-16', posted: '2027-03-15' })).toEqual(['publication/posted-before-executive']);
  });

  it('other notices stay the days they ask, or fifteen by law, and say which', () => {
    expect(of({ posted: '2027-03-15', days: 10 }, undefined)).toEqual(['2027-03-25', '2027-03-26']);
    expect(of({ posted: '2027-03-15' }, undefined)).toEqual(['2027-03-30', '2027-03-31']);
    const usual = termOnTheBoard({ executive: null, posted: day('2027-03-15'), days: null }, undefined);
    expect(usual.ok && usual.value.trace.from[1]?.why).toMatchObject({
      source: { article: 'art. 124 D.Lgs. 267/2000' },
    });
  });
});

describe('where a notice stands', () => {
  const posting: Posting = { posted: day('2027-03-15'), lastDay: day('2027-03-30'), interrupted: null };
  const on = (today: string, postings = [posting], withdrawn: string | null = null) =>
    noticeStateOn({ postings, withdrawn: withdrawn ? day(withdrawn) : null }, day(today));

  it('[CAL-10.2] is on the board to the end of the last day, and off it the day after', () => {
    expect(on('2027-03-30')).toBe('posted');
    expect(on('2027-03-31')).toBe('ended');
    expect(on('2027-03-15', [])).toBe('draft');
  });

  it('an interruption takes it off until it is posted again', () => {
    const cut = { ...posting, interrupted: day('2027-03-20') };
    expect(on('2027-03-21', [cut])).toBe('interrupted');
    expect(on('2027-03-25', [cut, { ...posting, posted: day('2027-03-24'), lastDay: day('2027-04-08') }])).toBe(
      'posted',
    );
    expect(on('2027-03-25', [posting], '2027-03-24')).toBe('withdrawn');
  });
});

describe('personal data before posting', () => {
  it('finds codes whose check digit holds, and shows only their beginning', () => {
    const found = personalDataIn('Sig. Rossi RSSMRA80A01H501U, IBAN IT60X0542811101000000123456, cell. 333 1234567');
    expect(found).toEqual([
      { kind: 'fiscal-code', count: 1, like: 'RSSM…' },
      { kind: 'iban', count: 1, like: 'IT60…' },
      { kind: 'mobile', count: 1, like: '333 …' },
    ]);
  });

  it('leaves alone what only looks like one, and finds words about health', () => {
    expect(personalDataIn('RSSMRA80A01H50 IT60X0542811101000000123457 protocollo 3331234567890')).toEqual([]);
    expect(personalDataIn('contributo per disabilità a scrivere a info@comune.example')).toMatchObject([
      { kind: 'email', count: 1 },
      { kind: 'special', count: 1, like: 'disabilità' },
    ]);
  });

  it('a fiscal code with a wrong check letter is named as a likely one', () => {
    expect(personalDataIn('Il sig. RSSMRA80A01H501X e la sig.ra rssmra80a01h501u')).toEqual([
      { kind: 'fiscal-code', count: 1, like: 'rssm…' },
      { kind: 'likely-fiscal-code', count: 1, like: 'RSSM…' },
    ]);
  });

  it('words of health are found in their forms, and ordinary ones are not', () => {
    const of = (written: string) => personalDataIn(written).find(({ kind }) => kind === 'special')?.count ?? 0;
    const health = 'malato, malattie, diagnosticato, terapia, ricoverata, gravidanza, motivi di salute, legge 104/1992';
    expect(of(health)).toBe(8);
    expect(
      of('Servizio sanitario, condizioni del contratto, valido dal 1992, autista, diagnostica di rete, allegato 104'),
    ).toBe(0);
  });
});

describe('periods', () => {
  it('[AT-S5] are quarters or months, written and read back', () => {
    for (const written of ['2027-T2', '2027-04']) expect(writePeriod(parsePeriod(written)!)).toBe(written);
    expect(['2027-T5', '2027-13', '2027', '27-T1'].map(parsePeriod)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(periodName(parsePeriod('2027-T2')!).it).toBe('2º trimestre 2027');
  });
});
