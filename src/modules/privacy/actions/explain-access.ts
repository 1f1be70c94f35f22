import { z } from 'zod';
import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { sourceShape, textShape, traceShape } from '../../../platform/shape.ts';
import { accessFactsOf } from '../access-facts.ts';
import { mayAccess } from '../rules/may-access.ts';
import { termsOn } from '../terms-on.ts';
import { knownDataSet } from './known-data-set.ts';
import { readsRegister } from './permissions.ts';
import { rightShape } from './shapes.ts';

export const refusalView = z.object({
  code: z.string(),
  says: textShape,
  remedy: textShape.nullable(),
  source: sourceShape.nullable(),
});

export function viewRefusal({ code, says, remedy, source }: Refusal): z.input<typeof refusalView> {
  return { code, says, remedy: remedy ?? null, source: source ?? null };
}

/** Why somebody may, or may not, do something with a data set now. Refuses `privacy/no-such-data-set`. */
export const explainAccess = defineAction({
  name: 'privacy/explain-access',
  title: text(
    'spiegare perché qualcuno può accedere ai dati, o non può',
    'explain why somebody may access data, or may not',
  ),
  reads: true,
  permission: readsRegister,
  http: { method: 'GET', path: '/data-sets/:dataSet/accesses-allowed/:person/:right' },
  input: z.object({ dataSet: z.uuid(), person: z.uuid(), right: rightShape }),
  output: z.object({ allowed: z.boolean(), trace: traceShape.nullable(), refusals: z.array(refusalView) }),
  example: {
    dataSet: '0d7bd5a5-6e0c-4b87-9d1f-1f6f5a7f0a11',
    person: '2b1f4f4e-8f43-4f0b-9a35-5b1f1b7c0c22',
    right: 'consult',
  },
  async run({ tx, association, actor, reach, now, input }) {
    const dataSet = await knownDataSet(tx, { association, actor, reach }, input.dataSet);
    const facts = await accessFactsOf(tx, { association, dataSet, person: input.person, now });
    const found = mayAccess(facts(input.right), await termsOn(tx, association, now.today));
    return found.ok
      ? { allowed: true, trace: found.value.trace, refusals: [] }
      : { allowed: false, trace: null, refusals: found.refusals.map(viewRefusal) };
  },
});
