import { type Fraction, toDecimal, toShortestDecimal } from '../../kernel/fraction.ts';
import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { clausesInForce, theClause } from '../agreement/rules/index.ts';
import { hourQuotasOf } from '../staffing/rules/index.ts';
import { readFacts } from './read-facts.ts';
import { dayForYear, type Simulation } from './simulation.ts';
import { latest } from './voters.ts';

type HoursFacts = { readonly year: number; readonly used: ReadonlyMap<string, Fraction> };

/** Decimals of hours are kept as they were written, up to the longest text taken. */
const mostDecimals = 60;

/** How much of the yearly hours of each profile is used (R-AT-1). */
export const hours: Simulation<HoursFacts> = {
  rule: 'hours',
  title: text('quote di ore', 'hour quotas'),
  check: (raw, agreement) =>
    readFacts<HoursFacts>(raw, ['year', 'used'], (fields) => {
      const profiles = clausesInForce(agreement, 'hour-quota', latest).flatMap(({ terms }) =>
        terms.profiles.map(({ id }) => id),
      );
      return {
        year: fields.year('year'),
        used: fields.map(
          'used',
          (raw, path, profile) => {
            if (profiles.length > 0 && !profiles.includes(profile))
              fields.reader.report(
                path,
                `Il profilo «${profile}» non c'è; i profili sono: ${profiles.join(', ')}.`,
                `There is no profile "${profile}"; the profiles are: ${profiles.join(', ')}.`,
              );
            return fields.reader.decimal(raw, path);
          },
          { mandatory: true },
        ),
      };
    }),
  run: ({ year, used }, agreement) => {
    const clause = theClause(agreement, 'hour-quota', dayForYear(agreement, year));
    if (!clause.ok) return clause;
    const quotas = hourQuotasOf(used, clause.value);
    if (!quotas.ok) return quotas;
    return ok({
      result: {
        profiles: quotas.value.map(({ profile, limit, used: spent, residual, part, state }) => ({
          profile,
          limit: toShortestDecimal(limit, mostDecimals),
          used: toShortestDecimal(spent, mostDecimals),
          residual: toShortestDecimal(residual, mostDecimals),
          percent: toDecimal({ num: part.num * 100n, den: part.den }, 2),
          state,
        })),
      },
      explain: () => Object.fromEntries(quotas.value.map(({ explain }, place) => [`profiles[${place}]`, explain()])),
    });
  },
};
