import { beforeAll, describe, expect, it } from 'vitest';
import { traceLines } from '../../kernel/explain.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { createPerform } from '../../platform/perform.ts';
import { BadInput } from '../../platform/problem.ts';
import type { Role } from '../../platform/role.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { startSharing, valdarno, valdarnoUnion } from '../../testing/cost-sharing.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { importDocument } from '../agreement/actions/import-document.ts';
import { shippedAgreement } from '../agreement/index.ts';
import { adoptAllocation, setCost, startAllocation } from '../cost-sharing/index.ts';
import { authorise } from '../identity/rules/authorise.ts';
import { clauseToday } from './actions/clause-today.ts';
import { explainAnswer } from './actions/explain-answer.ts';
import { tryAmendment } from './actions/try-amendment.ts';

const database = await createTestDatabase();
const perform = createPerform({
  database,
  clock: stoppedClock('2027-03-01T10:00:00+01:00'),
  authorise,
  checksOutput: true,
});

const head = personIn('vv', 'RES');
const lecco = personIn('lecco', 'RES');
const act = 'Delibera della Giunta n. 12 del 28/01/2027';

const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.refusals?.[0]?.code ?? error.constructor.name,
  );

const problemsOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(BadInput);
  return (error as BadInput).problems.map(({ path }) => path);
};

type Shares = { answers: { probe: string; result: Record<string, unknown> | null }[] };
const sharesIn = ({ answers }: Shares) => {
  const shares = answers.find(({ probe }) => probe === 'shares')?.result?.shares as
    | { entity: string; amount: string }[]
    | undefined;
  return shares && Object.fromEntries(shares.map(({ entity, amount }) => [entity, amount]));
};

beforeAll(async () => {
  await startSharing(perform, { id: 'vv', agreement: 'valdarno-valdisieve', members: [...valdarno, valdarnoUnion] });
  const { number } = await perform(startAllocation, { year: 2027 }, head);
  await perform(
    setCost,
    { allocation: number, id: 'service', item: 'service', description: 'Servizio ICT', amount: '215000.00' },
    head,
  );
  await perform(adoptAllocation, { allocation: number, act }, personIn('vv', 'FIN'));
  await startSharing(perform, { id: 'lecco', agreement: 'lecco', members: valdarno });
});

describe('a clause today', () => {
  it('[VV-13.1.a] [VV-13.1.b] gives the shares of the adopted split, and names the splits it decided', async () => {
    const today = await perform(clauseToday, { clause: 'general-split' }, head);
    expect(today.basis).toMatchObject({ year: 2027, adopted: true });
    expect(sharesIn(today)).toMatchObject({ c_g825: '70815.93', c_h937: '5158.00', uc_vv: '0.00' });
    expect(today.cited).toEqual([{ allocation: 1, year: 2027, act, costs: ['Servizio ICT'] }]);
    expect(today.examples.length).toBeGreaterThan(0);
    expect(today.examples.filter(({ passes }) => !passes)).toEqual([]);
  });

  it('[VV-13.1.a] says what every other reading would change, to the cent', async () => {
    const today = await perform(clauseToday, { clause: 'general-split' }, head);
    const [other] = today.readings.find(({ key }) => key === 'cost_sharing.lead_entity')?.others ?? [];
    expect(other).toMatchObject({ value: 'pc_only', possible: true, measured: true });
    const effects = other?.answers.find(({ probe }) => probe === 'shares')?.effects ?? [];
    const amountOf = (name: string) => effects.find(({ of, what }) => of?.it === name && what === 'amount');
    expect(amountOf('Pontassieve')).toMatchObject({ before: '70815.93', after: '68071.69', difference: '-2744.24' });
    expect(amountOf(valdarnoUnion.name)).toMatchObject({ before: '0.00', after: '8190.48' });
  });

  it('[LC-4.quorum.1] counts the quorum by heads: with seven, half plus one is four, five with the other reading', async () => {
    const today = await perform(clauseToday, { clause: 'quorum' }, lecco);
    expect(today.answers.map(({ probe, result }) => [probe, result])).toEqual([
      ['quorum-assembly-1', { quorum: { required: 4 } }],
      ['quorum-assembly-2', { quorum: { required: 1 } }],
    ]);
    const [other] = today.readings.find(({ key }) => key === 'quorum.first_call_odd')?.others ?? [];
    expect(other?.answers).toMatchObject([
      { probe: 'quorum-assembly-1', effects: [{ what: 'quorum.required', before: 4, after: 5 }] },
    ]);
  });

  it('[LC-4.quorum.1] explains a result down to the clause', async () => {
    const { trace } = await perform(explainAnswer, { clause: 'quorum', probe: 'quorum-assembly-1' }, lecco);
    expect(traceLines(trace, 'it').join('\n')).toContain('art. 4 c. 6');
    expect(await code(perform(explainAnswer, { clause: 'quorum', probe: 'none' }, lecco))).toBe(
      'simulation/nothing-to-explain',
    );
  });

  it('[VV-13.1.a] shows an accounting office its own share alone, an employee and a citizen none', async () => {
    const own = await perform(clauseToday, { clause: 'general-split' }, personIn('vv', 'ACC', 'c_e668'));
    expect(sharesIn(own)).toEqual({ c_e668: '7019.16' });
    const names = own.readings.flatMap(({ others }) =>
      others.flatMap(({ answers }) => answers.flatMap(({ effects }) => effects.map(({ of }) => of?.it))),
    );
    expect(new Set(names)).toEqual(new Set(['Londa']));
    const { trace } = await perform(
      explainAnswer,
      { clause: 'general-split', probe: 'shares', path: 'shares[0]' },
      personIn('vv', 'ACC', 'c_e668'),
    );
    expect(trace.what.it).toContain('Londa');
    for (const role of ['EMP', 'CIT'] as readonly Role[]) {
      const seen = await perform(clauseToday, { clause: 'general-split' }, personIn('vv', role, 'c_e668'));
      expect(sharesIn(seen)).toBeUndefined();
      expect(seen.cited).toEqual([]);
      expect(JSON.stringify(seen.readings)).not.toContain('7019.16');
    }
  });

  it('[LC-4.w] does not ask a citizen’s question about votes that weigh direct costs', async () => {
    const citizen = await perform(clauseToday, { clause: 'vote-weights' }, personIn('lecco', 'CIT'));
    expect(citizen.answers).toEqual([]);
    const quorum = await perform(clauseToday, { clause: 'quorum' }, personIn('lecco', 'CIT'));
    expect(quorum.answers[0]?.result).toEqual({ quorum: { required: 4 } });
    const office = await perform(clauseToday, { clause: 'vote-weights' }, lecco);
    expect(office.answers).toHaveLength(1);
  });

  it('refuses a clause that is not there', async () => {
    expect(await code(perform(clauseToday, { clause: 'none' }, head))).toBe('agreement/unknown-clause');
  });

  it('asks of every clause of two agreements questions whose facts are right, and every example comes out', async () => {
    for (const association of ['vv', 'lecco']) {
      const { document } = shippedAgreement(association === 'vv' ? 'valdarno-valdisieve' : 'lecco')!;
      for (const { id } of document.clauses) {
        const today = await perform(clauseToday, { clause: id }, personIn(association, 'RES'));
        expect(today.examples.filter(({ passes }) => !passes)).toEqual([]);
        expect(today.answers.flatMap(({ problems }) => problems)).toEqual([]);
      }
    }
  });
});

describe('an amendment on trial', () => {
  it('[VV-13.1.a] with other weights says who pays more and who less; the differences make zero', async () => {
    const { answers } = await perform(
      tryAmendment,
      { readings: { 'cost_sharing.weights': '{ workstations: 1/3, population: 2/3 }' } },
      head,
    );
    const amounts = (answers.find(({ probe }) => probe === 'shares')?.effects ?? []).filter(
      ({ what }) => what === 'amount',
    );
    expect(amounts.length).toBe(7);
    expect(amounts.reduce((sum, { difference }) => sum + Math.round(Number(difference) * 100), 0)).toBe(0);
    expect(amounts.find(({ of }) => of?.it === 'San Godenzo')).toMatchObject({
      difference: expect.stringMatching(/^-/),
    });
  });

  it('[LC-4.notice] moves the day by which to convene, with the clause that says so', async () => {
    const { answers } = await perform(tryAmendment, { readings: { 'notice.ordinary_days': '15' } }, lecco);
    expect(answers.find(({ probe }) => probe === 'notice-assembly-ordinary')?.effects).toMatchObject([
      { what: 'sendBy', before: '2027-03-21', after: '2027-03-16' },
    ]);
  });

  it('[VV-13.1.a] changes a single value of a clause, typed as text', async () => {
    const { document } = shippedAgreement('valdarno-valdisieve')!;
    const general = document.clauses.find(({ id }) => id === 'general-split')!;
    expect(general.versions.at(-1)).toHaveProperty('general', true);
    const { answers } = await perform(
      tryAmendment,
      { values: [{ clause: 'general-split', path: 'items[0].method', value: '{"by":"equal"}' }] },
      head,
    );
    const amounts = answers[0]?.effects.filter(({ what }) => what === 'amount') ?? [];
    expect(new Set(amounts.map(({ after }) => after))).toEqual(new Set(['30714.29', '30714.28']));
  });

  it('names every wrong reading and value at once, each at its place', async () => {
    expect(
      await problemsOf(
        perform(
          tryAmendment,
          {
            readings: { 'cost_sharing.lead_entity': 'both', none: 1 },
            values: [
              { clause: 'general-split', path: 'nothing', value: 1 },
              { clause: 'none', path: 'days', value: 1 },
            ],
          },
          head,
        ),
      ),
    ).toEqual(['values[0].path', 'values[1].path', 'readings.cost_sharing.lead_entity', 'readings.none']);
    expect(
      await problemsOf(
        perform(tryAmendment, { values: [{ clause: 'general-split', path: 'general', value: 'forse' }] }, head),
      ),
    ).toEqual(['values[0].value']);
  });

  it('refuses values nested without end, given or written, and a thousand other oddities, without a fault', async () => {
    const nested = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
    expect(
      await problemsOf(
        perform(
          tryAmendment,
          {
            readings: { 'cost_sharing.weights': nested },
            values: [{ clause: 'general-split', path: 'items[0].method', value: nested }],
          },
          head,
        ),
      ),
    ).toEqual(['readings["cost_sharing.weights"]', 'values[0].value']);
    const written = `${'['.repeat(4_000)}${']'.repeat(4_000)}`;
    const oddities = [
      written,
      '{ a: &a 1, b: *a }',
      '__proto__',
      '{ workstations: 2/0 }',
      'NaN',
      '\u0000',
      null,
      -0,
      1e308,
    ];
    for (const value of oddities) {
      const outcome = await code(perform(tryAmendment, { readings: { 'cost_sharing.weights': value } }, head));
      expect(['BadInput', 'done']).toContain(outcome);
      for (const path of ['items[0].method', '__proto__.x', 'constructor', 'items[9999999999]', ']['])
        expect(['BadInput', 'done']).toContain(
          await code(perform(tryAmendment, { values: [{ clause: 'general-split', path, value }] }, head)),
        );
    }
  });

  it('[VV-0.1] compares a draft text with the one in force', async () => {
    const written = shippedAgreement('valdarno-valdisieve')!.written.replace(
      /(cost_sharing\.lead_entity:[\s\S]*?chosen: )excluded/,
      '$1pc_only',
    );
    const { number } = await perform(importDocument, { written }, head);
    const { answers } = await perform(tryAmendment, { document: number }, head);
    expect(answers.map(({ probe }) => probe)).toEqual(['shares']);
    expect(await code(perform(tryAmendment, { document: number }, personIn('vv', 'CIT')))).toBe(
      'agreement/unknown-document',
    );
    expect(await code(perform(tryAmendment, { document: 99 }, consoleIn('vv')))).toBe('agreement/unknown-document');
  });
});
