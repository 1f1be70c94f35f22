import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { text } from '../kernel/text.ts';
import { problemsOf, say, showPath } from './problem.ts';

function problems(schema: z.ZodType, raw: unknown): [path: string, it: string][] {
  const read = schema.safeParse(raw);
  return problemsOf(read.error ?? { issues: [] }, raw).map((problem) => [problem.path, problem.says.it]);
}

const one = (schema: z.ZodType, raw: unknown) => problems(z.object({ x: schema }), { x: raw })[0]?.[1];

describe('what is wrong with an input', () => {
  test('is told all at once, each at its path', () => {
    const schema = z.strictObject({
      year: z.number().int(),
      costs: z.array(z.object({ amount: z.string().min(1), key: z.enum(['a', 'b']) })),
    });
    expect(
      problems(schema, {
        year: 2027.5,
        costs: [
          { amount: '', key: 'a' },
          { amount: '1', key: 'c' },
        ],
        other: 1,
      }),
    ).toEqual([
      ['year', 'Serve un numero intero.'],
      ['costs[0].amount', 'Questo dato è necessario.'],
      ['costs[1].key', 'Serve uno tra: a, b.'],
      ['other', '«other» non è un dato previsto qui.'],
    ]);
  });

  test.each([
    ['missing', z.string(), undefined, 'Questo dato è necessario.'],
    ['null where needed', z.number(), null, 'Questo dato è necessario.'],
    ['not a number', z.number(), Number.NaN, 'Serve un numero.'],
    ['below', z.number().min(3), 2, 'Non può essere inferiore a 3.'],
    ['negative', z.number().min(0), -1, 'Non può essere negativo.'],
    ['not positive', z.number().positive(), 0, 'Serve un numero maggiore di zero.'],
    ['above', z.number().max(3), 4, 'Non può superare 3.'],
    ['not below', z.number().lt(3), 3, 'Serve un numero minore di 3.'],
    ['no multiple', z.number().multipleOf(5), 7, 'Serve un multiplo di 5.'],
    ['short text', z.string().min(3), 'ab', 'Almeno 3 caratteri.'],
    ['long text', z.string().max(1), 'ab', 'Al massimo 1 carattere.'],
    ['exact text', z.string().length(16), 'ab', 'Servono 16 caratteri.'],
    ['short list', z.array(z.string()).min(1), [], 'Almeno 1 elemento.'],
    ['long list', z.array(z.string()).max(2), ['a', 'b', 'c'], 'Al massimo 2 elementi.'],
    ['email', z.email(), 'x', 'Serve un indirizzo e-mail, come nome@ente.it.'],
    ['date that does not exist', z.iso.date(), '2026-02-30', 'Serve una data che esiste, come 2027-06-30.'],
    ['uuid', z.uuid(), 'x', 'Serve un identificativo UUID.'],
    ['pattern', z.string().regex(/^a$/), 'x', 'Il formato non è quello atteso.'],
    ['beginning', z.string().startsWith('c_'), 'x', 'Deve cominciare con «c_».'],
    ['literal', z.literal('sì'), 'no', 'Serve «sì».'],
    ['several kinds', z.union([z.string(), z.number()]), true, 'Serve un testo o un numero.'],
    ['several words', z.union([z.literal('a'), z.literal('b')]), 'c', 'Serve uno tra: a, b.'],
    [
      'kind of thing',
      z.discriminatedUnion('k', [z.object({ k: z.literal('x') }), z.object({ k: z.literal('y') })]),
      { k: 'z' },
      'Serve uno tra: x, y.',
    ],
    ['refined without words', z.string().refine(() => false), 'x', 'Il valore non è valido.'],
    ['own words', z.string().refine(() => false, say('Così no.', 'Not so.')), 'x', 'Così no.'],
    [
      'own words as a Text',
      z.string().refine(() => false, { params: { says: text('Così no.', 'Not so.') } }),
      'x',
      'Così no.',
    ],
    ['wrong kind', z.array(z.string()), 'x', 'Serve un elenco.'],
    ['record key', z.record(z.string().regex(/^a/), z.number()), { b: 1 }, 'Il formato non è quello atteso.'],
    ['too late', z.date().max(new Date('2027-01-01')), new Date('2028-01-01'), 'Non oltre il 2027-01-01.'],
    ['never', z.never(), 1, 'Qui non va indicato nulla.'],
    ['boolean', z.boolean(), 'forse', 'Serve sì o no.'],
  ])('in plain Italian: %s', (_name, schema, raw, expected) => {
    expect(one(schema as z.ZodType, raw)).toBe(expected);
  });

  test('never lets a sentence of zod through', () => {
    const schemas: z.ZodType[] = [
      z.string(),
      z.number(),
      z.bigint(),
      z.boolean(),
      z.date(),
      z.array(z.string()).min(2),
      z.tuple([z.string()]),
      z.set(z.string()),
      z.map(z.string(), z.string()),
      z.record(z.string(), z.number()),
      z.enum(['a']),
      z.url(),
      z.ipv4(),
      z.base64(),
      z.iso.datetime(),
      z.iso.time(),
      z.iso.duration(),
      z.e164(),
      z.jwt(),
      z.cuid2(),
      z.string().lowercase(),
      z.string().includes('q'),
      z.union([z.object({ a: z.string() }), z.object({ b: z.number().min(3) })]),
      z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })),
      z.literal([1, 2]),
      z.null(),
      z.undefined(),
      z.nan(),
      z.symbol(),
      z.file(),
      z.templateLiteral(['a', z.number()]),
      z.stringbool(),
      z.int32(),
      z.looseObject({ a: z.string() }),
    ];
    const values = [
      undefined,
      null,
      '',
      'x',
      0,
      -1,
      1.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      true,
      [],
      ['a'],
      {},
      { a: 1 },
      { b: 1 },
      new Date(),
      10n ** 30n,
    ];
    for (const schema of schemas) {
      for (const value of values) {
        const read = z.object({ x: schema }).safeParse({ x: value });
        if (read.success) continue;
        for (const problem of problemsOf(read.error, { x: value })) {
          expect(problem.says.it).not.toMatch(/Invalid|expected|received|Too (big|small)|Unrecognized/);
          expect(problem.says.it).toMatch(/[.]$/);
          expect(problem.says.en).toMatch(/[.]$/);
        }
      }
    }
  });

  test('is shown at paths that can be read', () => {
    expect(showPath(['costs', 0, 'amount'])).toBe('costs[0].amount');
    expect(showPath(['units', 'c_g825'])).toBe('units.c_g825');
    expect(showPath(['votes', 'a b', 2])).toBe('votes["a b"][2]');
    expect(showPath([])).toBe('');
  });
});
