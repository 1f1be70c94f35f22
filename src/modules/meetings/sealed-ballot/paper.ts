import { createHash } from 'node:crypto';
import {
  challenge,
  generator,
  modulo,
  type Point,
  publicKeyOf,
  randomScalar,
  readPoint,
  readScalar,
  secretTimes,
  times,
  written,
  writtenScalar,
} from './group.ts';

/** Which ballot and which seat a paper is for: it counts nowhere else. */
export type PaperPlace = { readonly ballot: string; readonly seat: string; readonly publicKey: string };

/**
 * One option of a paper: an exponential ElGamal encryption of 0 or 1 (`a` = r·G, `b` = r·K + m·G), with the proof that it is
 * one of the two.
 */
export type Cell = {
  readonly a: string;
  readonly b: string;
  readonly c0: string;
  readonly c1: string;
  readonly z0: string;
  readonly z1: string;
};

/** A paper: a cell for each option, and the proof that exactly one of them is 1. */
export type Paper = { readonly cells: readonly Cell[]; readonly c: string; readonly z: string };

/** The name of a ballot in proofs. */
export function ballotName(of: { readonly association: string; readonly meeting: number; readonly ballot: number }) {
  return `${of.association}/${of.meeting}/${of.ballot}`;
}

/**
 * The paper that chooses one of `options`, as the text that is stored and published. What was chosen is nowhere in it but
 * encrypted, and the random numbers are forgotten here.
 *
 * @param chosen the place of the option, from 0
 */
export function sealPaper(place: PaperPlace, options: number, chosen: number): string {
  const key = publicKeyOf(place.publicKey);
  const randoms = Array.from({ length: options }, randomScalar);
  const cells = randoms.map((random, option) => sealCell(place, key, { random, option, bit: option === chosen }));
  const all = modulo(randoms.reduce((sum, random) => sum + random, 0n));
  const blind = randomScalar();
  const c = challengeOfSum(place, cells, secretTimes(generator, blind), secretTimes(key, blind));
  const paper: Paper = { cells, c: writtenScalar(c), z: writtenScalar(blind + c * all) };
  return JSON.stringify(paper);
}

/** What the voter keeps: SHA-256 of the paper, in hexadecimal. */
export function receiptOf(paper: string): string {
  return createHash('sha256').update(paper).digest('hex');
}

function sealCell(
  place: PaperPlace,
  key: Point,
  { random, option, bit }: { readonly random: bigint; readonly option: number; readonly bit: boolean },
): Cell {
  const a = secretTimes(generator, random);
  const shared = secretTimes(key, random);
  const b = bit ? shared.add(generator) : shared;
  const blind = randomScalar();
  const [fakeC, fakeZ] = [randomScalar(), randomScalar()];
  const real = { a: secretTimes(generator, blind), b: secretTimes(key, blind) };
  const bent = modulo(fakeZ - fakeC * random);
  // The false branch says that the cell holds the other number: off by one, to one side or the other.
  const offset = secretTimes(generator, bit ? -fakeC : fakeC);
  const fake = { a: secretTimes(generator, bent), b: secretTimes(key, bent).add(offset) };
  const [zero, one] = bit ? [fake, real] : [real, fake];
  const whole = challengeOfCell(place, option, written(a), written(b), zero, one);
  const realC = modulo(whole - fakeC);
  const realZ = modulo(blind + realC * random);
  const [c0, c1, z0, z1] = bit ? [fakeC, realC, fakeZ, realZ] : [realC, fakeC, realZ, fakeZ];
  return {
    a: written(a),
    b: written(b),
    c0: writtenScalar(c0),
    c1: writtenScalar(c1),
    z0: writtenScalar(z0),
    z1: writtenScalar(z1),
  };
}

type Commitment = { readonly a: Point; readonly b: Point };

function challengeOfCell(
  { ballot, seat, publicKey }: PaperPlace,
  option: number,
  a: string,
  b: string,
  zero: Commitment,
  one: Commitment,
): bigint {
  const commitments = [zero.a, zero.b, one.a, one.b].map(written);
  return challenge('comunanza-ballot-1', 'cell', ballot, seat, String(option), publicKey, a, b, ...commitments);
}

function challengeOfSum(
  { ballot, seat, publicKey }: PaperPlace,
  cells: readonly Pick<Cell, 'a' | 'b'>[],
  a: Point,
  b: Point,
): bigint {
  const all = cells.flatMap((cell) => [cell.a, cell.b]);
  return challenge('comunanza-ballot-1', 'sum', ballot, seat, publicKey, ...all, written(a), written(b));
}

/** Whether a paper is well made for its place: every option 0 or 1, exactly one of them 1. */
export function isWellMade(paper: Paper, place: PaperPlace, options: number): boolean {
  const key = readPoint(place.publicKey);
  if (!key || paper.cells.length !== options) return false;
  let sumA: Point | undefined;
  let sumB: Point | undefined;
  for (const [option, cell] of paper.cells.entries()) {
    const [a, b] = [readPoint(cell.a), readPoint(cell.b)];
    const [c0, c1, z0, z1] = [cell.c0, cell.c1, cell.z0, cell.z1].map(readScalar);
    if (!a || !b || c0 === undefined || c1 === undefined || z0 === undefined || z1 === undefined) return false;
    const zero = { a: times(generator, z0).subtract(times(a, c0)), b: times(key, z0).subtract(times(b, c0)) };
    const less = b.subtract(generator);
    const one = { a: times(generator, z1).subtract(times(a, c1)), b: times(key, z1).subtract(times(less, c1)) };
    if (modulo(c0 + c1) !== challengeOfCell(place, option, cell.a, cell.b, zero, one)) return false;
    sumA = sumA ? sumA.add(a) : a;
    sumB = sumB ? sumB.add(b) : b;
  }
  const [c, z] = [readScalar(paper.c), readScalar(paper.z)];
  if (!sumA || !sumB || c === undefined || z === undefined) return false;
  const commitA = times(generator, z).subtract(times(sumA, c));
  const commitB = times(key, z).subtract(times(sumB.subtract(generator), c));
  return c === challengeOfSum(place, paper.cells, commitA, commitB);
}
