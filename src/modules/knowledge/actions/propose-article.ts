import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { requestTold } from '../../service-desk/index.ts';
import { refusals, withoutPersonalData } from '../rules/index.ts';
import { serviceNames } from './service-names.ts';
import { writers } from './shapes.ts';

/**
 * How an article begins from a request that was solved: what was done, without whom it was done for.
 * Refuses `service-desk/no-such-ticket` and `knowledge/nothing-to-tell`.
 */
export const proposeArticle = defineAction({
  name: 'knowledge/propose-article',
  title: text('fare un articolo di una richiesta risolta', 'make an article of a request that was solved'),
  reads: true,
  permission: writers,
  http: { method: 'GET', path: '/tickets/:ticket/article' },
  input: z.object({ ticket: z.string().trim().max(20) }),
  output: z.object({
    title: z.string().max(200),
    body: z.string().max(50_000),
    service: z.string().max(100).nullable(),
  }),
  example: { ticket: '2026-1' },
  async run(context) {
    const { subject, service, solution, people, asset } = await requestTold(context, context.input.ticket);
    if (solution === null) throw new Refused(refusals.nothingToTell());
    const names = { people, machines: [asset] };
    const known = service !== null && (await serviceNames(context)).has(service);
    return {
      title: withoutPersonalData(subject, names).slice(0, 200),
      body: withoutPersonalData(solution, names).slice(0, 50_000),
      service: known ? service : null,
    };
  },
});
