import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import { type ClauseKind, theClause, withReadings } from '../../agreement/rules/index.ts';
import { shippedAgreement } from '../../agreement/shipped.ts';
import { approvalChain, brokenLinks, type ChainLink } from './approval-chain.ts';
import { periodsMissed, periodsOf } from './cadence.ts';
import { undelivered } from './deliveries.ts';
import { type RegisterFacts, shownByRegisters } from './duty.ts';
import { obligationsOf } from './obligations.ts';

function clauseOf<K extends ClauseKind>(kind: K, name = 'lecco', readings: Record<string, unknown> = {}) {
  const { agreement } = withReadings(shippedAgreement(name)!.document, readings);
  const clause = theClause(agreement, kind, day('2027-01-01'));
  if (!clause.ok) throw new Error(clause.refusals[0]!.says.en);
  return clause.value;
}

describe('cadences', () => {
  it('[LC-5.meet] a quarter without a meeting is missed once it has ended', () => {
    const happened = [day('2027-02-12'), day('2027-05-20'), day('2027-11-03')];
    const missed = (on: string) => periodsMissed(clauseOf('cadence'), { year: 2027, happened, on: day(on) });
    expect(missed('2027-09-29')).toEqual([]);
    expect(missed('2027-09-30')).toEqual([{ from: '2027-07-01', to: '2027-09-30' }]);
    expect(missed('2027-12-31')).toHaveLength(1);
  });

  it('[CAL-6.5] one report in each half of the year is enough', () => {
    const happened = [day('2027-03-10')];
    const clause = clauseOf('cadence', 'calatino');
    expect(periodsMissed(clause, { year: 2027, happened, on: day('2027-06-30') })).toEqual([]);
    expect(periodsMissed(clause, { year: 2027, happened, on: day('2027-12-31') })).toEqual([
      { from: '2027-07-01', to: '2027-12-31' },
    ]);
  });

  it('[EV-org.5] a rolling cadence has no periods to miss', () => {
    const clause = clauseOf('cadence', 'empolese-valdelsa');
    expect(periodsMissed(clause, { year: 2027, happened: [], on: day('2027-12-31') })).toEqual([]);
  });

  it('the periods of a year cover it, the last one shorter where the months do not divide it', () => {
    expect(periodsOf(2028, 2)[0]).toEqual({ from: '2028-01-01', to: '2028-02-29' });
    expect(periodsOf(2027, 5).map(({ to }) => to)).toEqual(['2027-05-31', '2027-10-31', '2027-12-31']);
    expect(periodsOf(2027, 12)).toEqual([{ from: '2027-01-01', to: '2027-12-31' }]);
  });
});

describe('the chain up to the approved plan', () => {
  const chain = approvalChain(day('2027-10-31'), clauseOf('notice'))!;

  it('[LC-5.t3, LC-6.oct] two calls on the last working days, the notice before, the proposal before the notice', () => {
    expect(chain).toEqual({
      proposal: '2027-10-17',
      notice: '2027-10-18',
      'first-call': '2027-10-28',
      'second-call': '2027-10-29',
      transmission: '2027-10-31',
    });
    const clear = approvalChain(day('2027-10-31'), clauseOf('notice', 'lecco', { 'notice.clear_days': true }));
    expect(clear).toMatchObject({ proposal: '2027-10-16', notice: '2027-10-17' });
  });

  it('[LC-6.oct] says which step makes the next ones impossible', () => {
    const broken = (on: string, done: [ChainLink, string][] = []) =>
      brokenLinks(chain, { on: day(on), done: new Map(done.map(([link, when]) => [link, day(when)])) });
    expect(broken('2027-10-17')).toEqual([]);
    expect(broken('2027-10-18')).toEqual(['proposal']);
    expect(broken('2027-10-20', [['proposal', '2027-10-15']])).toEqual(['notice']);
    expect(
      broken('2027-11-30', [
        ['proposal', '2027-10-15'],
        ['notice', '2027-10-18'],
        ['second-call', '2027-10-29'],
        ['transmission', '2027-10-30'],
      ]),
    ).toEqual([]);
    expect(
      broken('2027-11-01', [
        ['proposal', '2027-10-15'],
        ['notice', '2027-10-18'],
      ]),
    ).toEqual(['first-call', 'second-call', 'transmission']);
  });
});

describe('documents to deliver', () => {
  it('[VV-10.4] names each document that somebody did not get in time', () => {
    const documents = ['purchases', 'integration', 'existing'];
    const addressees = ['c_a', 'c_b'];
    const on = (document: string, entity: string, when: string) => ({ document, entity, on: day(when) });
    const deliveries = [
      on('purchases', 'c_a', '2027-09-20'),
      on('purchases', 'c_b', '2027-09-30'),
      on('integration', 'c_a', '2027-09-20'),
      on('integration', 'c_b', '2027-10-01'),
    ];
    expect(undelivered({ documents, addressees, due: day('2027-09-30') }, deliveries)).toEqual([
      { document: 'integration', entities: ['c_b'] },
      { document: 'existing', entities: ['c_a', 'c_b'] },
    ]);
  });
});

describe('what an entity is asked to name', () => {
  const events = new Map([['signed:c_g040', [day('2027-01-15')]]]);
  const { agreement } = withReadings(shippedAgreement('lecco')!.document);
  const due = obligationsOf(agreement, { year: 2027, events });
  const of = (row: string) => due.ok && due.value.find(({ requirement }) => requirement === row)!;
  const shown = (
    row: string,
    ...namings: [{ candidateFor: string } | { office: string }, string, string?, string?][]
  ) => {
    const facts: RegisterFacts = {
      happened: events,
      notices: [],
      namings: namings.map(([naming, on, until, entity = 'c_g040']) => ({
        naming,
        entity,
        on: day(on),
        until: until ? day(until) : null,
      })),
    };
    return shownByRegisters(of(row) as never, facts)?.on;
  };
  const presidency = { candidateFor: 'presidency' };

  it('[LC-3.6] a candidate of the entity fulfils it, for that body and that entity only', () => {
    expect(shown('LC-3.6', [presidency, '2027-01-20'])).toBe('2027-01-20');
    expect(shown('LC-3.6', [presidency, '2027-01-10'])).toBe('2027-01-15');
    expect(shown('LC-3.6', [presidency, '2027-01-20', undefined, 'c_e507'])).toBe(null);
    expect(shown('LC-3.6', [{ candidateFor: 'assembly' }, '2027-01-20'])).toBe(null);
    expect(shown('LC-3.6', [{ office: 'referent' }, '2027-01-20'])).toBe(null);
  });

  it('[LC-3.6] who is taken back within the term is as if never named; later, what was done stays done', () => {
    expect(shown('LC-3.6', [presidency, '2027-01-18', '2027-01-22'])).toBe(null);
    expect(shown('LC-3.6', [presidency, '2027-01-18', '2027-01-22'], [presidency, '2027-01-24'])).toBe('2027-01-24');
    expect(shown('LC-3.6', [presidency, '2027-01-18', '2027-02-22'])).toBe('2027-01-18');
  });

  it('[LC-3.1] a referent in office fulfils the naming of the referent', () => {
    expect(shown('LC-3.1', [{ office: 'referent' }, '2027-01-21'])).toBe('2027-01-21');
    expect(shown('LC-3.1', [presidency, '2027-01-21'])).toBe(null);
  });
});
