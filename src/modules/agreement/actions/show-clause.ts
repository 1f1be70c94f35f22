import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';
import { refusals, versionOn, withReadings } from '../rules/index.ts';
import { documentOn } from '../storage/documents.ts';
import { clauseHead, readingView } from './shapes.ts';

export const showClause = defineAction({
  name: 'agreement/show-clause',
  title: { it: 'consultare una clausola', en: 'read a clause' },
  about: {
    it: 'Una clausola con le versioni, le letture, le note e gli esempi.',
    en: 'A clause with its versions, readings, notes and examples.',
  },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/agreement/clauses/:clause' },
  input: z.object({ clause: z.string().min(1).max(200), on: dayShape.optional() }),
  example: { clause: 'conventions' },
  output: clauseHead.omit({ readings: true }).extend({
    summary: textShape,
    drives: textShape.nullable(),
    notes: z.array(textShape).max(200),
    legalReferences: z
      .array(z.object({ reference: z.string().max(1000), state: z.string().max(40), today: textShape.optional() }))
      .max(200),
    versions: z
      .array(
        z.object({
          since: dayShape.nullable(),
          by: z.string().max(1000).nullable(),
          terms: z.record(z.string(), z.unknown()),
          inForce: z.boolean(),
        }),
      )
      .max(1000),
    readings: z.array(readingView).max(1000),
    examples: z
      .array(
        z.object({
          title: textShape,
          rule: z.string().max(100),
          given: z.record(z.string(), z.unknown()),
          expect: z.record(z.string(), z.unknown()),
        }),
      )
      .max(1000),
    document: z.object({ number: z.int().meta({ format: 'int32' }), sha256: z.string().max(64) }),
  }),
  async run({ tx, association, now, input }) {
    const on = input.on ?? now.today;
    const stored = await documentOn(tx, association, on);
    if (!stored) throw new Refused(refusals.noDocument(on));
    const clause = stored.document.clauses.find((candidate) => candidate.id === input.clause);
    if (!clause) throw new Refused(refusals.unknownClause(input.clause));
    const current = versionOn(clause, on);
    const active = withReadings(stored.document).agreement.readings;
    return {
      id: clause.id,
      article: clause.article,
      part: clause.part ?? null,
      title: clause.title,
      kind: clause.kind,
      requirement: clause.requirement,
      summary: clause.summary,
      drives: clause.drives ?? null,
      notes: clause.notes,
      legalReferences: clause.legalReferences,
      versions: clause.versions.map(({ since, by, changed: _changed, ...terms }, place) => ({
        since: (since as never) ?? null,
        by: stored.document.acts.find((act) => act.id === by)?.title.it ?? null,
        terms,
        inForce: place === current,
      })),
      readings: Object.keys(clause.readings).map((key) => {
        const { clause: of, nature, question, value, allowed, says } = active.get(key)!;
        return { key, clause: of, nature, question, value, allowed, says };
      }),
      examples: clause.examples.map(({ title, rule, given, expect }) => ({ title, rule, given, expect })),
      document: { number: stored.number, sha256: stored.sha256 },
    };
  },
});
