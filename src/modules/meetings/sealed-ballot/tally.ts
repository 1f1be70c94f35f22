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
import type { Paper } from './paper.ts';

/** A paper that counts, and how much: whole numbers only. */
export type WeighedPaper = { readonly paper: Paper; readonly weight: bigint };

/** The total of one option: its encryption, its opening, and the proof that it was opened with the ballot's key. */
export type OptionTotal = {
  readonly a: string;
  readonly b: string;
  /** `a` times the private key. */
  readonly share: string;
  readonly c: string;
  readonly z: string;
  readonly total: number;
};

/** The encryption of a total, made from papers alone: the sum of each cell times its weight. */
export function sumOf(papers: readonly WeighedPaper[], option: number): { readonly a: Point; readonly b: Point } {
  let a = times(generator, 0n);
  let b = a;
  for (const { paper, weight } of papers) {
    const cell = paper.cells[option];
    const [cellA, cellB] = [readPoint(cell?.a ?? ''), readPoint(cell?.b ?? '')];
    if (!cellA || !cellB) throw new RangeError('a paper has no such option');
    a = a.add(times(cellA, weight));
    b = b.add(times(cellB, weight));
  }
  return { a, b };
}

/**
 * Opens the total of one option. The papers themselves are never opened.
 *
 * @param most what the total can be at most
 */
export function openTotal(
  papers: readonly WeighedPaper[],
  option: number,
  { privateKey, publicKey, name, most }: { privateKey: bigint; publicKey: string; name: string; most: bigint },
): OptionTotal {
  const { a, b } = sumOf(papers, option);
  const share = secretTimes(a, privateKey);
  const total = discreteLog(b.subtract(share), most);
  if (total === undefined) throw new RangeError('the total is not the sum of these papers');
  const blind = randomScalar();
  const c = challengeOfTotal(name, publicKey, [a, b, share, secretTimes(generator, blind), secretTimes(a, blind)]);
  return {
    a: written(a),
    b: written(b),
    share: written(share),
    c: writtenScalar(c),
    z: writtenScalar(blind + c * privateKey),
    total,
  };
}

/** Whether a total is the right opening of the sum of these papers. */
export function isRightTotal(
  opened: OptionTotal,
  papers: readonly WeighedPaper[],
  option: number,
  { publicKey, name }: { readonly publicKey: string; readonly name: string },
): boolean {
  const { a, b } = sumOf(papers, option);
  if (written(a) !== opened.a || written(b) !== opened.b) return false;
  const share = readPoint(opened.share);
  const [c, z] = [readScalar(opened.c), readScalar(opened.z)];
  if (!share || c === undefined || z === undefined || !Number.isSafeInteger(opened.total) || opened.total < 0)
    return false;
  if (!b.subtract(share).equals(times(generator, BigInt(opened.total)))) return false;
  const commitG = times(generator, z).subtract(times(publicKeyOf(publicKey), c));
  const commitA = times(a, z).subtract(times(share, c));
  return c === challengeOfTotal(name, publicKey, [a, b, share, commitG, commitA]);
}

/** @param name of the ballot, the way of counting and the option */
function challengeOfTotal(name: string, publicKey: string, points: readonly Point[]): bigint {
  return challenge('comunanza-ballot-1', 'total', name, publicKey, ...points.map(written));
}

/** How many times the generator a point is, up to `most`. */
function discreteLog(point: Point, most: bigint): number | undefined {
  const target = written(point);
  let tried = times(generator, 0n);
  for (let found = 0n; found <= most; found++) {
    if (written(tried) === target) return Number(found);
    tried = tried.add(generator);
  }
  return undefined;
}

/** The private key from its two halves. */
export function joined(first: bigint, second: bigint): bigint {
  return modulo(first + second);
}
