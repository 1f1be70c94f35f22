import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import { type EntityCode, entityCode } from '../../../kernel/entity.ts';
import { showTrace } from '../../../kernel/explain.ts';
import { cents } from '../../../kernel/money.ts';
import { checkDocument, withReadings } from '../../agreement/rules/index.ts';
import { allocate, type ToShare } from './allocate.ts';
import type { Cost } from './cost.ts';
import type { SharingEntity } from './sharing-entity.ts';

/** An association of the test's own: a general key, an item with another key, one with no unit to count, a relief. */
const written = (more = '') => `format: 1
id: sixth
name: { it: Sesta, en: Sixth }
shortName: Sesta
type: { it: convenzione, en: agreement }
state: in-force
lead: { name: Capofila, kind: comune, code: c_lead }
acts: [ { id: act, title: { it: Delibera 7, en: Resolution 7 } } ]
clauses:
  - id: split
    article: art. 4
    title: { it: Riparto, en: Split }
    summary: { it: Riparto, en: Split }
    kind: allocation
    versions:
      - since: 2020-01-01
        by: act
        general: true
        items:
          - { id: rent, name: { it: Affitto, en: Rent }, method: { by: key, mix: { population: 1/4, workstations: 3/4 } } }
          - { id: lines, name: { it: Linee, en: Lines }, method: { by: key, mix: { workstations: "1" } } }
          - { id: licences, name: { it: Licenze, en: Licences }, method: { by: per_unit } }
          - { id: own, name: { it: Proprie, en: Own }, method: { by: direct } }
  - id: relief
    article: art. 5
    title: { it: Correttivo, en: Relief }
    summary: { it: Correttivo, en: Relief }
    kind: corrective
    versions: [ { corrective: { method: percent_reduction, threshold: 1000, rate: "50" } } ]
${more}`;

const agreementOf = (more = '') => documentOf(written(more));

function documentOf(text: string) {
  const checked = checkDocument(text);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return withReadings(checked.document).agreement;
}
const agreement = agreementOf();
const code = (written: string): EntityCode => entityCode(written);

const entities: SharingEntity[] = [
  {
    code: code('c_lead'),
    name: 'Capofila',
    kind: 'comune',
    population: { value: 6000, register: 'population', on: '2026-12-31', evidence: 'ISTAT' },
    workstations: { value: 30, register: 'inventory', on: '2026-12-31' },
  },
  { code: code('c_b'), kind: 'comune', population: 1000, workstations: 10 },
];
const rent: Cost = { id: 'r', item: 'rent', amount: cents(100_00) };

function share(more: Partial<ToShare> = {}) {
  return allocate({ year: 2027, on: day('2027-01-01'), agreement, entities, costs: [rent], ...more });
}
function shared(more: Partial<ToShare> = {}) {
  const allocation = share(more);
  if (!allocation.ok) throw new Error(JSON.stringify(allocation.refusals));
  return allocation.value;
}
const codes = (more: Partial<ToShare>) => {
  const allocation = share(more);
  return allocation.ok ? [] : allocation.refusals.map((refusal) => refusal.code);
};

describe('an allocation', () => {
  it('[VV-13.3] a corrective touches the general key only, not the other keys of the same clause', () => {
    expect(shared().shares.map(({ amount }) => amount)).toEqual([8884n, 1116n]);
    const lines: Cost = { id: 'l', item: 'lines', amount: cents(100_00) };
    expect(shared({ costs: [lines] }).shares.map(({ amount }) => amount)).toEqual([7500n, 2500n]);
    const both = shared({ costs: [lines, rent] });
    expect(both.shares[1]!.lines.map(({ amount }) => amount)).toEqual([2500n, 1116n]);
  });

  it('each line has its ratio: the exact part of the cost', () => {
    const lines: Cost = { id: 'l', item: 'lines', amount: cents(100_00) };
    const [, line] = shared({ costs: [rent, lines] }).shares[0]!.lines;
    expect(line).toEqual({ cost: 'l', clause: 'split', amount: 7500n, ratio: { num: 30n, den: 40n } });
  });

  it('differences of rounding go to a lead that is known by its code', () => {
    const lead = agreementOf(`  - id: conventions
    article: convenzioni
    title: { it: C, en: C }
    summary: { it: C, en: C }
    kind: conventions
    versions: [ { rounding: half_up_difference_to_lead, percentDecimals: 1, holidayShift: next } ]
`);
    const three = ['c_z', 'c_lead', 'c_a'].map((each) => ({
      code: code(each),
      kind: 'comune' as const,
      workstations: 1,
    }));
    const made = shared({ agreement: lead, entities: three, costs: [{ id: 'l', item: 'lines', amount: cents(100) }] });
    expect(made.shares.map(({ amount }) => amount)).toEqual([33n, 34n, 33n]);
    expect(made.shares.map(({ percent }) => percent)).toEqual(['33.0', '34.0', '33.0']);
  });

  it('explains a line down to register, date and evidence of each figure, and the version of the clause', () => {
    const line = shared().explainLine(code('c_lead'), 'r')!;
    const said: string[] = [];
    const walk = (trace: typeof line): void => {
      said.push(showTrace(trace, 'it'));
      trace.from.forEach(walk);
    };
    walk(line);
    expect(said[0]).toBe(
      "r (Affitto): 88,84 € — un quarto per abitanti (6.000 su 7.000) + tre quarti per PC (30 su 40), art. 4, con il correttivo dell'art. 5",
    );
    expect(said).toContain('abitanti di Capofila (c_lead): 6.000 — registro population, 2026-12-31 (ISTAT)');
    expect(said).toContain('clausola: Riparto — art. 4, in vigore dal 1º gennaio 2020 (Delibera 7)');
    expect(said).toContain(
      '50% in meno a chi ha fino a 1.000 abitanti, a carico degli altri in proporzione: Correttivo — art. 5',
    );
  });

  it('names where a cost comes from, and where figures without a register do', () => {
    const origin = { register: 'budget', on: '2027-01-31', evidence: 'impegno 12' };
    const made = shared({ costs: [{ ...rent, origin }], figures: { register: 'entities', on: '2026-12-31' } });
    expect(showTrace(made.explainTotal().from[0]!.from[0]!, 'it')).toBe(
      'importo di r (Affitto): 100,00 € — registro budget, 2027-01-31 (impegno 12)',
    );
    const figures = made.explainLine(code('c_b'), 'r')!.from[1]!.from[0]!.from[0]!.from[0]!;
    expect(showTrace(figures, 'it')).toBe('abitanti di c_b: 1.000 — registro entities, 2026-12-31');
  });

  it('explains what is asked for and nothing else', () => {
    const made = shared({ costs: [{ ...rent, participants: [code('c_b')] }] });
    expect(made.explainLine(code('c_lead'), 'r')).toBeUndefined();
    expect(made.explainLine(code('c_b'), 'none')).toBeUndefined();
    expect(made.explainShare(code('c_x'))).toBeUndefined();
    expect(made.explainCost('none')).toBeUndefined();
    expect([...made.explainCost('r')!]).toHaveLength(1);
    expect(made.explainShare(code('c_lead'))!.why.kind).toBe('assumed');
  });

  it('explains a percentage by the share and the net', () => {
    expect(showTrace(shared().explainPercent(code('c_b'))!, 'it')).toMatch(
      /^percentuale di c_b: 11,16% — quota sul netto/,
    );
  });
});

describe('an allocation is refused', () => {
  it('[CAL-2.ext] for a project that nobody authorised', () => {
    expect(codes({ costs: [{ id: 'p', amount: cents(1), requestedBy: [code('c_b')] }] })).toEqual([
      'cost-sharing/not-authorised',
    ]);
  });

  it('[LC-6.2] where actual costs are missing or do not sum to the amount', () => {
    expect(codes({ costs: [{ id: 'o', item: 'own', amount: cents(5) }] })).toEqual(['cost-sharing/direct-missing']);
    const direct = new Map([[code('c_b'), cents(4)]]);
    expect(codes({ costs: [{ id: 'o', item: 'own', amount: cents(5), direct }] })).toEqual([
      'cost-sharing/direct-not-the-amount',
    ]);
  });

  it('[LC-6.2] for an item by units that names no unit', () => {
    expect(codes({ costs: [{ id: 'u', item: 'licences', amount: cents(5) }] })).toEqual(['cost-sharing/no-unit']);
  });

  it('[AT-F2] for an unknown item, or without a key where each cost brings its own', () => {
    expect(
      codes({
        costs: [
          { id: 'x', item: 'other', amount: cents(5) },
          { id: 'y', amount: cents(5) },
        ],
      }),
    ).toEqual(['cost-sharing/unknown-item', 'cost-sharing/unknown-item']);
    const open = agreementOf(`  - id: open
    article: art. 9
    title: { it: A, en: A }
    summary: { it: A, en: A }
    kind: allocation
    versions: [ { items: any } ]
`);
    expect(codes({ agreement: open, costs: [{ id: 'x', amount: cents(5) }] })).toEqual(['cost-sharing/key-missing']);
    expect(codes({ agreement: open, costs: [{ id: 'x', amount: cents(5), key: 'none' }] })).toEqual([
      'cost-sharing/key-missing',
    ]);
    expect(shared({ agreement: open, costs: [{ id: 'x', amount: cents(5), key: 'equal' }] }).net).toBe(5n);
  });

  it('[VV-13.5] for staff lent where no clause reimburses it', () => {
    const secondments = [{ entity: code('c_b'), cost: cents(5), part: { num: 1n, den: 2n } }];
    expect(codes({ secondments })).toEqual(['cost-sharing/no-reimbursement']);
  });

  it('for entities that are not there, all of them named', () => {
    const far = [code('c_far'), code('c_away')];
    const allocation = share({ costs: [{ ...rent, participants: far }] });
    expect(allocation.ok ? '' : allocation.refusals[0]!.says.it).toBe('Nessun ente ha il codice c_far e c_away.');
  });

  it('[VV-13.3] where only entities without a key could take over a reduction', () => {
    const byComputers = documentOf(
      written().replace('{ population: 1/4, workstations: 3/4 }', '{ workstations: "1" }'),
    );
    const big = { code: code('c_big'), kind: 'comune' as const, population: 9000, workstations: 0 };
    expect(codes({ agreement: byComputers, entities: [entities[1]!, big] })).toEqual([
      'cost-sharing/nobody-takes-over',
    ]);
  });

  it('where the parts of a key in the document do not sum to one, or a reduction takes more than all', () => {
    const uneven = documentOf(written().replace('population: 1/4', 'population: 1/5'));
    expect(codes({ agreement: uneven })).toEqual(['cost-sharing/mix-not-whole']);
    const tooMuch = documentOf(written().replace('rate: "50"', 'rate: "101"'));
    expect(codes({ agreement: tooMuch })).toEqual(['cost-sharing/rate-above-whole']);
  });

  it('[VV-13.1.b] naming every missing figure once, with the clause that needs it', () => {
    const bare: SharingEntity[] = [
      { code: code('c_a'), name: 'Alfa', kind: 'comune' },
      { code: code('c_b'), kind: 'comune', workstations: 3 },
    ];
    const allocation = share({
      entities: bare,
      costs: [rent, { ...rent, id: 'again' }, { id: 'l', item: 'lines', amount: cents(1) }],
    });
    if (allocation.ok) throw new Error('shared');
    expect(allocation.refusals).toHaveLength(1);
    expect(allocation.refusals[0]).toMatchObject({
      code: 'cost-sharing/missing-figure',
      says: {
        it: 'Manca il dato «abitanti» di Alfa (c_a) e c_b. Manca il dato «personal computer in uso» di Alfa (c_a).',
      },
      source: { clause: 'split', article: 'art. 4' },
    });
  });
});
