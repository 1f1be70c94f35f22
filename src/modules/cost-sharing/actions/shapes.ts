import { z } from 'zod';
import { say } from '../../../platform/problem.ts';
import { dayShape, moneyInput, moneyOutput, textShape, yearShape } from '../../../platform/shape.ts';

/** The pieces of the inputs and answers of cost sharing. */

export const allocationNumber = z.coerce.number().int().min(1).max(1_000_000).meta({ format: 'int32' });

export const costId = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9]+([.-][a-z0-9]+)*$/,
    say(
      'Servono lettere minuscole, cifre, punti o trattini, come «canone-2».',
      'It takes lower-case letters, digits, dots or hyphens, such as "fee-2".',
    ),
  )
  .max(60);

const code = z.string().trim().min(1).max(64);

const nonNegative = moneyInput.refine(
  (amount) => amount >= 0n,
  say("L'importo non può essere negativo.", 'The amount cannot be negative.'),
);

/** A cost as it is written: amounts as typed or with two decimals. */
export const costInput = z.object({
  id: costId,
  description: z.string().trim().max(400).default(''),
  item: z.string().trim().min(1).max(100).nullish(),
  key: z
    .string()
    .trim()
    .regex(
      /^(workstations|population|equal|weights|units:[a-z0-9_-]+)$/,
      say(
        'La chiave è workstations, population, equal, weights o units:<servizio>.',
        'The key is workstations, population, equal, weights or units:<service>.',
      ),
    )
    .nullish(),
  amount: nonNegative,
  capital: z.boolean().default(false),
  participants: z.array(code).min(1).max(10000).nullish(),
  weights: z.record(code, z.coerce.number().int().min(0).max(1_000_000_000)).nullish(),
  direct: z.record(code, nonNegative).nullish(),
  requestedBy: z.array(code).min(1).max(10000).nullish(),
  authorised: dayShape.nullish(),
  contributions: z
    .array(z.object({ source: z.string().trim().min(1).max(200), amount: nonNegative }))
    .max(200)
    .default([]),
});

export const secondmentInput = z.object({
  entity: code,
  person: z.string().trim().min(1).max(200),
  cost: nonNegative,
  percent: z
    .string()
    .trim()
    .transform((typed) => typed.replace(',', '.').replace('%', '').trim())
    .refine(
      (written) => /^[0-9]+(\.[0-9]+)?$/.test(written) && Number(written) <= 100,
      say('Serve una percentuale da 0 a 100.', 'It must be a percentage from 0 to 100.'),
    ),
});

export const readingsInput = z.record(z.string().max(200), z.unknown());

export const joiningInput = z.object({
  code,
  name: z.string().trim().min(1).max(200),
  kind: z.enum(['comune', 'unione', 'comunita_montana', 'provincia', 'other']).default('comune'),
  figures: z.record(z.string().max(100), z.coerce.number().int().min(0).max(1_000_000_000)).default({}),
  joined: dayShape.nullable().default(null),
});

export const allocationHead = z.object({
  number: z.int().meta({ format: 'int32' }),
  year: yearShape,
  title: z.string().max(400),
  state: z.enum(['draft', 'adopted', 'corrected']),
  created: z.string().max(40),
  createdBy: z.string().max(200),
  corrects: z.int().meta({ format: 'int32' }).nullable(),
  correctedBy: z.int().meta({ format: 'int32' }).nullable(),
  adopted: z.string().max(40).nullable(),
  adoptedBy: z.string().max(200).nullable(),
  act: z.string().max(500).nullable(),
  documentSha256: z.string().max(64).nullable(),
  frozenSha256: z.string().max(64).nullable(),
});

export const costView = z.object({
  id: z.string().max(60),
  description: z.string().max(400),
  item: z.string().max(100).nullable(),
  key: z.string().max(100).nullable(),
  amount: moneyOutput,
  capital: z.boolean(),
  participants: z.array(z.string().max(64)).nullable(),
  weights: z.record(z.string(), z.number()).nullable(),
  direct: z.record(z.string(), moneyOutput).nullable(),
  requestedBy: z.array(z.string().max(64)).nullable(),
  authorised: dayShape.nullable(),
  contributions: z.array(z.object({ source: z.string().max(200), amount: moneyOutput })),
});

export const secondmentView = z.object({
  entity: z.string().max(64),
  person: z.string().max(200),
  cost: moneyOutput,
  percent: z.string().max(20),
});

/** A cost of the computed table: what is shared, by which clause and key. */
export const costInResult = z.object({
  id: z.string().max(80),
  title: textShape,
  item: z.string().max(100).nullable(),
  clause: z.string().max(200),
  article: z.string().max(200),
  since: dayShape.nullable(),
  act: z.string().max(500).nullable(),
  by: z.enum(['key', 'direct', 'requested']),
  key: textShape,
  gross: moneyOutput,
  contributions: moneyOutput,
  net: moneyOutput,
});

/** The computed table: entities by costs, with totals that close. */
export const resultView = z.object({
  year: yearShape,
  gross: moneyOutput,
  contributions: moneyOutput,
  net: moneyOutput,
  costs: z.array(costInResult),
  shares: z.array(
    z.object({
      entity: z.string().max(64),
      name: z.string().max(200),
      amount: moneyOutput,
      percent: z.string().max(20),
      lines: z.array(z.object({ cost: z.string().max(80), clause: z.string().max(200), amount: moneyOutput })),
      reimbursement: moneyOutput,
      netPosition: moneyOutput,
    }),
  ),
  surplus: z.array(z.object({ cost: z.string().max(80), amount: moneyOutput })),
});
