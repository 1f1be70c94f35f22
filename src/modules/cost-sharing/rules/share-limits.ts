import { type Fraction, fraction, multiply, parseFraction } from '../../../kernel/fraction.ts';
import { type Cents, parseMoney } from '../../../kernel/money.ts';
import { type Bounds, boundedShares } from './bounded-shares.ts';
import { countedName } from './driver-words.ts';
import type { MissingFigure } from './refusals.ts';
import { rescaledKey } from './rescaled-key.ts';
import type { KeyMethod } from './sharing-clauses.ts';
import { entityTitle, figureValue, type SharingEntity } from './sharing-entity.ts';
import type { SharingKey } from './sharing-key.ts';

/** The key within the limits (the same where none is passed), or why there is none. */
export type Limited =
  | { readonly key: SharingKey }
  | { readonly missing: readonly MissingFigure[] }
  | { readonly impossible: 'most' | 'least' };

/**
 * The key of the shares of a net amount, in cents and above zero, that stay within the floors and caps of a clause: an amount, a
 * part of the net, so much for each inhabitant. Where two hold, the stricter one counts.
 * Source: clause kind `allocation`, `limits`.
 */
export function keyWithinLimits(
  key: SharingKey,
  net: Cents,
  { floor, cap }: NonNullable<KeyMethod['limits']>,
  entities: readonly SharingEntity[],
): Limited {
  const ofNet = (part: string) => multiply(parseFraction(part)!, fraction(net));
  const inCents = (amount: string) => fraction(parseMoney(amount)!);
  const floors = [...(floor?.amount ? [inCents(floor.amount)] : []), ...(floor?.percent ? [ofNet(floor.percent)] : [])];
  const caps = [...(cap?.amount ? [inCents(cap.amount)] : []), ...(cap?.percent ? [ofNet(cap.percent)] : [])];
  const missing: MissingFigure[] = [];
  const bounds = key.takers.map((place): Bounds => {
    const entity = entities[place]!;
    const own = [...caps];
    if (cap?.perInhabitant) {
      if (entity.population === undefined)
        missing.push({ figure: countedName('population'), entity: entityTitle(entity) });
      else own.push(fraction(parseMoney(cap.perInhabitant)! * BigInt(figureValue(entity.population))));
    }
    return { least: strictest(floors, 1n), most: strictest(own, -1n) };
  });
  if (missing.length > 0) return { missing };
  const bounded = boundedShares(net, key.key.weights, bounds);
  if (!bounded.ok) return { impossible: bounded.by };
  return { key: bounded.bound.includes(true) ? rescaledKey(key, bounded.shares) : key };
}

/** The largest of floors (1), the smallest of caps (-1). */
function strictest(bounds: readonly Fraction[], direction: 1n | -1n): Fraction | undefined {
  return bounds.reduce<Fraction | undefined>(
    (found, bound) => (!found || (bound.num * found.den - found.num * bound.den) * direction > 0n ? bound : found),
    undefined,
  );
}
