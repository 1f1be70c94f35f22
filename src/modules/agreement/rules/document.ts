import { z } from 'zod';
import { entityKinds } from '../../../kernel/entity.ts';
import { type ClauseKind, clauseKinds, kindTerms } from './clause-kind.ts';
import { asWritten } from './parameter.ts';
import { bilingual, identifier, isoDay, monthDay, requirementRow } from './words.ts';

/** A value that a reading may take. */
export const settingValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.unknown()),
  z.record(z.string(), z.unknown()),
]);
export type SettingValue = z.infer<typeof settingValue>;

/** Which values a reading allows. `terms`: whatever the clauses that use it accept. */
export const allowedValues = z.union([
  z.strictObject({ choice: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1) }),
  z.strictObject({ whole: z.strictObject({ min: z.int().optional(), max: z.int().optional() }) }),
  z.strictObject({ number: z.strictObject({ min: z.number().optional(), max: z.number().optional() }) }),
  z.enum(['month-day', 'day', 'money', 'decimal', 'text', 'terms', 'any']),
]);
export type AllowedValues = z.infer<typeof allowedValues>;

/**
 * A point that the text leaves open, or a value of the text that an amendment may change. `text`: the text says it;
 * `reading`: one interpretation of an ambiguous clause; `silent`: the text says nothing and this is proposed; `missing`:
 * the value is in a document that is not at hand, so nothing is computed until it is given.
 */
export const readingSchema = z
  .strictObject({
    nature: z.enum(['text', 'reading', 'silent', 'missing']),
    question: bilingual,
    chosen: settingValue,
    allowed: allowedValues,
    /** What each choice means and would change, by value. */
    says: z.record(z.string(), bilingual).optional(),
  })
  .meta({ id: 'Reading' });
export type Reading = z.infer<typeof readingSchema>;

/** A worked example: the facts of a simulation and the part of its result that must come out. */
export const exampleSchema = z
  .strictObject({
    title: bilingual,
    rule: z.string(),
    given: z.record(z.string(), z.unknown()),
    expect: z.union([
      z.strictObject({ result: z.record(z.string(), z.unknown()) }),
      z.strictObject({ refused: z.string() }),
    ]),
  })
  .meta({ id: 'Example' });
export type Example = z.infer<typeof exampleSchema>;

const legalReference = z.strictObject({
  reference: z.string(),
  state: z.enum(['in-force', 'amended', 'repealed', 'review']),
  today: bilingual.optional(),
});

const clauseFrame = {
  id: identifier,
  /** As people cite it: `art. 13 c. 1`. */
  article: z.string().min(1),
  /** The part of the structure it stands in. */
  part: identifier.optional(),
  title: bilingual,
  /** What the clause says, in our words; the association attaches the official text. */
  summary: bilingual,
  /** The rows of the requirements that it carries. */
  requirement: z.array(requirementRow).default([]),
  readings: z.record(z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_*-]+)*$/), readingSchema).default({}),
  examples: z.array(exampleSchema).default([]),
  /** Slips, gaps and contradictions of the text, and how they are handled. */
  notes: z.array(bilingual).default([]),
  /** References to the law and what stands in their place today. */
  legalReferences: z.array(legalReference).default([]),
  /** What it drives in the platform, in words, where its kind does not say it. */
  drives: bilingual.optional(),
};

const version = <K extends ClauseKind>(kind: K) =>
  kindTerms[kind](asWritten).extend({
    /** First day in force; left out: no start in the text. */
    since: isoDay.optional(),
    /** The act that set these values, by its id in `acts`. */
    by: identifier.optional(),
    /** The wording changed with this version, in our words. */
    changed: bilingual.optional(),
  });

function clauseOf<K extends ClauseKind>(kind: K) {
  return z.strictObject({ ...clauseFrame, kind: z.literal(kind), versions: z.array(version(kind)).min(1) });
}

export const clauseSchema = z.discriminatedUnion(
  'kind',
  clauseKinds.map(clauseOf) as unknown as [ReturnType<typeof clauseOf>],
);

/** A clause as written in the document. */
export type WrittenClause = {
  id: string;
  article: string;
  part?: string;
  title: { it: string; en: string };
  summary: { it: string; en: string };
  kind: ClauseKind;
  requirement: string[];
  readings: Record<string, Reading>;
  examples: Example[];
  notes: { it: string; en: string }[];
  legalReferences: z.infer<typeof legalReference>[];
  drives?: { it: string; en: string };
  versions: ({ since?: string; by?: string; changed?: { it: string; en: string } } & Record<string, unknown>)[];
};

export const documentSchema = z
  .strictObject({
    format: z.literal(1),
    id: identifier,
    name: bilingual,
    /** Used in headings, letters and requests. */
    shortName: z.string().min(1),
    type: bilingual,
    aliases: z.array(z.string()).default([]),
    state: z.enum(['draft', 'in-force', 'expired', 'superseded']),
    about: bilingual.optional(),
    /** The entity that runs the office and is paid; found among the entities by kind (a union, a province) or by code. */
    lead: z.strictObject({ name: z.string(), kind: z.enum(entityKinds), code: z.string().optional() }),
    office: z.strictObject({ name: z.string(), seat: z.string().optional() }).optional(),
    /** Acts and events that made the agreement, oldest first. */
    acts: z
      .array(
        z.strictObject({
          id: identifier,
          title: bilingual,
          body: z.string().optional(),
          number: z.string().optional(),
          date: isoDay.optional(),
        }),
      )
      .default([]),
    /** Rules above and beside this one, the highest first. */
    sources: z
      .array(z.strictObject({ title: bilingual, relation: z.enum(['above', 'beside', 'replaced']).default('above') }))
      .default([]),
    /** Annexes and acts the text relies on that are not at hand. */
    missing: z.array(bilingual).default([]),
    /** Parts of the text, in order. */
    parts: z.array(z.strictObject({ id: identifier, title: bilingual })).default([]),
    /** Who takes part, where the text names them; kinds beyond municipalities, partners without a vote. */
    participants: z
      .array(
        z.strictObject({
          code: z.string().optional(),
          name: z.string(),
          kind: z.enum(entityKinds),
          relation: z.enum(['member', 'lead', 'partner']).default('member'),
          successor: z.string().optional(),
        }),
      )
      .default([]),
    /** Rows of the requirements carried by the document's own data: row, and the key of the data that carries it. */
    carried: z
      .record(
        requirementRow,
        z.enum([
          'name',
          'shortName',
          'type',
          'state',
          'lead',
          'office',
          'acts',
          'sources',
          'missing',
          'parts',
          'participants',
          'clauses',
          'aliases',
          'about',
        ]),
      )
      .default({}),
    clauses: z.array(clauseSchema).min(1),
  })
  .meta({
    id: 'Agreement',
    title: 'Agreement document',
    description:
      'An agreement of an association, executable: clauses with their values, versions, readings and examples.',
  });

export type AgreementDocument = Omit<z.output<typeof documentSchema>, 'clauses'> & { clauses: WrittenClause[] };

/** The JSON Schema of the format, for editors. */
export function documentJsonSchema(): object {
  return z.toJSONSchema(documentSchema, { io: 'input', unrepresentable: 'any' });
}

export const monthDaySchema = monthDay;
