import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../testing/try-simulation.ts';
import { shippedAgreement } from '../agreement/shipped.ts';
import { print, printing, simulate } from './simulate.ts';

function ask(rule: string, agreement: string, facts: unknown) {
  const found = { document: shippedAgreement(agreement)!.document };
  const outcome = simulate({ rule, found, facts: typeof facts === 'string' ? facts : JSON.stringify(facts) });
  return JSON.parse(print(outcome, { json: true, explain: false, language: 'it' }));
}

function pathsOf(rule: string, agreement: string, facts: unknown): string[] {
  return (ask(rule, agreement, facts).problems ?? []).map(({ path }: { path: string }) => path);
}

describe('simulate', () => {
  it('[LC-7.1] a year before the agreement began is computed by its first text, as one after its end by its last', () => {
    const forecast = '21451.00';
    expect(ask('payments', 'lecco', { year: 2010, forecast })).toEqual({
      instalments: [{ amount: '6435.30', due: '2010-06-30' }],
    });
    expect(ask('withdrawal', 'lecco', { signed: '2016-01-15', notified: '2017-03-01' })).toMatchObject({
      admissible: false,
      lastDay: '2017-10-02',
    });
    expect(ask('calendar', 'lecco', { year: 2017 }).obligations).toHaveLength(10);
  });

  it('a clause that an amendment added later still begins on its own day', () => {
    const document = agreementOf(`
  - id: text
    article: art. 1
    title: { it: Testo, en: Text }
    summary: { it: Testo., en: Text. }
    kind: statement
    versions: [{ since: 2018-01-01 }]
  - id: alignment
    article: art. 2
    title: { it: Scadenze, en: Ends }
    summary: { it: Al 31 dicembre., en: On 31 December. }
    kind: contract-alignment
    versions: [{ since: 2020-01-01, to: 12-31, direction: extend }]`);
    const on = (ends: string) =>
      simulate({ rule: 'contract-alignment', found: { document }, facts: JSON.stringify({ ends, yearlyFee: '1.00' }) });
    expect(on('2019-06-30').exit).toBe(3);
    expect(on('2020-06-30').exit).toBe(0);
  });

  it('a setting with names that every object has is read as any other', () => {
    const first = { fraction: '12.5%', due: '05-31' };
    const facts = { year: 2035, forecast: '8.00' };
    const due = { instalments: [{ amount: '1.00', due: '2035-05-31' }] };
    expect(ask('payments', 'lecco', { ...facts, readings: { 'payments.first': first } })).toEqual(due);
    for (const part of ['toString', 'constructor', 'other']) {
      const readings = { 'payments.first': { ...first, [part]: 1 } };
      expect(pathsOf('payments', 'lecco', { ...facts, readings })).toEqual(['readings.payments.first']);
    }
    expect(pathsOf('payments', 'lecco', { ...facts, readings: { 'presidency.bands': { toString: 1 } } })).toEqual([
      'readings.presidency.bands',
    ]);
    expect(pathsOf('payments', 'lecco', { ...facts, readings: { constructor: 1 } })).toEqual(['readings.constructor']);
  });

  it('a term of more than a century is a problem of its setting', () => {
    const meeting = { body: 'assembly', kind: 'ordinary', meeting: '2027-10-28T17:00' };
    const long: [string, string, object, Record<string, unknown>][] = [
      ['notice', 'lecco', meeting, { 'notice.ordinary_days': 36_501 }],
      ['notice', 'lecco', { ...meeting, kind: 'urgent' }, { 'notice.urgent_hours': 1e9 }],
      ['payments', 'lecco', { year: 2027, forecast: '1.00' }, { 'payments.balance_days': 1e9 }],
      ['publication', 'calatino', { executive: '2027-01-01', posted: '2027-01-01' }, { 'albo.days': 1e9 }],
      ['calendar', 'lecco', { year: 2027 }, { 'signing.referent_days': 1e9 }],
      [
        'withdrawal',
        'asti',
        { signed: '2018-01-01', notified: '2020-12-31' },
        { 'withdrawal.notice': { months: 1e9 } },
      ],
      ['hours', 'asti', { year: 2027, used: {} }, { hours: { head: 1e-7, systems: 1, 'help-desk': 1 } }],
      ['hours', 'asti', { year: 2027, used: {} }, { hours: { head: 1e21, systems: 1, 'help-desk': 1 } }],
    ];
    for (const [rule, agreement, facts, readings] of long)
      expect(pathsOf(rule, agreement, { ...facts, readings })).toEqual([`readings.${Object.keys(readings)[0]}`]);
    const century = { ...meeting, readings: { 'notice.ordinary_days': 36_500 } };
    expect(ask('notice', 'lecco', century)).toEqual({ sendBy: '1927-11-22' });
  });

  it('says one thing of each key', () => {
    expect(pathsOf('hours', 'asti', { year: 2027, used: { other: 3, head: -1 } })).toEqual(['used.other', 'used.head']);
    expect(pathsOf('calendar', 'lecco', { year: 2027, events: { other: ['x'] } })).toEqual(['events.other']);
    expect(
      pathsOf('ballot', 'calatino', { body: 'assembly', entities: [{ code: 'a' }], present: ['a'], votes: { b: 1 } }),
    ).toEqual(['votes.b']);
  });
});

describe('explanations', () => {
  const facts: Record<string, [agreement: string, facts: unknown]> = {
    payments: ['lecco', { year: 2027, forecast: '1.00' }],
    calendar: ['lecco', { year: 2027, events: { 'signed:c_e507': '2027-01-15' } }],
    hours: ['asti', { year: 2027, used: { head: '80' } }],
    publication: ['calatino', { executive: '2027-03-10', posted: '2027-03-15' }],
    'sms-charges': ['asti', { unitPrice: '0.0525', segments: { c_a: 3 } }],
    weights: [
      'lecco',
      { on: '2027-10-28', body: 'assembly', entities: [{ code: 'a', population: 9, directCosts: '1.00' }] },
    ],
    'cost-sharing': [
      'calatino',
      { year: 2027, entities: [{ code: 'a' }], costs: [{ id: 'x', key: 'equal', amount: '1.00' }] },
    ],
  };
  const without = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (key, inner) => (key === 'trace' ? undefined : inner));

  it('stand in the whole result, and change nothing else of it', () => {
    for (const [rule, [agreement, given]] of Object.entries(facts)) {
      const found = { document: shippedAgreement(agreement)!.document };
      const outcome = simulate({ rule, found, facts: JSON.stringify(given) });
      const explained = JSON.parse(print(outcome, { json: true, explain: true, language: 'it' }));
      expect(explained.trace.what.length * explained.trace.from.length).toBeGreaterThan(0);
      expect(JSON.stringify(without(explained))).toBe(print(outcome, { json: true, explain: false, language: 'it' }));
    }
  });

  it('of hundreds of entities are made row by row, and each is that of its own entity', () => {
    const found = { document: shippedAgreement('calatino')!.document };
    const entities = Array.from({ length: 250 }, (_, place) => ({ code: `e${place}`, workstations: place }));
    const costs = [{ id: 'x', key: 'workstations', amount: '1000.00' }];
    const outcome = simulate({
      rule: 'cost-sharing',
      found,
      facts: JSON.stringify({ year: 2027, entities, costs }),
    });
    const pieces = [...printing(outcome, { json: true, explain: true, language: 'it' })];
    expect(pieces.length).toBeGreaterThan(entities.length);
    const explained = JSON.parse(pieces.join(''));
    expect(explained.shares.map(({ trace }: { trace: { what: string } }) => trace.what)).toEqual(
      entities.map(({ code }) => `quota di ${code}`),
    );
    expect(JSON.stringify(without(explained))).toBe(print(outcome, { json: true, explain: false, language: 'it' }));
  });

  it('are the same whether asked in one language after the other or alone', () => {
    const found = { document: shippedAgreement('lecco')!.document };
    const outcome = simulate({ rule: 'calendar', found, facts: '{"year":2027}' });
    const told = (language: 'it' | 'en') => print(outcome, { json: true, explain: true, language });
    expect([told('it'), told('en')]).toEqual([told('it'), told('en')]);
    expect(told('en')).not.toContain('regola');
  });
});

describe('facts as text', () => {
  const whole = (text: string) => pathsOf('hours', 'asti', text);

  it('a key that stands twice is a problem at its path, in JSON and in YAML', () => {
    expect(whole('{"year":2027,"\\u0079ear":2027,"used":{"head":"1","head":"2"}}')).toEqual(['year', 'used.head']);
    expect(whole('year: 2027\nused: { head: "1", head: "2" }\nyear: 2027')).toEqual(['used.head', 'year']);
  });

  it('lists in lists beyond reason, and a list within itself, are a problem of the whole', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(whole(`{"readings":{"rounding.money":${deep}}}`)).toEqual(['']);
    expect(whole(`a: ${'{b: '.repeat(150)}1${'}'.repeat(150)}`)).toEqual(['']);
    expect(whole('readings: &a { x: *a, y: [*a, *a] }')).toEqual(['']);
    expect(whole('year: 2027\nused: &a { head: "1" }\nreadings: { x: *a }')).toEqual(['readings.x']);
  });

  it('nothing, something else than an object, or neither JSON nor YAML is a problem of the whole', () => {
    for (const text of ['', ' \n', '# only this', '[]', '"x"', '12', 'null', 'a: [', '{"year":2027} x', 'a: *b'])
      expect(whole(text)).toEqual(['']);
    expect(whole('\uFEFFyear: 2027\r\nused: { head: "1" }')).toEqual([]);
    expect(whole('year: .nan\nused: { head: 80, systems: .inf }')).toEqual(['year', 'used.head', 'used.systems']);
  });
});
