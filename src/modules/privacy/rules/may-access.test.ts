import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, day, instantOf, type LocalTime } from '../../../kernel/day.ts';
import { dataRights } from '../../agreement/rules/index.ts';
import type { AccessFacts, ActFacts } from './access-facts.ts';
import { accessTermsOn } from './access-terms.ts';
import { firstDayWithout, lapseOf } from './act-lapse.ts';
import { mayAccess } from './may-access.ts';

const terms = accessTermsOn(null, day('2027-03-10'));
const noon = (on: Day) => instantOf(`${on}T12:00` as LocalTime);
const act: ActFacts = {
  id: 'a',
  number: '12',
  on: day('2027-03-01'),
  signedBy: 'il Sindaco',
  rights: ['consult'],
  since: day('2027-03-01'),
  until: day('2027-12-31'),
  ended: null,
  confirmBy: day('2027-09-01'),
};
const facts: AccessFacts = {
  person: 'Teo',
  dataSet: { name: 'Anagrafe', entity: 'c_m100', entityName: 'Vizzini', personal: true },
  right: 'consult',
  at: { instant: noon(day('2027-03-10')), day: day('2027-03-10') },
  acts: [act],
  authorisations: [
    { by: 'il Responsabile', on: day('2027-01-15'), until: null, revoked: null, read: day('2027-01-16') },
  ],
  measures: [{ act: 'a', applied: noon(day('2027-03-03')), appliedBy: 'Ada', removed: null }],
  emergencies: [],
};
const missing = (more: Partial<AccessFacts>) => {
  const found = mayAccess({ ...facts, ...more }, terms);
  return found.ok ? [] : found.refusals.map(({ code }) => code);
};
const on = (written: string) => ({ at: { instant: noon(day(written)), day: day(written) } });
const measure = facts.measures[0]!;
const authorisation = facts.authorisations[0]!;

describe('who gets at the data of an entity', () => {
  it('[CAL-9.7] act no. 12 of Vizzini: may consult, neither modify nor transmit', () => {
    expect(missing({})).toEqual([]);
    expect(missing({ right: 'modify' })).toEqual(['privacy/right-not-given']);
    expect(missing({ right: 'transmit' })).toEqual(['privacy/right-not-given']);
  });

  it('[CAL-9.7, CAL-9.3] each part alone closes it, and every missing part is said', () => {
    expect(missing({ acts: [] })).toEqual(['privacy/no-act']);
    expect(missing({ authorisations: [] })).toEqual(['privacy/no-authorisation']);
    expect(missing({ measures: [] })).toEqual(['privacy/measure-not-applied']);
    expect(missing({ acts: [], authorisations: [], measures: [] })).toEqual([
      'privacy/no-act',
      'privacy/no-authorisation',
    ]);
    expect(missing({ authorisations: [], measures: [] })).toEqual([
      'privacy/no-authorisation',
      'privacy/measure-not-applied',
    ]);
  });

  it('[CAL-9.7] the measure counts from the moment it is applied to the moment it is removed', () => {
    expect(missing({ at: { ...facts.at, instant: measure.applied! - 1 } })).toEqual(['privacy/measure-not-applied']);
    expect(missing({ at: { ...facts.at, instant: measure.applied! } })).toEqual([]);
    const removed = noon(day('2027-03-08'));
    expect(missing({ measures: [{ ...measure, removed }] })).toEqual(['privacy/measure-removed']);
    expect(missing({ measures: [{ ...measure, removed: facts.at.instant + 1 }] })).toEqual([]);
  });

  it('[CAL-9.3] an authorisation counts within its days, unless revoked, once its instructions are read', () => {
    const with_ = (more: object) => missing({ authorisations: [{ ...authorisation, ...more }] });
    expect(with_({ until: day('2027-03-09') })).toEqual(['privacy/authorisation-not-in-force']);
    expect(with_({ until: day('2027-03-10') })).toEqual([]);
    expect(with_({ revoked: day('2027-03-10') })).toEqual(['privacy/authorisation-not-in-force']);
    expect(with_({ on: day('2027-03-11') })).toEqual(['privacy/no-authorisation']);
    expect(with_({ read: null })).toEqual(['privacy/instructions-unread']);
  });

  it('[CAL-9.7] an act holds to its last day, to the day of its confirmation, to the day before it was ended', () => {
    const acts = (more: object) => ({ acts: [{ ...act, ...more }] });
    expect(missing({ ...on('2027-09-01') })).toEqual([]);
    expect(missing({ ...on('2027-09-02') })).toEqual(['privacy/act-not-in-force']);
    expect(missing({ ...acts({ until: day('2027-03-09') }) })).toEqual(['privacy/act-not-in-force']);
    expect(missing({ ...acts({ ended: day('2027-03-10') }) })).toEqual(['privacy/act-not-in-force']);
    expect(missing({ ...acts({ ended: day('2027-03-11') }) })).toEqual([]);
    expect(missing({ ...acts({ since: day('2027-03-11') }) })).toEqual(['privacy/act-not-in-force']);
  });

  it('[R-CAL-9] an emergency opens only where the agreement has it, for its hours, and never to transmit', () => {
    const opened = { opened: facts.at.instant - 1000, closes: facts.at.instant + 1000, reason: 'guasto' };
    const allowing = { ...terms, terms: { ...terms.terms, breakGlass: 'on_with_reason_and_notice' as const } };
    const ask = (more: Partial<AccessFacts>, by = allowing) =>
      mayAccess({ ...facts, acts: [], emergencies: [opened], ...more }, by).ok;
    expect(ask({})).toBe(true);
    expect(ask({ right: 'modify' })).toBe(true);
    expect(ask({ right: 'transmit' })).toBe(false);
    expect(ask({}, terms as typeof allowing)).toBe(false);
    expect(ask({ at: { ...facts.at, instant: opened.closes } })).toBe(false);
  });

  it('[CAL-9.7] whatever the acts, a right is open only if one act that holds gives it and has its measure applied', () => {
    const days = fc.integer({ min: -300, max: 300 }).map((n) => addDays(day('2027-03-10'), n));
    const anyAct = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      rights: fc.uniqueArray(fc.constantFrom(...dataRights), { minLength: 1 }),
      since: days,
      until: fc.option(days),
      ended: fc.option(days),
      confirmBy: days,
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anyAct, { selector: ({ id }) => id }),
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
        fc.constantFrom(...dataRights),
        (acts, applied, right) => {
          const open = mayAccess(
            {
              ...facts,
              right,
              acts: acts.map((one) => ({ ...act, ...one })),
              measures: applied.map((id) => ({ ...measure, act: id })),
            },
            terms,
          ).ok;
          const expected = acts.some(
            (one) => one.rights.includes(right) && !lapseOf(one, facts.at.day) && applied.includes(one.id),
          );
          expect(open).toBe(expected);
        },
      ),
    );
  });

  it('[CAL-9.7] the first day without an act is the first on which it does not hold', () => {
    expect(firstDayWithout(act)).toBe('2027-09-02');
    expect(firstDayWithout({ ...act, until: day('2027-05-31') })).toBe('2027-06-01');
    expect(firstDayWithout({ ...act, ended: day('2027-04-01') })).toBe('2027-04-01');
    expect(lapseOf(act, day('2027-09-01'))).toBeUndefined();
    expect(lapseOf(act, firstDayWithout(act))).toEqual({ kind: 'unconfirmed', confirmBy: '2027-09-01' });
  });
});
