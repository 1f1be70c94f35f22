import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { typedInput } from './typed-input.ts';

const schema = z.object({
  year: z.number().int(),
  capital: z.boolean().optional(),
  costs: z.array(z.object({ item: z.string(), amount: z.string(), weight: z.number().nullable() })).optional(),
  readings: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
  tags: z.array(z.string()).optional(),
  notes: z.string().optional(),
  mode: z
    .discriminatedUnion('kind', [z.object({ kind: z.literal('a'), n: z.number() }), z.object({ kind: z.literal('b') })])
    .optional(),
});

describe('a form or a query', () => {
  test('is read as the schema means it', () => {
    expect(
      typedInput(schema, {
        year: ' 2027 ',
        capital: 'on',
        'costs[0].item': 'affitto',
        'costs[0].amount': '12,50',
        'costs[0].weight': '',
        'costs[1].item': 'luce',
        'costs[1].amount': '3',
        'costs[1].weight': '1,5',
        'readings.floor': '3',
        tags: 'una',
        notes: '',
        'mode.kind': 'a',
        'mode.n': '4',
      }),
    ).toEqual({
      year: 2027,
      capital: true,
      costs: [
        { item: 'affitto', amount: '12,50', weight: null },
        { item: 'luce', amount: '3', weight: 1.5 },
      ],
      readings: { floor: 3 },
      tags: ['una'],
      mode: { kind: 'a', n: 4 },
    });
  });

  test('takes names with dots of their own in quotes, and groups written whole', () => {
    expect(typedInput(schema, { year: '1', 'readings["notice.days"]': '10' })).toEqual({
      year: 1,
      readings: { 'notice.days': 10 },
    });
    expect(typedInput(schema, { year: '1', readings: '{"notice.days":10}', tags: '["a","b"]' })).toEqual({
      year: 1,
      readings: { 'notice.days': 10 },
      tags: ['a', 'b'],
    });
    expect(typedInput(schema, { year: '1', readings: '{broken' })).toEqual({ year: 1, readings: '{broken' });
  });

  test('keeps what cannot be read as it was typed, for the schema to say what is wrong', () => {
    expect(typedInput(schema, { year: 'duemila', capital: 'forse' })).toEqual({ year: 'duemila', capital: 'forse' });
  });

  test('leaves values that already have their kind, and texts of several lines', () => {
    expect(typedInput(schema, { year: 2027, tags: ['a', 'b'], notes: ' a\nb\n' })).toEqual({
      year: 2027,
      tags: ['a', 'b'],
      notes: ' a\nb\n',
    });
  });

  test('does not let a name reach into prototypes', () => {
    const read = typedInput(schema, { '__proto__.polluted': 'x', 'constructor.prototype.polluted': 'x', year: '1' });
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect(read).toEqual({ year: 1 });
  });

  test('takes the names that every object has for names like others', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf'])
      expect(typedInput(schema, { year: '1', [name]: 'x' })).toEqual({ year: 1, [name]: 'x' });
    expect(typedInput(schema, { capital: 'constructor' })).toEqual({ capital: 'constructor' });
  });

  test('leaves gaps of a list out', () => {
    expect(typedInput(schema, { year: '1', 'tags[4]': 'e', 'tags[2]': 'c' })).toEqual({ year: 1, tags: ['c', 'e'] });
  });
});
