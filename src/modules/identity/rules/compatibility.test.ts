import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '../../../kernel/day.ts';
import type { Role } from '../../../platform/role.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { excludedBy, type HeldRole, mayAlsoHold, overlap } from './compatibility.ts';

const clause = (terms: InForce<'incompatible-roles'>['terms']): InForce<'incompatible-roles'> => ({
  id: 'site-editors',
  kind: 'incompatible-roles',
  article: 'art. 11 c. 1',
  title: { it: 'Chi scrive', en: 'Who writes' },
  requirement: ['VV-11.1.b'],
  source: { agreement: 'valdarno-valdisieve', clause: 'site-editors', article: 'art. 11 c. 1' },
  terms,
  readings: [],
});
const office = clause({ pairs: [{ one: ['EDI'], other: ['L1', 'L2', 'SYS'], at: 'association' }] });
const held = (role: Role, since: string, until: string | null = null, entity: string | null = null): HeldRole => ({
  role,
  entity,
  since: day(since),
  until: until === null ? null : day(until),
});
const codes = (answer: ReturnType<typeof mayAlsoHold>) => (answer.ok ? [] : answer.refusals.map(({ code }) => code));

describe('roles that exclude each other', () => {
  test('[VV-11.1.b] an editor is no technician of the office, whichever comes first', () => {
    expect(codes(mayAlsoHold(held('EDI', '2027-01-01'), [held('L1', '2020-01-01')], [office]))).toEqual([
      'identity/incompatible-roles',
    ]);
    expect(codes(mayAlsoHold(held('L1', '2027-01-01'), [held('EDI', '2020-01-01')], [office]))).toEqual([
      'identity/incompatible-roles',
    ]);
  });

  test('[VV-11.1.b] the refusal cites the article and says what to do', () => {
    const answer = mayAlsoHold(held('EDI', '2027-01-01'), [held('L2', '2020-01-01', '2027-06-30')], [office]);
    if (answer.ok) throw new Error('it was admitted');
    const [refusal] = answer.refusals;
    expect(refusal!.source?.article).toBe('art. 11 c. 1');
    expect(refusal!.says.it).toContain('fino al 30 giugno 2027');
    expect(refusal!.remedy?.it).toContain('Chiudere prima');
  });

  test('[VV-11.1.b] one day together is enough, the day after is not', () => {
    const leaving = held('L1', '2020-01-01', '2027-03-31');
    expect(mayAlsoHold(held('EDI', '2027-03-31'), [leaving], [office]).ok).toBe(false);
    expect(mayAlsoHold(held('EDI', '2027-04-01'), [leaving], [office]).ok).toBe(true);
    expect(mayAlsoHold(held('EDI', '2019-01-01', '2019-12-31'), [leaving], [office]).ok).toBe(true);
  });

  test('[ISO-8] a pair kept apart at one entity may meet at two', () => {
    const own = clause({ pairs: [{ one: ['REF'], other: ['CTR'], at: 'same-entity' }] });
    const referent = held('REF', '2020-01-01', null, 'c_a');
    expect(mayAlsoHold(held('CTR', '2027-01-01', null, 'c_a'), [referent], [own]).ok).toBe(false);
    expect(mayAlsoHold(held('CTR', '2027-01-01', null, 'c_b'), [referent], [own]).ok).toBe(true);
    expect(mayAlsoHold(held('CTR', '2027-01-01'), [held('REF', '2020-01-01')], [own]).ok).toBe(true);
  });

  test('[ISO-8] every post in the way is named, and without a clause nothing is', () => {
    const both = [held('L1', '2020-01-01'), held('SYS', '2020-01-01'), held('REF', '2020-01-01')];
    expect(codes(mayAlsoHold(held('EDI', '2027-01-01'), both, [office]))).toHaveLength(2);
    expect(mayAlsoHold(held('EDI', '2027-01-01'), both, []).ok).toBe(true);
    expect(excludedBy('L1', [office]).map(({ role }) => role)).toEqual(['EDI']);
    expect(excludedBy('EDI', [office]).map(({ role }) => role)).toEqual(['L1', 'L2', 'SYS']);
    expect(excludedBy('MAY', [office])).toEqual([]);
  });

  test('[VV-11.1.b] whether two may be held together does not depend on which is asked', () => {
    const start = day('2027-01-01');
    const post = fc.record({
      role: fc.constantFrom<Role>('EDI', 'L1', 'SYS', 'REF'),
      entity: fc.constantFrom('c_a', 'c_b', null),
      since: fc.integer({ min: 0, max: 40 }),
      long: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
    });
    const dated = ({
      role,
      entity,
      since,
      long,
    }: {
      role: Role;
      entity: string | null;
      since: number;
      long: number | null;
    }) => {
      const from: Day = addDays(start, since);
      return { role, entity, since: from, until: long === null ? null : addDays(from, long) };
    };
    fc.assert(
      fc.property(post, post, (one, other) => {
        const [a, b] = [dated(one), dated(other)];
        expect(mayAlsoHold(a, [b], [office]).ok).toBe(mayAlsoHold(b, [a], [office]).ok);
        if (!overlap(a, b)) expect(mayAlsoHold(a, [b], [office]).ok).toBe(true);
      }),
    );
  });
});
