import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { sourceShape } from '../../../platform/shape.ts';
import { termsOn } from '../terms-on.ts';
import { knownAct } from './known-data-set.ts';
import { readsRegister } from './permissions.ts';
import { actView } from './shapes.ts';
import { viewActs } from './view-acts.ts';

/** An act about access to data. Refuses `privacy/no-such-act`. */
export const showAct = defineAction({
  name: 'privacy/show-act',
  title: text('vedere un atto di accesso ai dati', 'see an act about access to data'),
  reads: true,
  permission: readsRegister,
  http: { method: 'GET', path: '/data-access-acts/:act' },
  input: z.object({ act: z.uuid() }),
  output: actView.extend({ source: sourceShape }),
  example: { act: '5b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d33' },
  async run({ tx, association, actor, reach, now, input }) {
    const act = await knownAct(tx, { association, actor, reach }, input.act);
    const [view] = await viewActs(tx, association, [act], now.today);
    return { ...view!, source: (await termsOn(tx, association, now.today)).source };
  },
});
