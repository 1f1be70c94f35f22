import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Fraction, toDecimal, toShortestDecimal, zero } from '../../../kernel/fraction.ts';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, sourceShape, textShape, traceShape } from '../../../platform/shape.ts';
import { quotasOfYear } from '../quotas-of-year.ts';
import { quotaStates, refusals } from '../rules/index.ts';
import { insertAllowance } from '../storage/allowances.ts';
import { staffOf } from '../storage/staff.ts';
import { works } from './found.ts';
import { count, durationShape, readsWhole } from './shapes.ts';

const hours = z.string().max(30).meta({ description: 'Ore, con i decimali che servono.' });

/** The hours of the year of each profile: quota, used, residual, with the explanation. None where the agreement has no quotas. */
export const showQuotas = defineAction({
  name: 'staffing/show-quotas',
  title: text('vedere le ore annue dei profili', 'see the yearly hours of the profiles'),
  about: text(
    'Le ore usate da ciascun profilo, dai fogli ore e dalle richieste di assistenza, quelle che restano e la parte usata.',
    'The hours used by each profile, from time sheets and requests for help, those left and the part used.',
  ),
  reads: true,
  permission: readsWhole,
  http: { method: 'GET', path: '/quotas' },
  input: z.object({ on: dayShape.optional() }),
  output: z.object({
    on: dayShape,
    /** The days that are counted; null where the agreement has no quotas. */
    year: z.object({ since: dayShape, until: dayShape }).nullable(),
    source: sourceShape.nullable(),
    count,
    items: z
      .array(
        z.object({
          profile: z.string().max(60),
          name: textShape,
          quota: hours,
          used: hours,
          residual: hours,
          /** `89.50` */
          percent: z.string().max(20),
          allowed: hours,
          /** What is still owed, where the hours are a commitment. */
          owed: hours.nullable(),
          state: z.enum(quotaStates),
          needsConfirmation: z.boolean(),
          people: z.array(z.string().max(120)).max(1000),
          trace: traceShape,
        }),
      )
      .max(1000),
  }),
  example: { on: '2027-11-30' },
  async run({ tx, association, now, input }) {
    const on = input.on ?? now.today;
    const found = orRefuse(await quotasOfYear(tx, association, on));
    if (!found) return { on, year: null, source: null, count: 0, items: [] };
    const staff = (await staffOf(tx, association)).filter((row) => works(row, on));
    const items = found.quotas.map((quota) => ({
      profile: quota.profile,
      name: found.clause.terms.profiles.find(({ id }) => id === quota.profile)!.name,
      quota: written(quota.limit),
      used: written(quota.used),
      residual: written(quota.residual),
      percent: toDecimal({ num: quota.part.num * 100n, den: quota.part.den }, 2),
      allowed: written(found.allowed.get(quota.profile) ?? zero),
      owed: quota.owed && written(quota.owed),
      state: quota.state,
      needsConfirmation: quota.needsConfirmation,
      people: staff.filter(({ profile }) => profile === quota.profile).map(({ name }) => name),
      trace: quota.explain(),
    }));
    return { on, year: found.year, source: found.clause.source, count: items.length, items };
  },
});

function written(value: Fraction): string {
  return toShortestDecimal(value, 2);
}

/** The head allows a profile more hours of the year. Refuses `staffing/no-such-profile`. */
export const confirmBeyondQuota = defineAction({
  name: 'staffing/confirm-beyond-quota',
  title: text('confermare ore oltre la quota', 'confirm hours beyond the quota'),
  about: text(
    'A quota finita le nuove richieste si assegnano a chi ha quel profilo solo entro le ore confermate qui.',
    'Once a quota is used up, new requests are given to who has that profile only within the hours confirmed here.',
  ),
  permission: { capability: 'staffing', letter: 'a', roles: ['RES'] },
  http: { method: 'POST', path: '/quotas/:profile/confirmations' },
  input: z.object({
    profile: z.string().trim().min(1).max(60),
    hours: durationShape(1, 60_000),
    why: z.string().trim().min(1).max(300),
  }),
  output: z.object({ confirmation: z.uuid(), year: z.object({ since: dayShape, until: dayShape }) }),
  example: { profile: 'help-desk', hours: '20', why: 'dicembre, chiusura dei servizi' },
  async run({ tx, association, actor, now, input, tell }) {
    const found = orRefuse(await quotasOfYear(tx, association, now.today));
    const { profile, hours: minutes, why } = input;
    if (!found?.quotas.some((one) => one.profile === profile)) throw new Refused(refusals.noSuchProfile(profile));
    const id = randomUUID();
    await insertAllowance(tx, {
      ...{ association, id, profile, year_from: found.year.since, minutes, why },
      recorded_at: now.instant,
      recorded_by: actor.person,
    });
    tell({ after: { profile, year: found.year, minutes, why } });
    return { confirmation: id, year: found.year };
  },
});
