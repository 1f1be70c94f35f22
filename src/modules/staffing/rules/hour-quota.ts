import {
  add,
  compare,
  divide,
  type Fraction,
  isZero,
  one,
  parseFraction,
  subtract,
  zero,
} from '../../../kernel/fraction.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { given, percent, ratio, stated, step, type Trace } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { refusals } from './refusals.ts';

export const quotaStates = ['ok', 'warning', 'exhausted'] as const;
export type QuotaState = (typeof quotaStates)[number];

/** Hours of a profile in a year, exact. The residual is negative when the limit was passed. */
export type HourQuota = {
  readonly profile: string;
  readonly limit: Fraction;
  readonly used: Fraction;
  readonly residual: Fraction;
  /** Part of the limit that was used: 1 is all of it. */
  readonly part: Fraction;
  readonly state: QuotaState;
  /** What the profile still owes, where the hours are a commitment; null where they are only a ceiling. */
  readonly owed: Fraction | null;
  /** Whether a new assignment waits for the head's confirmation: past the quota and what was allowed beyond it. */
  readonly needsConfirmation: boolean;
  readonly explain: () => Trace;
};

/**
 * How much of each profile's yearly hours is used, in the order of the clause. A warning from the fraction of the clause,
 * exhausted from the whole: further assignments then need the head's confirmation.
 *
 * @param used hours by profile; a profile left out has none
 * @param allowed hours that the head confirmed beyond the quota, by profile
 * Refuses `staffing/empty-quota` naming the profiles whose quota is zero.
 * Source: clause kind `hour-quota` (Asti: commitments of the Province, point 1).
 */
export function hourQuotasOf(
  used: ReadonlyMap<string, Fraction>,
  clause: InForce<'hour-quota'>,
  allowed: ReadonlyMap<string, Fraction> = new Map(),
): Result<HourQuota[]> {
  const { profiles, nature } = clause.terms;
  const empty = profiles.filter(({ hours }) => hours === 0);
  if (empty.length > 0)
    return refuse(
      refusals.emptyQuota(
        empty.map(({ name }) => name.it),
        clause.source,
      ),
    );
  const warnAt = parseFraction(clause.terms.warnAt)!;
  return ok(
    profiles.map(({ id, name, hours }, place) => {
      const limit = parseFraction(String(hours))!;
      const spent = used.get(id) ?? zero;
      const part = divide(spent, limit);
      const state = compare(part, one) >= 0 ? 'exhausted' : compare(part, warnAt) >= 0 ? 'warning' : 'ok';
      const residual = subtract(limit, spent);
      const more = allowed.get(id) ?? zero;
      const isCeiling = nature !== 'commitment_only';
      return {
        profile: id,
        limit,
        used: spent,
        residual: isZero(residual) ? zero : residual,
        part,
        state,
        owed: nature === 'ceiling_only' ? null : compare(residual, zero) > 0 ? residual : zero,
        needsConfirmation: isCeiling && compare(spent, add(limit, more)) >= 0,
        explain: () =>
          step(text(`ore usate, ${name.it}`, `hours used, ${name.en}`), percent(part), stateSentences[state], [
            given(text("ore dell'anno", 'hours of the year'), ratio(spent)),
            stated(text('quota annua di ore', 'yearly quota of hours'), ratio(limit), clause.source),
            ...readingTraces(clause, `profiles[${place}]`),
            ...(isZero(more)
              ? []
              : [given(text('ore confermate oltre la quota', 'hours confirmed beyond the quota'), ratio(more))]),
            ...readingTraces(clause, 'year'),
            ...readingTraces(clause, 'nature'),
            stated(text('parte da cui si avvisa', 'part from which a warning starts'), percent(warnAt), clause.source),
          ]),
      };
    }),
  );
}

const stateSentences: Readonly<Record<QuotaState, Text>> = {
  ok: text('la quota basta', 'the quota is enough'),
  warning: text('la quota sta per finire', 'the quota is running out'),
  exhausted: text(
    'la quota è finita: nuove assegnazioni chiedono la conferma del responsabile',
    'the quota is exhausted: new assignments need the confirmation of the head',
  ),
};
