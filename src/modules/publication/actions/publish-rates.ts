import { z } from 'zod';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { writeTraces } from '../../../kernel/trace-text.ts';
import { defineAction } from '../../../platform/action.ts';
import { documentOn } from '../../agreement/index.ts';
import { refusals as agreementRefusals, theClause, withReadings } from '../../agreement/rules/index.ts';
import { absenceRatesOf, boardRefusals, lastDayOf } from '../rules/index.ts';
import { officeDaysOf, replaceRates } from '../storage/rates.ts';
import { entityShape, periodShape } from './period-shape.ts';

/**
 * Computes the rates of absence and presence of a period by the agreement and publishes them; small offices are merged, so
 * that nobody is recognised. Published again, they take the place of those there were.
 *
 * Refuses `publication/period-not-over`, `publication/no-figures`, `publication/too-few-people`,
 * `publication/no-working-days`, `agreement/no-such-clause`.
 */
export const publishRates = defineAction({
  name: 'publication/publish-rates',
  title: text('pubblicare i tassi di assenza e di presenza', 'publish the rates of absence and presence'),
  permission: { capability: 'publication', letter: 'w' },
  http: { method: 'POST', path: '/absence-rates/:entity/:period/publication' },
  input: z.object({ entity: entityShape, period: periodShape }),
  output: z.object({ offices: z.int().meta({ format: 'int32' }) }),
  example: { entity: 'c_a479', period: '2027-T1' },
  async run({ tx, association, actor, reach, now, input, tell }) {
    if (reach !== 'g' && input.entity !== actor.entity) throw new Refused(boardRefusals.boardOfOthers());
    const { entity, period: at } = input;
    const last = lastDayOf(at);
    if (last >= now.today) throw new Refused(boardRefusals.periodNotOver(last));
    const stored = await documentOn(tx, association, last);
    if (!stored) throw new Refused(agreementRefusals.noDocument(last));
    const clause = orRefuse(theClause(withReadings(stored.document).agreement, 'absence-rates', last));
    const place = { association, entity, year: at.year, period: at.period };
    const people = await officeDaysOf(tx, place);
    if (people.length === 0) throw new Refused(boardRefusals.noFigures());
    const offices = [...Map.groupBy(people, ({ office }) => office)].map(([id, rows]) => ({
      id,
      people: rows.map((row) => ({ workingDays: row.working_days, absentDays: row.absent_days })),
    }));
    const rates = orRefuse(absenceRatesOf(offices, clause));
    await replaceRates(
      tx,
      place,
      rates.map((rate, position) => ({
        ...place,
        every: at.every,
        office: rate.merged.length > 0 ? rate.merged.join(', ') : rate.id,
        position,
        absence: Number(rate.absence),
        presence: Number(rate.presence),
        trace: writeTraces({ '': rate.explain() }),
        published: now.instant,
        published_by: actor.name,
      })),
    );
    tell({ actingFor: entity, after: { year: at.year, period: at.period, offices: rates.length } });
    return { offices: rates.length };
  },
});
