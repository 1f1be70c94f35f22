import { z } from 'zod';
import { type Day, parseDay } from '../kernel/day.ts';
import { type Cents, cents, formatMoney, readMoney } from '../kernel/money.ts';
import type { Source } from '../kernel/source.ts';
import type { Text } from '../kernel/text.ts';
import type { Trace } from '../kernel/trace.ts';
import { say } from './problem.ts';

const wire = (jsonSchema: Record<string, unknown>) => ({ jsonSchema });

/** An amount as it is typed or sent (`1.234,56`, `1234.56`), read into cents. */
export const moneyInput = z
  .string(say('Serve un importo, come 1.234,56.', 'It must be an amount, such as 1234.56.'))
  .refine(
    (typed) => readMoney(typed) !== undefined,
    say('Serve un importo, come 1.234,56.', 'It must be an amount, such as 1234.56.'),
  )
  .transform((typed) => readMoney(typed) ?? cents(0))
  .meta(wire({ type: 'string', pattern: '^-?[0-9]{1,15}\\.[0-9]{2}$', maxLength: 20, examples: ['1234.56'] }));

/** An amount in an answer: `"70815.93"`. Give it `formatMoney(cents)`. */
export const moneyOutput = z
  .string()
  .regex(/^-?[0-9]+\.[0-9]{2}$/)
  .meta(wire({ type: 'string', pattern: '^-?[0-9]{1,15}\\.[0-9]{2}$', maxLength: 20 }));

export function moneyAnswer(amount: Cents): string {
  return formatMoney(amount);
}

/** A local date, `2027-06-30`. */
export const dayShape = z
  .string(say('Serve una data, come 2027-06-30.', 'It must be a date, such as 2027-06-30.'))
  .refine(
    (written): written is Day => parseDay(written) !== undefined,
    say('Serve una data che esiste, come 2027-06-30.', 'It must be an existing date, such as 2027-06-30.'),
  )
  .meta(wire({ type: 'string', format: 'date', maxLength: 10 })) as unknown as z.ZodType<Day, string>;

/** A year of the agreement's life. */
export const yearShape = z
  .number()
  .int()
  .min(1990, say('Serve un anno, come 2027.', 'It must be a year, such as 2027.'))
  .max(2200, say('Serve un anno, come 2027.', 'It must be a year, such as 2027.'))
  .meta({ format: 'int32' });

/** Where the next page of a list begins, as the answer before gave it: how many rows come first. */
export const offsetCursor = z
  .string()
  .max(10)
  .regex(/^[0-9]+$/);

/** A sentence in both languages. */
export const textShape = z.object({ it: z.string(), en: z.string() }) as unknown as z.ZodType<Text, Text>;

/** A clause or a law. */
export const sourceShape = z
  .custom<Source>((value) => typeof value === 'object' && value !== null && 'article' in value)
  .meta({ id: 'Source', ...wire(sourceJson()) });

/** An explanation; in JSON its amounts are texts such as `"70815.93"`. */
export const traceShape = z
  .custom<Trace>((value) => typeof value === 'object' && value !== null && 'what' in value && 'why' in value)
  .meta({ id: 'Trace', ...wire(traceJson()) });

function sourceJson() {
  return {
    type: 'object',
    description: 'A clause of an agreement in one of its versions, or a law.',
    properties: {
      agreement: { type: 'string', maxLength: 100 },
      clause: { type: 'string', maxLength: 100 },
      article: { type: 'string', maxLength: 200 },
      since: { type: 'string', format: 'date', maxLength: 10 },
      by: { type: 'string', maxLength: 400 },
    },
    required: ['agreement', 'clause', 'article'],
  };
}

function traceJson() {
  const bilingual = {
    type: 'object',
    properties: { it: { type: 'string', maxLength: 2000 }, en: { type: 'string', maxLength: 2000 } },
    required: ['it', 'en'],
  };
  return {
    type: 'object',
    description: 'What, its value, why, and the explanations of the values it was computed from.',
    properties: {
      what: bilingual,
      value: { type: 'object', properties: { kind: { type: 'string', maxLength: 20 } }, required: ['kind'] },
      why: { type: 'object', properties: { kind: { type: 'string', maxLength: 20 } }, required: ['kind'] },
      from: { type: 'array', maxItems: 10000, items: { $ref: '#/components/schemas/Trace' } },
    },
    required: ['what', 'value', 'why', 'from'],
  };
}
