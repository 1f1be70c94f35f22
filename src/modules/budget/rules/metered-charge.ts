import { type Fraction, parseFraction, toShortestDecimal } from '../../../kernel/fraction.ts';
import { type Cents, cents, timesHalfUp } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { count, given, money, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { refusals } from './refusals.ts';

export type MeteredCharge = {
  readonly entity: string;
  readonly units: number;
  readonly amount: Cents;
  readonly explain: () => Trace;
};

/**
 * What each entity pays for the units it used: units times price, half-up to the cent on the total. Nothing is fixed.
 *
 * @param unitPrice euro for one unit, exact; left out where the clause states it
 * Refuses `budget/missing-price` where neither the facts nor the clause give it.
 * Source: clause kind `metered-charge` (Asti: text messages).
 */
export function meteredChargesOf(
  { unitPrice, used }: { unitPrice: Fraction | undefined; used: ReadonlyMap<string, number> },
  clause: InForce<'metered-charge'>,
): Result<MeteredCharge[]> {
  const stating = clause.terms.price;
  const price = unitPrice ?? (stating === 'given' ? undefined : parseFraction(stating));
  if (price === undefined) return refuse(refusals.missingPrice(clause.source));
  return ok(
    [...used].map(([entity, units]) => {
      const amount = timesHalfUp(cents(BigInt(units) * 100n), price);
      return {
        entity,
        units,
        amount,
        explain: () =>
          step(
            text(`addebito a ${entity}`, `charge to ${entity}`),
            money(amount),
            text(
              'unità per prezzo, al centesimo più vicino sul totale',
              'units times price, to the nearest cent on the total',
            ),
            [
              given(text('unità consumate', 'units used'), count(units)),
              unitPrice === undefined
                ? stated(text('prezzo di una unità', 'price of one unit'), words(inEuro(price)), clause.source)
                : given(text('prezzo di una unità', 'price of one unit'), words(inEuro(price))),
              stated(text('regola', 'rule'), words(clause.title), clause.source),
              ...readingTraces(clause, 'price'),
            ],
          ),
      };
    }),
  );
}

/** A price with all its decimals, beyond the cent. */
function inEuro(price: Fraction): Text {
  const decimal = toShortestDecimal(price);
  return text(`${decimal.replace('.', ',')} €`, `€${decimal}`);
}
