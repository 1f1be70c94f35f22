import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trySimulation } from '../../testing/try-simulation.ts';
import { absenceRates } from './absence-rates.ts';
import { ballot } from './ballot.ts';
import { calendar } from './calendar.ts';
import { contractAlignment } from './contract-alignment.ts';
import { dataAccess } from './data-access.ts';
import { hours } from './hours.ts';
import { noticeTerm } from './notice.ts';
import { payments } from './payments.ts';
import { posts } from './posts.ts';
import { publication } from './publication.ts';
import { reimbursement } from './reimbursement.ts';
import { scope } from './scope.ts';
import type { Simulation } from './simulation.ts';
import { smsCharges } from './sms-charges.ts';
import { weights } from './weights.ts';
import { withdrawal } from './withdrawal.ts';

const all = [
  absenceRates,
  ballot,
  calendar,
  contractAlignment,
  dataAccess,
  hours,
  noticeTerm,
  payments,
  posts,
  publication,
  reimbursement,
  scope,
  smsCharges,
  weights,
  withdrawal,
] as unknown as Simulation<never>[];
const agreements = ['asti', 'calatino', 'empolese-valdelsa', 'lecco', 'valdarno-valdisieve'];
const keys = [
  'year',
  'on',
  'body',
  'kind',
  'meeting',
  'sent',
  'entities',
  'present',
  'votes',
  'call',
  'totalSpending',
  'signed',
  'notified',
  'forecast',
  'accountApproved',
  'final',
  'executive',
  'posted',
  'ends',
  'yearlyFee',
  'request',
  'events',
  'used',
  'base',
  'role',
  'held',
  'since',
  'until',
  'variations',
  'expenses',
  'unitPrice',
  'segments',
  'period',
  'offices',
  'entity',
  'right',
  'acts',
  'authorisation',
  'measureApplied',
  '__proto__',
  'constructor',
];
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -0,
    -1,
    2027,
    9999,
    1e308,
    Number.NaN,
    9007199254740991,
    '',
    '0.00',
    '12.50',
    '-3',
    '1.9',
    'assembly',
    'EDI',
    'L1',
    'cta',
    'entities-poll',
    'ordinary',
    'urgent',
    'yes',
    'c_0',
    'c_1',
    'pc',
    '2027-03-28',
    '0001-01-01',
    '9999-12-31',
    '2027-03-28T02:30',
    '9999-12-31T23:59',
    '0001-01-01T00:00',
    '2027-Q2',
    [],
    {},
  ),
  fc.string(),
);
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          'code',
          'kind',
          'population',
          'represents',
          'directCosts',
          'c_0',
          'id',
          'people',
          'year',
          'percent',
          'category',
          'workingDays',
          'absentDays',
          'head',
          'role',
          'since',
          'signed:c_0',
          'meeting:assembly',
          'account-approved',
          '2028',
          '__proto__',
        ),
        fc.string(),
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

describe('any facts at all', () => {
  for (const simulation of all) {
    it(`${simulation.rule} answers with a result, problems or a refusal, and never fails`, () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...agreements),
          fc.dictionary(fc.constantFrom(...keys), anything, { maxKeys: 6 }),
          (agreement, facts) => {
            const tried = trySimulation(simulation, agreement, facts);
            if (tried.exit === 0) JSON.stringify([tried.result, Object.keys(tried.explain())]);
            else expect(tried.says).not.toBe('');
          },
        ),
        { numRuns: 300 },
      );
    });
  }

  it('the first and the last days that can be written are taken', () => {
    const results = [
      trySimulation(publication, 'calatino', { executive: '0001-01-01', posted: '9999-12-31' }),
      trySimulation(contractAlignment, 'calatino', { ends: '0001-01-01', yearlyFee: '0.00' }),
      trySimulation(withdrawal, 'asti', { signed: '2010-01-01', notified: '9999-12-31' }),
      trySimulation(payments, 'lecco', { year: 9999, forecast: '1.00' }),
      trySimulation(calendar, 'lecco', { year: 9999, events: { 'signed:c_a': '9999-12-31' } }),
      trySimulation(noticeTerm, 'lecco', { body: 'assembly', kind: 'urgent', meeting: '9999-12-31T23:59' }),
    ];
    expect(results.map(({ exit }) => exit)).toEqual([0, 0, 3, 0, 0, 0]);
  });
});
