import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { candidateWith, withdrawCandidate as withdraw } from '../storage/candidates.ts';
import { mustBeOwn } from './found.ts';

/** Takes a candidate off the list. Refuses `bodies/no-such-record`, `bodies/not-your-entity`. */
export const withdrawCandidate = defineAction({
  name: 'bodies/withdraw-candidate',
  title: text('ritirare una candidatura', 'withdraw a candidate'),
  permission: { capability: 'bodies', letter: 'w' },
  http: { method: 'POST', path: '/candidates/:candidate/withdrawal' },
  input: z.object({ candidate: z.uuid() }),
  output: z.object({ candidate: z.uuid() }),
  example: { candidate: '00000000-0000-4000-8000-000000000000' },
  async run({ tx, association, actor, reach, now, input, tell }) {
    const one = await candidateWith(tx, association, input.candidate);
    if (!one) throw new Refused(refusals.noSuchRecord());
    mustBeOwn(reach, actor, one.entity);
    await withdraw(tx, association, input.candidate, now.today);
    tell({ actingFor: one.entity, after: { candidate: input.candidate, withdrawn: now.today } });
    return input;
  },
});
