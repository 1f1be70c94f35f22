import { createECDH, createHash, randomBytes } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';

/** A point of the curve P-256; a group of prime order, so every point but zero generates it. */
export type Point = InstanceType<typeof p256.Point>;
export const generator: Point = p256.Point.BASE;
export const order = p256.Point.Fn.ORDER;

/** A number modulo the group's order. */
export function modulo(value: bigint): bigint {
  const rest = value % order;
  return rest < 0n ? rest + order : rest;
}

/** A random number from 1 below the group's order. */
export function randomScalar(): bigint {
  for (;;) {
    const scalar = BigInt(`0x${randomBytes(32).toString('hex')}`);
    if (scalar > 0n && scalar < order) return scalar;
  }
}

/** `scalar` times a point, also where it is zero. Takes a while that depends on the scalar: for public numbers. */
export function times(point: Point, scalar: bigint): Point {
  const reduced = modulo(scalar);
  return reduced === 0n ? p256.Point.ZERO : point.multiplyUnsafe(reduced);
}

/** `scalar` times a point in constant time, as secrets want it. */
export function secretTimes(point: Point, scalar: bigint): Point {
  const reduced = modulo(scalar);
  if (reduced === 0n) return p256.Point.ZERO;
  return point === generator ? generatorTimes(reduced) : point.multiply(reduced);
}

/** By OpenSSL, which multiplies the generator, and only that, in constant time and ten times as quickly. */
function generatorTimes(scalar: bigint): Point {
  const multiplication = createECDH('prime256v1');
  multiplication.setPrivateKey(writtenScalar(scalar), 'hex');
  const point = multiplication.getPublicKey('hex');
  return p256.Point.fromAffine({ x: BigInt(`0x${point.slice(2, 66)}`), y: BigInt(`0x${point.slice(66)}`) });
}

/** SEC 1, compressed, in hexadecimal; zero, which has no such form, is `00`. */
export function written(point: Point): string {
  return point.equals(p256.Point.ZERO) ? '00' : point.toHex(true);
}

/** The point of a text made by `written`; undefined where it is none. */
export function readPoint(hex: string): Point | undefined {
  if (hex === '00') return p256.Point.ZERO;
  if (!/^0[23][0-9a-f]{64}$/.test(hex)) return undefined;
  try {
    return p256.Point.fromHex(hex);
  } catch {
    return undefined;
  }
}

export function writtenScalar(scalar: bigint): string {
  return modulo(scalar).toString(16).padStart(64, '0');
}

export function readScalar(hex: string): bigint | undefined {
  if (!/^[0-9a-f]{64}$/.test(hex)) return undefined;
  const scalar = BigInt(`0x${hex}`);
  return scalar < order ? scalar : undefined;
}

/** The challenge of a proof: SHA-512 of the parts, joined by `|`, modulo the group's order. */
export function challenge(...parts: readonly string[]): bigint {
  return modulo(BigInt(`0x${createHash('sha512').update(parts.join('|')).digest('hex')}`));
}

const prepared = new Map<string, Point>();

/** A public key, read once and prepared for many multiplications. Throws where it is no point. */
export function publicKeyOf(hex: string): Point {
  const known = prepared.get(hex);
  if (known) return known;
  const point = readPoint(hex);
  if (!point) throw new RangeError('not a public key');
  point.precompute(8, false);
  if (prepared.size > 50) prepared.clear();
  prepared.set(hex, point);
  return point;
}
