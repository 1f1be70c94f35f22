import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { ballot } from './ballot.ts';

type Facts = Record<string, unknown>;

/** Entities that all weigh 2 in Lecco: one vote for inhabitants, one for direct costs. */
const many = (size: number) =>
  Array.from({ length: size }, (_, place) => ({ code: `c_${place}`, population: 100, directCosts: '0.00' }));
const codes = (size: number) => Array.from({ length: size }, (_, place) => `c_${place}`);
const yes = (size: number) => Object.fromEntries(codes(size).map((code) => [code, 'yes']));

function vote(facts: Facts, readings: Facts = {}) {
  return trySimulation(ballot, 'lecco', { body: 'assembly', ...facts }, readings);
}

describe('ballot: quorum', () => {
  const required = (entities: number, call: number, readings: Facts = {}) =>
    (
      vote({ call, entities: many(entities), present: ['c_0'], votes: {} }, readings).result?.quorum as
        | Facts
        | undefined
    )?.required;

  it('[LC-4.quorum.1] half plus one on first call; odd numbers by the setting', () => {
    expect(required(42, 1)).toBe(22);
    expect(required(43, 1)).toBe(22);
    const up = { 'quorum.first_call_odd': 'ceil_half_plus_one' };
    expect(required(42, 1, up)).toBe(22);
    expect(required(43, 1, up)).toBe(23);
    expect(required(1, 1)).toBe(1);
    expect(required(1, 1, up)).toBe(2);
  });

  it('[LC-4.quorum.2] a quarter rounded down on second call, at least one', () => {
    expect([42, 43, 44, 3, 1].map((size) => required(size, 2))).toEqual([10, 10, 11, 1, 1]);
  });

  it('[LC-4.quorum.1] counts heads, never weights, and call 1 where it is left out', () => {
    const tried = vote({ entities: many(5), present: codes(3), votes: yes(3) });
    expect(tried.result?.quorum).toEqual({ required: 3, present: 3, met: true });
    expect(vote({ entities: many(5), present: codes(2), votes: yes(2) }).result).toMatchObject({
      quorum: { required: 3, present: 2, met: false },
      majority: { base: 4, required: 3, yes: 4 },
      outcome: 'not-quorate',
    });
    expect(vote({ call: 2, entities: many(5), present: codes(2), votes: yes(2) }).result?.outcome).toBe('approved');
  });

  it('a call is the first or the second', () => {
    for (const call of [0, 3, '1', 1.5])
      expect(vote({ call, entities: many(2), present: ['c_0'], votes: {} }).paths).toEqual(['call']);
    expect(vote({ call: null, entities: many(2), present: codes(2), votes: yes(2) }).exit).toBe(0);
  });
});

describe('ballot: majority in Lecco', () => {
  /** Inhabitants that give 1 to 4 votes; with one vote for direct costs the weights are 2 to 5. */
  const heavy = [{ code: 'p_lc', kind: 'provincia', population: 300000, directCosts: '0.00' }, ...many(16)];
  const everybody = heavy.map(({ code }) => code);
  const inFavour = (size: number) => Object.fromEntries(everybody.slice(-size).map((code) => [code, 'yes']));

  it('[LC-4.maj] two thirds of the weight of those present, rounded up', () => {
    // 5 for the Province and 2 for each of the others: 37 in all.
    const tried = vote({ entities: heavy, present: everybody, votes: { ...inFavour(12), p_lc: 'abstain' } });
    expect(tried.result).toMatchObject({ majority: { base: 37, required: 25, yes: 24 }, outcome: 'rejected' });
    const enough = vote({ entities: heavy, present: everybody, votes: { ...inFavour(10), p_lc: 'yes' } });
    expect(enough.result).toMatchObject({ majority: { base: 37, required: 25, yes: 25 }, outcome: 'approved' });
  });

  it('[LC-4.maj] who abstains or does not vote stays in the base', () => {
    const entities = many(3);
    const tried = vote({ entities, present: codes(3), votes: { c_0: 'yes', c_1: 'abstain' } });
    expect(tried.result).toEqual({
      quorum: { required: 2, present: 3, met: true },
      majority: { base: 6, required: 4, yes: 2 },
      outcome: 'rejected',
    });
    const cast = vote(
      { entities, present: codes(3), votes: { c_0: 'yes', c_1: 'abstain' } },
      { 'majority.base': 'weights_cast' },
    );
    expect(cast.result).toMatchObject({ majority: { base: 2, required: 2, yes: 2 }, outcome: 'approved' });
  });

  it('[LC-4.maj] heads and weights: two thirds of the heads, and more than half of the weight', () => {
    const both = { 'majority.base': 'heads_and_weights' };
    const entities = [
      { code: 'p_lc', kind: 'provincia', population: 300000, directCosts: '0.00' },
      { code: 'c_big', population: 300000, directCosts: '0.00' },
      ...many(3),
    ];
    const present = entities.map(({ code }) => code);
    const heads = vote(
      { entities, present, votes: { c_0: 'yes', c_1: 'yes', c_2: 'yes', p_lc: 'no', c_big: 'yes' } },
      both,
    );
    expect(heads.result).toMatchObject({
      majority: { base: 16, required: 9, yes: 11, heads: { base: 5, required: 4, yes: 4 } },
      outcome: 'approved',
    });
    const light = vote({ entities, present, votes: { c_0: 'yes', c_1: 'yes', c_2: 'yes', p_lc: 'no' } }, both);
    expect(light.result).toMatchObject({
      majority: { base: 16, required: 9, yes: 6, heads: { required: 4, yes: 3 } },
      outcome: 'rejected',
    });
    const fewHeads = vote({ entities, present, votes: { p_lc: 'yes', c_big: 'yes' } }, both);
    expect(fewHeads.result).toMatchObject({ majority: { yes: 10, heads: { yes: 2 } }, outcome: 'rejected' });
  });

  it('[LC-4.maj] with half weights what is required is the next whole number', () => {
    const average = { 'votes.combine': 'average' };
    const entities = [
      { code: 'c_a', population: 6000, directCosts: '0.00' },
      { code: 'c_b', population: 100, directCosts: '0.00' },
      { code: 'c_c', population: 6000, directCosts: '0.00' },
    ];
    const present = ['c_a', 'c_b', 'c_c'];
    // Weights 1.5, 1 and 1.5.
    const tried = vote({ entities, present, votes: { c_a: 'yes', c_b: 'yes' } }, average);
    expect(tried.result).toMatchObject({ majority: { base: 4, required: 3, yes: 2.5 }, outcome: 'rejected' });
    const two = vote({ entities, present: ['c_a', 'c_b'], votes: { c_a: 'yes', c_b: 'no' } }, average);
    expect(two.result).toMatchObject({ majority: { base: 2.5, required: 2, yes: 1.5 }, outcome: 'rejected' });
    const both = vote(
      { entities, present: ['c_a', 'c_b'], votes: { c_a: 'yes', c_b: 'yes' } },
      { ...average, 'majority.base': 'heads_and_weights' },
    );
    expect(both.result).toMatchObject({ majority: { base: 2.5, required: 2, yes: 2.5 }, outcome: 'approved' });
  });

  it('[LC-4.maj] with no vote cast the outcome is rejected, whatever the base', () => {
    for (const base of ['weights_present', 'heads_and_weights', 'weights_cast']) {
      const readings = { 'majority.base': base };
      expect(vote({ entities: many(3), present: codes(3), votes: {} }, readings).result?.outcome).toBe('rejected');
      const abstaining = { c_0: 'abstain', c_1: 'abstain', c_2: 'abstain' };
      expect(vote({ entities: many(3), present: codes(3), votes: abstaining }, readings).result?.outcome).toBe(
        'rejected',
      );
    }
  });

  it('[LC-4.maj] needs the figures that weights need, also of who is absent', () => {
    const entities = [
      { code: 'c_0', population: 1, directCosts: '1.00' },
      { code: 'c_1', name: 'Erve' },
    ];
    const tried = vote({ entities, present: ['c_0'], votes: { c_0: 'yes' } });
    expect(tried).toMatchObject({ exit: 3, codes: ['meetings/missing-figure'] });
    expect(tried.says).toContain('Erve (c_1)');
    const readings = { 'votes.combine': 'two_ballots' };
    expect(vote({ entities: many(1), present: ['c_0'], votes: {} }, readings)).toMatchObject({ exit: 3 });
    const spending = { 'votes.economic_base': 'total_cst_spending' };
    expect(vote({ entities: many(1), present: ['c_0'], votes: {} }, spending).paths).toEqual(['totalSpending']);
    expect(vote({ entities: many(1), present: ['c_0'], votes: {}, totalSpending: '9.00' }, spending).exit).toBe(0);
  });

  it('the outcome follows from what is required, and more votes in favour never make it worse', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), (size, voting) => {
        const votes = yes(Math.min(size, voting));
        const tried = vote({ entities: many(size), present: codes(size), votes });
        const { base, required, yes: given } = tried.result!.majority as Record<string, number>;
        expect(base).toBe(2 * size);
        expect(required).toBe(Math.ceil((2 * base!) / 3));
        expect(tried.result!.outcome).toBe(given! >= required! ? 'approved' : 'rejected');
      }),
      { numRuns: 60 },
    );
  });
});

describe('ballot: bodies that count heads', () => {
  const entities = Array.from({ length: 11 }, (_, place) => ({ code: `c_${place}` }));

  it.each([
    ['calatino', 'assembly'],
    ['asti', 'cta'],
    ['empolese-valdelsa', 'giunta'],
    ['empolese-valdelsa', 'authority'],
  ])(
    '[EV-org.1, EV-org.3] %s, %s: more than half of the entities, then more than half of those present',
    (name, body) => {
      const tried = trySimulation(ballot, name, {
        body,
        entities,
        present: codes(6),
        votes: { c_0: 'yes', c_1: 'yes', c_2: 'yes', c_3: 'abstain', c_4: 'no' },
      });
      expect(tried.result).toEqual({
        quorum: { required: 6, present: 6, met: true },
        majority: { base: 6, required: 4, yes: 3 },
        outcome: 'rejected',
      });
      const approved = trySimulation(ballot, name, {
        body,
        entities,
        present: codes(7),
        votes: { c_0: 'yes', c_1: 'yes', c_2: 'yes', c_3: 'yes' },
      });
      expect(approved.result).toMatchObject({ majority: { base: 7, required: 4, yes: 4 }, outcome: 'approved' });
      const few = trySimulation(ballot, name, { body, entities, present: codes(5), votes: yes(5) });
      expect(few.result).toMatchObject({ quorum: { met: false }, outcome: 'not-quorate' });
    },
  );
});

describe('ballot: the poll of the entities', () => {
  const municipalities = Array.from({ length: 7 }, (_, place) => ({ code: `c_${place}` }));
  const eight = [...municipalities, { code: 'uv', kind: 'unione' }];
  const poll = (facts: Facts, readings: Facts = {}) =>
    trySimulation(ballot, 'valdarno-valdisieve', { body: 'entities-poll', ...facts }, readings);

  it('[VV-11.4] at least half of the entities, one voice each; the threshold stands in quorum and majority', () => {
    expect(poll({ entities: municipalities, votes: yes(3) }).result).toEqual({
      quorum: { required: 4, present: 3, met: false },
      majority: { base: 7, required: 4, yes: 3 },
      outcome: 'rejected',
    });
    expect(poll({ entities: eight, votes: yes(4) }).result).toEqual({
      quorum: { required: 4, present: 4, met: true },
      majority: { base: 8, required: 4, yes: 4 },
      outcome: 'approved',
    });
  });

  it('[VV-11.4] the lead counts, or neither counts nor is heard', () => {
    const votes = { ...yes(3), uv: 'yes' };
    expect(poll({ entities: eight, votes }).result?.outcome).toBe('approved');
    expect(poll({ entities: eight, votes }, { 'half_rule.include_lead': false }).result).toEqual({
      quorum: { required: 4, present: 3, met: false },
      majority: { base: 7, required: 4, yes: 3 },
      outcome: 'rejected',
    });
  });

  it('[VV-11.4] only who declares the need is in favour', () => {
    const votes = { c_0: 'yes', c_1: 'no', c_2: 'abstain', c_3: 'yes', c_4: 'yes' };
    expect(poll({ entities: municipalities, votes }).result).toMatchObject({
      majority: { yes: 3 },
      outcome: 'rejected',
    });
    expect(poll({ entities: municipalities, votes: {} }).result?.outcome).toBe('rejected');
  });

  it('call and present may stand there; a vote of somebody absent is still a problem', () => {
    expect(poll({ call: 1, entities: municipalities, present: codes(7), votes: yes(4) }).result?.outcome).toBe(
      'approved',
    );
    expect(poll({ entities: municipalities, present: ['c_0'], votes: yes(2) }).paths).toEqual(['votes.c_1']);
  });

  it('is refused when nobody is left to ask', () => {
    const tried = poll({ entities: [{ code: 'uv', kind: 'unione' }], votes: {} }, { 'half_rule.include_lead': false });
    expect(tried).toMatchObject({ exit: 3, codes: ['meetings/nobody-entitled'] });
  });
});

describe('ballot: facts', () => {
  it('a vote of somebody absent, of nobody known, or with another word is a problem at its code', () => {
    const tried = vote({ entities: many(3), present: ['c_0'], votes: { c_0: 'si', c_1: 'yes', c_9: 'no', c_2: null } });
    expect(tried.exit).toBe(2);
    expect([...tried.paths!].sort()).toEqual(['votes.c_0', 'votes.c_1', 'votes.c_9']);
  });

  it('codes of the present are known and not repeated; an empty list is a problem', () => {
    const tried = vote({ entities: many(2), present: ['c_0', 'c_0', 'c_7'], votes: {} });
    expect(tried.paths).toEqual(['present[1]', 'present[2]']);
    expect(vote({ entities: many(2), present: [], votes: {} }).paths).toEqual(['present']);
  });

  it('reports everything that is missing or wrong together', () => {
    expect(trySimulation(ballot, 'lecco', {}).paths).toEqual(['body', 'entities', 'votes']);
    expect(vote({ entities: many(1) }).paths).toEqual(['present', 'votes']);
    expect(vote({ entities: many(1), present: 'c_0', votes: [], on: '2027-01-01' }).paths!.toSorted()).toEqual([
      'on',
      'present',
      'votes',
    ]);
  });

  it('a body that the agreement does not know is a problem', () => {
    for (const name of ['lecco', 'calatino', 'asti', 'empolese-valdelsa', 'valdarno-valdisieve'])
      expect(
        trySimulation(ballot, name, { body: 'council', entities: many(1), present: ['c_0'], votes: {} }).paths,
      ).toEqual(['body']);
  });

  it('explains the outcome: quorum, majority, weights, clauses and settings', () => {
    const { explain } = vote({ entities: many(3), present: codes(2), votes: yes(2) });
    const told = JSON.stringify(explain()[''], (_, value) => (typeof value === 'bigint' ? String(value) : value));
    for (const part of ['art. 4 c. 6', 'art. 4 c. 7', 'quorum.first_call_odd', 'majority.base', 'peso del voto di c_1'])
      expect(told).toContain(part);
  });
});

const sixth = agreementOf(`
  - id: quorum
    article: art. 2
    title: { it: Numero legale, en: Quorum }
    summary: { it: Un terzo., en: A third. }
    kind: quorum
    versions:
      - bodies: [council]
        calls: [{ moreThan: 2/3 }, { atLeast: 1/2, round: up }, { atLeast: 1/10, round: down, minimum: 2 }]
  - id: budget-majority
    article: art. 3
    title: { it: Bilancio, en: Budget }
    summary: { it: Tre quarti., en: Three quarters. }
    kind: majority
    versions: [{ bodies: [council], matters: [budget], base: heads_present, needs: { atLeast: 3/4 } }]
  - id: majority
    article: art. 4
    title: { it: Maggioranza, en: Majority }
    summary: { it: Dei votanti., en: Of those voting. }
    kind: majority
    versions: [{ bodies: [council], base: heads_cast, needs: { moreThan: 1/2 } }]
`);

describe('ballot of an association unlike the five', () => {
  it('follows three calls, heads of votes cast, and leaves majorities of single matters aside', () => {
    const facts = { body: 'council', entities: many(9) };
    const tried = trySimulation(ballot, sixth, {
      ...facts,
      present: codes(7),
      votes: { c_0: 'yes', c_1: 'yes', c_2: 'no', c_3: 'abstain' },
    });
    expect(tried.result).toEqual({
      quorum: { required: 7, present: 7, met: true },
      majority: { base: 3, required: 2, yes: 2 },
      outcome: 'approved',
    });
    const third = trySimulation(ballot, sixth, { ...facts, call: 3, present: codes(2), votes: yes(2) });
    expect(third.result).toMatchObject({ quorum: { required: 2, met: true }, outcome: 'approved' });
    expect(trySimulation(ballot, sixth, { ...facts, call: 4, present: codes(2), votes: {} }).paths).toEqual(['call']);
  });
});
