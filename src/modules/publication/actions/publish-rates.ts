import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { writeTraces } from '../../../kernel/trace-text.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { boardRefusals, type OfficePeriod } from '../rules/index.ts';
import { officeDaysOf, publishedRates, replaceOfficeDays, replaceRates } from '../storage/rates.ts';
import { computedRates, officeOf } from './computed-rates.ts';
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
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { entity, period: at } = input;
    const place = { association, entity, year: at.year, period: at.period };
    const { rates } = await computedRates(context, input);
    await replaceRates(
      tx,
      place,
      rates.map((rate, position) => ({
        ...place,
        every: at.every,
        office: officeOf(rate),
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

const rateShape = z.object({
  office: z.string(),
  absence: z.string().meta({ description: 'In per cento, due decimali: 12.86' }),
  presence: z.string(),
});

/** What publishing would show, beside what is published of the period now; nothing changes. Refuses what publishing refuses. */
export const previewRates = defineAction({
  name: 'publication/preview-rates',
  title: text('vedere i tassi prima di pubblicarli', 'see rates before they are published'),
  reads: true,
  permission: publishRates.permission,
  http: { method: 'GET', path: '/absence-rates/:entity/:period/preview' },
  input: z.object({ entity: entityShape, period: periodShape }),
  output: z.object({
    people: z.int().meta({ format: 'int32' }),
    items: z.array(rateShape).max(20_000),
    published: z.array(rateShape).max(20_000),
    publishedAt: z.iso.datetime().nullable(),
  }),
  example: { entity: 'c_a479', period: '2027-T1' },
  async run(context) {
    const { tx, association, input } = context;
    const { people, rates } = await computedRates(context, input);
    const published = await publishedOf(tx, association, input);
    return {
      people,
      items: rates.map((rate) => ({
        office: officeOf(rate),
        absence: hundredths(Number(rate.absence)),
        presence: hundredths(Number(rate.presence)),
      })),
      published: published.map(({ office, absence, presence }) => ({
        office,
        absence: hundredths(absence),
        presence: hundredths(presence),
      })),
      publishedAt: published[0]?.published.toISOString() ?? null,
    };
  },
});

/**
 * Takes back the rates of a period and the days they were computed from; the trail keeps what was published and why it was taken back.
 * Refuses `publication/board-of-others`, `publication/no-rates`.
 */
export const withdrawRates = defineAction({
  name: 'publication/withdraw-rates',
  title: text('ritirare i tassi di un periodo', 'withdraw the rates of a period'),
  permission: publishRates.permission,
  http: { method: 'POST', path: '/absence-rates/:entity/:period/withdrawal' },
  input: z.object({ entity: entityShape, period: periodShape, why: z.string().trim().min(3).max(500) }),
  output: z.object({ offices: z.int().meta({ format: 'int32' }) }),
  example: { entity: 'c_a479', period: '2027-T1', why: 'Il foglio era di un altro trimestre.' },
  async run({ tx, association, actor, reach, input, tell }) {
    const { entity, period: at, why } = input;
    if (reach !== 'g' && entity !== actor.entity) throw new Refused(boardRefusals.boardOfOthers());
    const place = { association, entity, year: at.year, period: at.period };
    const published = await publishedOf(tx, association, input);
    if (published.length === 0 && (await officeDaysOf(tx, place)).length === 0)
      throw new Refused(boardRefusals.noRates());
    await replaceRates(tx, place, []);
    await replaceOfficeDays(tx, place, []);
    tell({
      actingFor: entity,
      before: {
        ...{ year: at.year, period: at.period },
        rates: published.map(({ office, absence }) => ({ office, absence: hundredths(absence) })),
      },
      after: { withdrawn: true, why },
    });
    return { offices: published.length };
  },
});

async function publishedOf(
  tx: Tx,
  association: string,
  { entity, period: at }: { readonly entity: string; readonly period: OfficePeriod },
) {
  return (await publishedRates(tx, association, { entity, year: at.year })).filter(
    ({ period, every }) => period === at.period && every === at.every,
  );
}

function hundredths(rate: number): string {
  return (rate / 100).toFixed(2);
}
