import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { figuresInForce, insertFigures } from '../storage/figures.ts';
import { viewFigure } from './figure-view.ts';
import { lockedEntity } from './known-entity.ts';
import { entityCodeShape, figureView, registerShape, sourceTextShape } from './shapes.ts';

export const withdrawFigure = defineAction({
  name: 'membership/withdraw-figure',
  title: text('ritirare un dato di un ente', 'withdraw a figure of an entity'),
  about: text(
    'Dice che per quel giorno quel dato non c’è (era di un altro ente, di un altro giorno). Nulla si cancella: il ritiro si aggiunge.',
    'Says that there is no such figure for that day (it was of another entity, of another day). Nothing is erased: the withdrawal is added.',
  ),
  permission: { capability: 'membership', letter: 'w' },
  input: z.object({
    entity: entityCodeShape,
    register: registerShape,
    on: dayShape,
    /** Why. */
    reason: sourceTextShape,
  }),
  output: figureView,
  http: { method: 'POST', path: '/entities/:entity/figures/withdrawal' },
  example: { entity: 'c_g825', register: 'workstations', on: '2026-12-31', reason: 'contate due volte' },
  async run({ tx, association, actor, now, input }) {
    const entity = await lockedEntity(tx, association, input.entity);
    const place = { entities: [entity.code], registers: [input.register], from: input.on, to: input.on };
    const [before] = await figuresInForce(tx, association, place);
    if (!before) throw new Refused(refusals.noFigure());
    const figure = {
      entity: entity.code,
      register: input.register,
      on: input.on,
      value: null,
      standing: 'withdrawn' as const,
      source: input.reason,
      evidence: '',
      decided: null,
    };
    await insertFigures(tx, association, [figure], { at: now.instant, by: actor.person });
    return viewFigure({ ...figure, revision: before.revision + 1, recordedAt: now.instant }, false);
  },
});
