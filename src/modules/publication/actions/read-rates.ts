import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { readTraces } from '../../../kernel/trace-text.ts';
import { defineAction } from '../../../platform/action.ts';
import { textShape, traceShape, yearShape } from '../../../platform/shape.ts';
import { documentOn } from '../../agreement/index.ts';
import { theClause, withReadings } from '../../agreement/rules/index.ts';
import { allEntities } from '../../membership/index.ts';
import { type OfficePeriod, periodName, writePeriod } from '../rules/index.ts';
import { publishedRates, type RateRow } from '../storage/rates.ts';

const rateView = z.object({
  entity: z.string(),
  entityName: z.string(),
  period: z.string().max(7),
  periodName: textShape,
  office: z.string(),
  absence: z.string().meta({ description: 'In per cento, due decimali: 12.86' }),
  presence: z.string(),
  published: z.iso.datetime(),
});
export type RateView = z.output<typeof rateView>;

/** Rates of absence and presence as published, for anybody, and whether the agreement of today says how they are counted. */
export const readRates = defineAction({
  name: 'publication/read-rates',
  title: text('leggere i tassi di assenza e di presenza', 'read the rates of absence and presence'),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/absence-rates' },
  input: z.object({ entity: z.string().max(40).optional(), year: z.coerce.number().pipe(yearShape).optional() }),
  output: z.object({ foreseen: z.boolean(), items: z.array(rateView).max(100_000) }),
  example: { year: 2027 },
  async run({ tx, association, now, input }) {
    const rows = await publishedRates(tx, association, input);
    const stored = await documentOn(tx, association, now.today);
    const names = new Map((await allEntities(tx, association)).map(({ code, name }) => [code as string, name]));
    return {
      foreseen:
        stored !== undefined && theClause(withReadings(stored.document).agreement, 'absence-rates', now.today).ok,
      items: rows.map((row) => ({
        periodName: periodName(periodOf(row)),
        entity: row.entity,
        entityName: names.get(row.entity) ?? row.entity,
        period: writePeriod(periodOf(row)),
        office: row.office,
        absence: hundredths(row.absence),
        presence: hundredths(row.presence),
        published: row.published.toISOString(),
      })),
    };
  },
});

/** Why a published rate is what it is. */
export const explainRate = defineAction({
  name: 'publication/explain-rate',
  title: text('spiegare un tasso pubblicato', 'explain a published rate'),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/absence-rates/:entity/:period/offices/:office' },
  input: z.object({ entity: z.string().max(40), period: z.string().max(7), office: z.string().max(2000) }),
  output: z.object({ trace: traceShape.nullable() }),
  example: { entity: 'c_a479', period: '2027-T1', office: 'Anagrafe' },
  async run({ tx, association, input }) {
    const rows = await publishedRates(tx, association, { entity: input.entity });
    const row = rows.find((one) => one.office === input.office && writePeriod(periodOf(one)) === input.period);
    return { trace: row ? readTraces(row.trace)['']! : null };
  },
});

function hundredths(rate: number): string {
  return (rate / 100).toFixed(2);
}

function periodOf({ year, period, every }: RateRow): OfficePeriod {
  return { year, period, every: every as OfficePeriod['every'] };
}
