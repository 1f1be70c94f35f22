import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { entityNames, peopleNames } from '../names.ts';
import { actsLike } from '../storage/acts.ts';
import { dataSets } from '../storage/data-sets.ts';
import { measuresLike } from '../storage/measures.ts';
import { seeAsOffice } from '../storage/office.ts';
import { termsOn } from '../terms-on.ts';
import { appliesMeasures } from './permissions.ts';
import { rightShape } from './shapes.ts';
import { viewActs } from './view-acts.ts';

const measureView = z.object({
  id: z.uuid(),
  kind: z.enum(['apply', 'remove']),
  entityName: z.string(),
  personName: z.string(),
  number: z.string(),
  actOn: dayShape,
  rights: z.array(rightShape),
  dataSets: z.array(z.string()),
  asked: dayShape,
  due: dayShape,
  late: z.boolean(),
  done: z.iso.datetime().nullable(),
  doneBy: z.string().nullable(),
  note: z.string(),
  /** To apply, for an act that no longer holds: nothing is to be done. */
  unneeded: z.boolean(),
});
export type MeasureView = z.output<typeof measureView>;

/**
 * What the office is to apply and to remove in its systems for the acts of the entities, the first due first: who, what, which
 * rights. Never what the data sets hold.
 */
export const listMeasures = defineAction({
  name: 'privacy/list-measures',
  title: text('elencare le misure tecniche da applicare o togliere', 'list the technical measures to apply or remove'),
  reads: true,
  permission: appliesMeasures,
  http: { method: 'GET', path: '/data-access-measures' },
  input: z.object({ state: z.enum(['open', 'done']).default('open') }),
  output: z.object({
    items: z.array(measureView),
    emergency: z.array(z.object({ id: z.uuid(), name: z.string(), entityName: z.string() })).meta({
      description: 'Gli insiemi di dati per cui si può aprire un accesso di emergenza: nessuno, se non è ammesso.',
    }),
  }),
  example: { state: 'open' },
  async run({ tx, association, now, input }) {
    await seeAsOffice(tx);
    const measures = await measuresLike(tx, association, { open: input.state === 'open' });
    const acts = new Map(
      (await viewActs(tx, association, await actsLike(tx, association), now.today)).map((act) => [act.id, act]),
    );
    const personName = await peopleNames(
      tx,
      measures.flatMap(({ doneBy }) => doneBy ?? []),
    );
    const items = measures.flatMap((measure) => {
      const act = acts.get(measure.act);
      if (!act) return [];
      const holds = act.state === 'holding' || act.state === 'later';
      return [
        {
          id: measure.id,
          kind: measure.kind,
          entityName: act.entityName,
          personName: act.personName,
          number: act.number,
          actOn: act.on,
          rights: act.rights,
          dataSets: act.dataSets.map(({ name }) => name),
          asked: measure.asked,
          due: measure.due,
          late: measure.doneAt === null && measure.due < now.today,
          done: measure.doneAt?.toISOString() ?? null,
          doneBy: measure.doneBy && personName(measure.doneBy),
          note: measure.note,
          unneeded: measure.kind === 'apply' && measure.doneAt === null && !holds,
        },
      ];
    });
    const { terms } = await termsOn(tx, association, now.today);
    const entityName = await entityNames(tx, association);
    const emergency = terms.breakGlass === 'off' ? [] : await dataSets(tx, association);
    return {
      items: items.filter(({ unneeded }) => !unneeded),
      emergency: emergency.map(({ id, name, entity }) => ({ id, name, entityName: entityName(entity) })),
    };
  },
});
