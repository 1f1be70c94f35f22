import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { textShape, traceShape } from '../../../platform/shape.ts';
import { documentOn } from '../../agreement/index.ts';
import { refusals } from '../../agreement/rules/index.ts';
import { clauseToday } from '../probes.ts';
import { refusals as own } from '../refusals.ts';
import { registersNow } from '../registers-now.ts';

export const explainAnswer = defineAction({
  name: 'simulation/explain-answer',
  title: { it: 'spiegare il risultato di oggi di una clausola', en: "explain today's result of a clause" },
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/agreement/clauses/:clause/today/explanation' },
  input: z.object({
    clause: z.string().min(1).max(200),
    probe: z.string().min(1).max(200),
    /** Which part of the result; all of it where left out. */
    path: z.string().max(200).default(''),
  }),
  example: { clause: 'conventions', probe: 'payments', path: 'instalments[0]' },
  output: z.object({ title: textShape, trace: traceShape }),
  async run({ tx, association, actor, now, input }) {
    const stored = await documentOn(tx, association, now.today);
    if (!stored) throw new Refused(refusals.noDocument(now.today));
    const clause = stored.document.clauses.find(({ id }) => id === input.clause);
    if (!clause) throw new Refused(refusals.unknownClause(input.clause));
    const known = await registersNow(tx, { association, actor, now });
    const answer = clauseToday(stored.document, clause, known.registers).find(({ probe }) => probe.id === input.probe);
    if (answer?.outcome.exit !== 0) throw new Refused(own.nothingToExplain());
    const { simulated } = answer.outcome;
    let { path } = input;
    if (answer.probe.id === 'shares' && known.shares !== 'all') {
      if (known.shares === 'none' || path === '') throw new Refused(own.nothingToExplain());
      const { of } = known.shares;
      path = `shares[${(simulated.result.shares as { entity: string }[]).findIndex(({ entity }) => entity === of)}]`;
    }
    const trace = simulated.explain()[path];
    if (!trace) throw new Refused(own.nothingToExplain());
    return { title: answer.probe.title, trace };
  },
});
