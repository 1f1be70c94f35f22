import { z } from 'zod';
import type { Now, Tx } from '../../../platform/action.ts';
import { type DataRight, dataRights } from '../../agreement/rules/index.ts';
import { accessFactsOf } from '../access-facts.ts';
import type { AccessTerms } from '../rules/access-terms.ts';
import { mayAccess } from '../rules/may-access.ts';
import type { DataSet } from '../storage/data-sets.ts';
import { rightShape } from './shapes.ts';

export const permittedShape = z.array(
  z.object({
    right: rightShape,
    allowed: z.boolean(),
    /** The refusals by code, where not. */
    missing: z.array(z.string()),
  }),
);

/** What a person may do with a data set now, right by right. */
export async function whoMay(
  tx: Tx,
  asked: {
    readonly association: string;
    readonly dataSet: DataSet;
    readonly person: string;
    readonly now: Now;
    readonly terms: AccessTerms;
  },
): Promise<z.input<typeof permittedShape>> {
  const facts = await accessFactsOf(tx, asked);
  return dataRights.map((right: DataRight) => {
    const found = mayAccess(facts(right), asked.terms);
    return { right, allowed: found.ok, missing: found.ok ? [] : found.refusals.map(({ code }) => code) };
  });
}
