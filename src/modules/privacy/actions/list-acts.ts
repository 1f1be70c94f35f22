import { z } from 'zod';
import { addDays } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { actsLike } from '../storage/acts.ts';
import { termsOn } from '../terms-on.ts';
import { ownEntity } from './own-entity.ts';
import { readsRegister } from './permissions.ts';
import { actView } from './shapes.ts';
import { viewActs } from './view-acts.ts';

export const actStates = ['holding', 'to-confirm', 'past'] as const;

/** The acts of the own entity, or of every one: those that hold, those to confirm soon, those that no longer hold. */
export const listActs = defineAction({
  name: 'privacy/list-acts',
  title: text('elencare gli atti di accesso ai dati', 'list the acts about access to data'),
  reads: true,
  permission: readsRegister,
  http: { method: 'GET', path: '/data-access-acts' },
  input: z.object({
    entity: z.string().max(40).optional(),
    state: z.enum(actStates).optional(),
    words: z.string().trim().max(200).optional().meta({ description: 'Parte del numero o del nome della persona.' }),
  }),
  output: z.object({
    items: z.array(actView),
    toConfirm: z.int().min(0).meta({ description: 'Atti da confermare presto, senza filtri.' }),
  }),
  example: { state: 'to-confirm' },
  async run({ tx, association, actor, reach, now, input }) {
    const own = ownEntity({ actor, reach });
    const { terms } = await termsOn(tx, association, now.today);
    const soon = addDays(now.today, terms.recertification.remindDaysBefore);
    const acts = (await actsLike(tx, association, own === undefined ? {} : { entity: own })).filter(
      ({ entity }) => input.entity === undefined || entity === input.entity,
    );
    const words = input.words?.toLowerCase();
    const views = await viewActs(tx, association, acts, now.today);
    const isToConfirm = (act: (typeof views)[number]) => act.state === 'holding' && act.confirmBy <= soon;
    const items = views
      .filter((act) => !words || `${act.number} ${act.personName}`.toLowerCase().includes(words))
      .filter((act) => {
        if (input.state === undefined) return true;
        if (input.state === 'to-confirm') return isToConfirm(act);
        const holds = act.state === 'holding' || act.state === 'later';
        return input.state === 'holding' ? holds : !holds;
      });
    return { items, toConfirm: views.filter(isToConfirm).length };
  },
});
