import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { type BallotDocument, flawsOf } from '../sealed-ballot/verify.ts';
import { mayRead } from './permission.ts';
import { textShape } from './shapes.ts';

const cell = z.object({
  option: z.int().min(0),
  counting: z.enum(['weights', 'heads']),
  a: z.string(),
  b: z.string(),
  share: z.string(),
  c: z.string(),
  z: z.string(),
  total: z.int().min(0).max(10_000_000),
});
const documentShape = z.object({
  form: z.literal('comunanza-ballot-1'),
  ballot: z.string().max(200),
  question: z.string().max(500),
  options: z.array(z.string().max(200)).min(1).max(51),
  curve: z.literal('P-256'),
  publicKey: z.string().regex(/^0[23][0-9a-f]{64}$/),
  scale: z.int().min(1).max(10_000),
  seats: z
    .array(
      z.object({
        seat: z.string().max(120),
        title: z.string().max(300),
        weight: z.int().min(0).max(1_000_000).nullable(),
        present: z.boolean(),
        paper: z.string().max(60_000).nullable(),
        receipt: z.string().max(64).nullable(),
      }),
    )
    .max(2000),
  totals: z.array(cell).max(200),
});

export const verifyBallot = defineAction({
  name: 'meetings/verify-ballot',
  title: text('verificare una votazione segreta', 'verify a secret ballot'),
  about: text(
    'Ricontrolla ogni scheda, ogni ricevuta e ogni totale di un documento di `export-ballot`, senza guardare la base di dati.',
    'Checks every paper, every receipt and every total of a document of `export-ballot`, without looking at the database.',
  ),
  reads: true,
  permission: mayRead,
  doors: ['command-line'],
  http: { method: 'POST', path: '/ballot-verifications' },
  input: z.object({
    /** The JSON text; on the command line, a file of it through standard input or `@file`. */
    document: z.string().max(20_000_000),
  }),
  example: { document: '{"form":"comunanza-ballot-1"}' },
  output: z.object({
    holds: z.boolean(),
    papers: z.int(),
    counted: z.int(),
    totals: z.array(z.object({ option: z.string(), counting: z.string(), total: z.int() })),
    flaws: z.array(textShape),
  }),
  async run({ input }) {
    const document = read(input.document);
    const flaws = flawsOf(document);
    return {
      holds: flaws.length === 0,
      papers: document.seats.filter(({ paper }) => paper !== null).length,
      counted: document.seats.filter(({ paper, present }) => paper !== null && present).length,
      totals: document.totals.map(({ option, counting, total }) => ({
        option: document.options[option] ?? String(option),
        counting,
        total,
      })),
      flaws,
    };
  },
});

function read(written: string): BallotDocument {
  try {
    const parsed = documentShape.safeParse(JSON.parse(written));
    if (parsed.success) return parsed.data;
  } catch {}
  throw new BadInput([
    {
      path: 'document',
      says: text(
        'Serve il documento di una votazione segreta, come lo scarica `export-ballot`.',
        'It must be the document of a secret ballot, as `export-ballot` gives it.',
      ),
    },
  ]);
}
