import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import { fraction } from '../../../kernel/fraction.ts';
import { clausesInForce, theClause, withReadings } from '../../agreement/rules/index.ts';
import { shippedAgreement } from '../../agreement/shipped.ts';
import { compositionOf } from './composition.ts';
import { neededOf } from './head-count.ts';
import { majorityOf } from './majority.ts';
import { requestOf } from './request.ts';
import { thinSecrecy } from './thin-secrecy.ts';
import { itemsOutstanding } from './yearly-items.ts';

function requestClause(readings: Record<string, unknown> = {}) {
  const { agreement } = withReadings(shippedAgreement('lecco')!.document, readings);
  const clause = theClause(agreement, 'request', day('2027-01-01'));
  if (!clause.ok) throw new Error(clause.refusals[0]!.says.en);
  return clause.value;
}

describe('the secrecy of a ballot', () => {
  it('[LC-4.maj] is thin with fewer than three papers, and with one that weighs as much as all the others', () => {
    expect([[], ['1'], ['1', '1'], ['1', '1', '1'], [null, null, null]].map((papers) => thinSecrecy(papers))).toEqual([
      null,
      'few',
      'few',
      null,
      null,
    ]);
    expect(thinSecrecy(['6', '5', '2', '1'])).toBeNull();
    expect(thinSecrecy(['6', '2.5', '2', '1.5'])).toBe('heavy');
  });
});

describe('counting what is needed', () => {
  it('[C-7] at least a fraction is rounded up, unless the text says down', () => {
    expect(neededOf({ atLeast: '1/3', round: 'up', plus: 0, minimum: 0 }, 43)).toBe(15n);
    expect(neededOf({ atLeast: '1/4', round: 'down', plus: 0, minimum: 1 }, 43)).toBe(10n);
    expect(neededOf({ atLeast: '1/4', round: 'down', plus: 0, minimum: 1 }, 3)).toBe(1n);
    expect(neededOf({ atLeast: '2/3', round: 'up', plus: 0, minimum: 0 }, fraction(9, 2))).toBe(3n);
  });

  it('more than a fraction is the next whole number, also where the fraction is whole', () => {
    expect(neededOf({ moreThan: '1/2' }, 8)).toBe(5n);
    expect(neededOf({ moreThan: '1/2' }, 7)).toBe(4n);
    fc.assert(
      fc.property(fc.nat(10_000), (of) => {
        const needed = Number(neededOf({ moreThan: '2/5' }, of));
        expect(needed * 5).toBeGreaterThan(of * 2);
        expect((needed - 1) * 5).toBeLessThanOrEqual(of * 2);
      }),
    );
  });
});

describe('requests of a sitting', () => {
  it('[LC-4.extra] a third of the members, rounded up', () => {
    const asked = day('2027-06-01');
    expect(requestOf({ members: 43, supporters: 14, asked }, requestClause())).toMatchObject({
      required: 15,
      supported: false,
      conveneBy: undefined,
    });
    expect(requestOf({ members: 42, supporters: 14, asked }, requestClause())).toMatchObject({
      required: 14,
      supported: true,
      conveneBy: undefined,
    });
  });

  it('[LC-4.extra] with a term, once there are enough supporters', () => {
    const clause = requestClause({ 'request.convene_within_days': 20 });
    const asked = day('2027-06-01');
    expect(requestOf({ members: 42, supporters: 14, asked }, clause).conveneBy).toBe('2027-06-21');
    expect(requestOf({ members: 42, supporters: 13, asked }, clause).conveneBy).toBeUndefined();
    expect(JSON.stringify(requestOf({ members: 42, supporters: 13, asked }, clause).explain())).toContain(
      'art. 4 c. 4',
    );
  });
});

describe('the yearly sitting', () => {
  const needed = ['forecast', 'account'];
  const spring = { on: day('2027-04-26'), approved: ['account'] };
  const autumn = { on: day('2027-10-28'), approved: ['forecast'] };

  it('[LC-4.ord] forecast and account may have their own sittings, or must share one, as the setting says', () => {
    expect(itemsOutstanding(2027, [spring, autumn], { needed, together: false })).toEqual([]);
    expect(itemsOutstanding(2027, [spring], { needed, together: false })).toEqual(['forecast']);
    expect(itemsOutstanding(2027, [spring, autumn], { needed, together: true })).toEqual(['forecast']);
    const both = { on: day('2027-12-01'), approved: ['account', 'forecast'] };
    expect(itemsOutstanding(2027, [spring, both], { needed, together: true })).toEqual([]);
  });

  it('[LC-4.ord] sittings of other years do not count', () => {
    expect(itemsOutstanding(2028, [spring, autumn], { needed, together: false })).toEqual(needed);
    expect(itemsOutstanding(2027, [], { needed, together: true })).toEqual(needed);
  });
});

describe('the composition of a body', () => {
  it('[EV-org.1, EV-org.3] counts the seats filled and names the vacant ones', () => {
    const towns = ['Empoli', 'Vinci', 'Montaione'];
    expect(compositionOf(towns, new Set(['Vinci', 'Empoli', 'Pisa']))).toEqual({
      seats: 3,
      filled: 2,
      vacant: ['Montaione'],
    });
  });
});

describe('a tie', () => {
  const clause = (vote: string) => {
    const { agreement } = withReadings(shippedAgreement('lecco')!.document, { 'presidency.vote': vote });
    const found = clausesInForce(agreement, 'majority', day('2027-01-01')).find(({ terms }) =>
      terms.bodies.includes('presidency'),
    );
    if (!found) throw new Error('the presidency has no majority');
    return found;
  };
  const present = ['provincia', 'lecco', 'fascia-media'];
  const votes = new Map<string, 'yes' | 'no' | 'abstain'>([
    ['provincia', 'yes'],
    ['lecco', 'no'],
    ['fascia-media', 'abstain'],
  ]);
  const division = { present, votes, weightOf: () => fraction(1) };

  it('[R-LC-10] goes with the vote of who presides, where the agreement says so', () => {
    const heads = clause('heads_simple_majority_chair_prevails');
    const won = majorityOf({ ...division, chair: 'provincia' }, heads);
    expect(won).toMatchObject({ required: 2n, byChair: true, reached: true });
    expect(JSON.stringify(won.explain(), (_, value) => (typeof value === 'bigint' ? String(value) : value))).toContain(
      'prevale chi presiede',
    );
    expect(majorityOf({ ...division, chair: 'lecco' }, heads)).toMatchObject({ byChair: false, reached: false });
    expect(majorityOf(division, heads)).toMatchObject({ byChair: false, reached: false });
    expect(majorityOf({ ...division, chair: 'provincia' }, clause('weighted')).reached).toBe(false);
  });

  it('[R-LC-10] is none when more are against than for, whoever presides', () => {
    const lost = new Map([...votes, ['fascia-media', 'no' as const]]);
    expect(
      majorityOf({ ...division, votes: lost, chair: 'provincia' }, clause('heads_simple_majority_chair_prevails')),
    ).toMatchObject({ byChair: false, reached: false });
  });
});
