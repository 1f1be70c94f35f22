import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { modules as allModules } from '../../app/modules.ts';
import { Refused } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { identityModule, personByEmail } from '../../modules/identity/module.ts';
import { startTestServer } from '../../testing/server.ts';
import { defineAction } from '../action.ts';
import type { Module } from '../page.ts';
import { typedInput } from '../typed-input.ts';
import { runCommandLine } from './command-line.ts';
import { actionHelp, exampleWords, offered, verbOf } from './help.ts';
import { readWords } from './words.ts';

const recordCost = defineAction({
  name: 'trial/record-cost',
  title: text('registrare un costo', 'record a cost'),
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'POST', path: '/trial' },
  input: z.object({
    year: z.number().int().min(2000),
    costs: z.array(z.object({ item: z.string(), amount: z.number().positive() })).min(1),
    entityName: z.string().optional(),
    capital: z.boolean().default(false),
    notes: z.string().optional(),
  }),
  output: z.object({
    year: z.number(),
    count: z.number(),
    capital: z.boolean(),
    entityName: z.string().nullable(),
    notes: z.string().nullable(),
    rows: z.array(z.object({ item: z.string(), amount: z.number() })),
  }),
  example: { year: 2027, costs: [{ item: 'affitto della sala', amount: 12.5 }], capital: true },
  run: async ({ input }) => {
    if (input.year === 2001)
      throw new Refused({
        code: 'trial/closed',
        kind: 'rule',
        says: text('L’anno è chiuso.', 'The year is closed.'),
        remedy: text('Scegliere un altro anno.', 'Choose another year.'),
      });
    if (input.year === 2002) throw new Error('secret inside');
    return {
      year: input.year,
      count: input.costs.length,
      capital: input.capital,
      entityName: input.entityName ?? null,
      notes: input.notes ?? null,
      rows: input.costs,
    };
  },
});
const trial: Module = { name: 'trial', title: text('Prova', 'Trial'), actions: [recordCost], pages: [] };
const server = await startTestServer({ modules: [identityModule, trial] });
const folder = mkdtempSync(join(tmpdir(), 'comunanza-cli-'));

async function comunanza(words: readonly string[], stdin = '', environment: Record<string, string> = {}) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  let opened = 0;
  const exit = await runCommandLine(
    {
      modules: [identityModule, trial],
      others: [{ name: 'backup', about: text('una copia', 'a copy') }],
      open: async () => {
        opened += 1;
        return {
          perform: server.perform,
          personByEmail: (email) => personByEmail(server.database, email, server.clock()),
          close: async () => {},
        };
      },
    },
    words,
    { stdin: Readable.from([stdin]), stdout, stderr, folder, environment },
  );
  return { exit, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? ''), opened };
}

const right = ['trial', 'record-cost', '--year', '2027', '--costs[0].item', 'affitto', '--costs[0].amount', '12,5'];

describe('the command line', () => {
  test('does an action with fields, groups and lists, and says the answer', async () => {
    const { exit, out } = await comunanza([...right, '--entity-name', 'Lecco', '--capital', '--json']);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toEqual({
      year: 2027,
      count: 1,
      capital: true,
      entityName: 'Lecco',
      notes: null,
      rows: [{ item: 'affitto', amount: 12.5 }],
    });
    const readable = await comunanza(right);
    expect(readable.out).toContain('item     amount');
    expect(readable.out).toContain('affitto    12.5');
  });

  test('takes fields from a file and from standard input, JSON or YAML, and words win', async () => {
    writeFileSync(join(folder, 'costo.yaml'), 'year: 2026\ncosts:\n  - { item: a, amount: 1 }\n');
    const file = await comunanza(['trial', 'record-cost', '--input', 'costo.yaml', '--year=2027', '--json']);
    expect(JSON.parse(file.out)).toMatchObject({ year: 2027, count: 1 });
    const piped = await comunanza(
      ['trial', 'record-cost', '--input', '-', '--json'],
      '{"year":2026,"costs":[{"item":"a","amount":1}]}',
    );
    expect(JSON.parse(piped.out)).toMatchObject({ year: 2026 });
    writeFileSync(join(folder, 'note.txt'), 'due\nrighe');
    const note = await comunanza([...right, '--notes', '@note.txt', '--json']);
    expect(JSON.parse(note.out)).toMatchObject({ notes: 'due\nrighe' });
  });

  test('names every wrong field at once with exit 2, in both languages and as JSON', async () => {
    const wrong = ['trial', 'record-cost', '--year', 'molti', '--costs[0].item', 'x', '--costs[0].amount', '-3'];
    const { exit, err } = await comunanza(wrong);
    expect(exit).toBe(2);
    expect(err).toContain('year: Serve un numero.');
    expect(err).toContain('costs[0].amount: Serve un numero maggiore di zero.');
    const english = await comunanza([...wrong, '--lang', 'en', '--json']);
    expect(english.exit).toBe(2);
    expect(JSON.parse(english.out)).toEqual({
      problems: [
        { path: 'year', says: 'It must be a number.' },
        { path: 'costs[0].amount', says: 'It must be more than zero.' },
      ],
    });
  });

  test('says a refusal with its remedy and exit 3, a fault without what is inside and exit 1', async () => {
    const refused = await comunanza([...right.slice(0, 2), '--year', '2001', ...right.slice(4)]);
    expect(refused.exit).toBe(3);
    expect(refused.err).toContain('L’anno è chiuso.');
    expect(refused.err).toContain('Scegliere un altro anno.');
    const fault = await comunanza([...right.slice(0, 2), '--year', '2002', ...right.slice(4)]);
    expect(fault.exit).toBe(1);
    expect(fault.err).not.toContain('secret inside');
  });

  test('acts in a person’s place with that person’s permissions', async () => {
    const email = await server.registered({ role: 'ACC', association: 'lecco', entity: 'c_e507' });
    const { exit, err } = await comunanza([...right, '--as', email]);
    expect(exit).toBe(3);
    expect(err).toContain('non consente');
    const office = await server.registered({ role: 'FIN', association: 'lecco' });
    expect((await comunanza([...right, '--as', office])).exit).toBe(0);
    expect((await comunanza([...right, '--as', 'nobody@prova.example'])).exit).toBe(2);
  });

  test.each([
    [['trail'], 'trial'],
    [['trial', 'record-cots'], 'record-cost'],
    [['trial', 'record-cost', '--yaer', '2027'], '--year'],
    [['bakup'], 'backup'],
    [[...right, '--association', 'leco'], 'lecco'],
  ])('answers %j with the nearest words and exit 2', async (words, expected) => {
    const { exit, err } = await comunanza(words);
    expect(exit).toBe(2);
    expect(err).toContain(`Forse: ${expected}`);
  });

  test('refuses stray words, options without value, files that are not there, without opening the database', async () => {
    for (const words of [
      [...right, 'stray'],
      ['trial', 'record-cost', '--input'],
      ['trial', 'record-cost', '--input', 'none.json'],
      ['trial', 'record-cost', '--input', '-'],
    ]) {
      const { exit, opened } = await comunanza(words, 'just a text');
      expect(exit).toBe(2);
      expect(opened).toBe(0);
    }
  });

  test('helps in general, for a module and for a verb, without the database', async () => {
    const general = await comunanza(['help']);
    expect(general.exit).toBe(0);
    expect(general.out).toContain('trial');
    expect(general.out).toContain('backup');
    const module = await comunanza(['trial', '--help', '--lang=en']);
    expect(module.out).toContain('record-cost  record a cost');
    const verb = await comunanza(['trial', 'record-cost', '--help']);
    expect(verb.out).toContain(
      "comunanza trial record-cost --year 2027 '--costs[0].item'".replace("'--costs[0].item'", '--costs[0].item'),
    );
    expect(verb.out).toContain("'affitto della sala'");
    expect(verb.out).toContain('(necessario)');
    expect(general.opened + module.opened + verb.opened).toBe(0);
  });
});

describe('every action of every module', () => {
  const actions = allModules.flatMap((module) => offered(module).map((action) => ({ module, action })));
  test.each(actions.map(({ module, action }) => [action.name, module, action] as const))(
    '%s shows an example that is read back as it is',
    (_name, module, action) => {
      for (const language of ['it', 'en'] as const)
        expect(actionHelp(module, action, language)).toContain(verbOf(action));
      const asked = readWords(exampleWords(action), action, 'it');
      expect(asked.problems).toEqual([]);
      const read = action.input.safeParse(typedInput(action.input, asked.fields));
      expect(read.error?.issues ?? []).toEqual([]);
      expect(asTyped(read.data)).toEqual(asTyped(action.input.parse(action.example)));
    },
  );
});

/** A field that takes a number or a text is given as a text on the command line: the same to the action. */
function asTyped(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, inner) => (['number', 'bigint'].includes(typeof inner) ? String(inner) : inner)),
  );
}
