import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ballotKey, destroyBallotKey, makeBallotKey } from './keys.ts';
import { receiptOf, sealPaper } from './paper.ts';
import { openTotal } from './tally.ts';
import { type BallotDocument, countedPapers, flawsOf, totalName } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'ballot-keys-'));
process.env.COMUNANZA_BALLOT_KEYS = folder;
process.env.COMUNANZA_SECRETS_KEY ??= Buffer.alloc(32, 7).toString('base64');
afterAll(() => rmSync(folder, { recursive: true }));

const name = 'lecco/3/1';
const options = ['yes', 'no', 'abstain'];

/** Each with a weight and the place of what it chose; null: absent at the stop, having voted yes. */
function heldBallot(choices: readonly { weight: number; chosen: number; present?: boolean }[]): BallotDocument {
  const key = makeBallotKey(name);
  const seats = choices.map(({ weight, chosen, present = true }, place) => {
    const seat = `ente.${place}`;
    const paper = sealPaper({ ballot: name, seat, publicKey: key.publicKey }, options.length, chosen);
    return { seat, title: seat, weight, present, paper, receipt: receiptOf(paper) };
  });
  const privateKey = ballotKey(name, key)!;
  const totals = (['weights', 'heads'] as const).flatMap((counting) =>
    options.map((_, option) => ({
      option,
      counting,
      ...openTotal(countedPapers({ seats }, counting), option, {
        privateKey,
        publicKey: key.publicKey,
        name: totalName(name, counting, option),
        most: 100n,
      }),
    })),
  );
  destroyBallotKey(key.keyName);
  return {
    form: 'comunanza-ballot-1',
    ballot: name,
    question: 'Nomina',
    options,
    curve: 'P-256',
    publicKey: key.publicKey,
    scale: 1,
    seats,
    totals,
  };
}

describe('secret ballots', () => {
  const ballot = heldBallot([
    { weight: 6, chosen: 0 },
    { weight: 2, chosen: 1 },
    { weight: 3, chosen: 0 },
    { weight: 2, chosen: 2 },
    { weight: 5, chosen: 0, present: false },
  ]);

  it('[LC-4.maj] the total is that of the weights of those present, and of their heads', () => {
    const totalOf = (counting: string, option: number) =>
      ballot.totals.find((total) => total.counting === counting && total.option === option)?.total;
    expect([0, 1, 2].map((option) => totalOf('weights', option))).toEqual([9, 2, 2]);
    expect([0, 1, 2].map((option) => totalOf('heads', option))).toEqual([2, 1, 1]);
    expect(flawsOf(ballot)).toEqual([]);
  });

  it('a paper, a receipt, a weight or a total that was changed is found', () => {
    const first = ballot.seats[0]!;
    const paperOf = (change: (paper: { cells: { a: string; b: string }[]; c: string }) => void) => {
      const paper = JSON.parse(first.paper!);
      change(paper);
      return JSON.stringify(paper);
    };
    const changed = (seat: Partial<typeof first>) => ({
      ...ballot,
      seats: [{ ...first, ...seat }, ...ballot.seats.slice(1)],
    });
    const swapped = paperOf(({ cells }) => cells.reverse());
    expect(flawsOf(changed({ paper: swapped, receipt: receiptOf(swapped) }))).not.toEqual([]);
    expect(flawsOf(changed({ receipt: '0'.repeat(64) }))).toHaveLength(1);
    expect(flawsOf(changed({ weight: 7 })).length).toBeGreaterThan(0);
    expect(flawsOf(changed({ present: false })).length).toBeGreaterThan(0);
    const dearer = ballot.totals.map((total) => (total.option === 0 ? { ...total, total: total.total + 1 } : total));
    expect(flawsOf({ ...ballot, totals: dearer })).toHaveLength(2);
    // a paper of another seat, moved here
    const moved = { ...first, paper: ballot.seats[1]!.paper, receipt: ballot.seats[1]!.receipt };
    expect(flawsOf({ ...ballot, seats: [moved, ...ballot.seats.slice(1)] }).length).toBeGreaterThan(0);
    expect(flawsOf({ ...ballot, totals: [] })).toHaveLength(1);
  });

  it('once the total is out nobody has the key: the file is gone, and the sealed half opens nothing alone', () => {
    expect(readdirSync(folder)).toEqual([]);
    const key = makeBallotKey(name);
    expect(ballotKey('lecco/3/2', key)).toBeUndefined();
    expect(ballotKey(name, key)).toBeTypeOf('bigint');
    destroyBallotKey(key.keyName);
    destroyBallotKey(key.keyName);
    expect(ballotKey(name, key)).toBeUndefined();
  });

  it('two papers that choose the same have nothing in common', () => {
    const key = makeBallotKey(name);
    const place = { ballot: name, seat: 'ente.1', publicKey: key.publicKey };
    const [one, two] = [sealPaper(place, 3, 0), sealPaper(place, 3, 0)].map((paper) => JSON.parse(paper));
    const values = (paper: { cells: Record<string, string>[] }) => paper.cells.flatMap((cell) => Object.values(cell));
    expect(values(one).filter((value) => values(two).includes(value))).toEqual([]);
    destroyBallotKey(key.keyName);
  });

  it('an implementation of its own, written from the decision record alone, finds the same', () => {
    expect(checkByHand(ballot)).toBe(true);
    const cheated = ballot.totals.map((total) => (total.option === 1 ? { ...total, total: total.total + 1 } : total));
    expect(checkByHand({ ...ballot, totals: cheated })).toBe(false);
    const seats = ballot.seats.map((seat, place) => (place === 0 ? { ...seat, weight: 7 } : seat));
    expect(checkByHand({ ...ballot, seats })).toBe(false);
  });
});

/** The check of docs/decisions on secret ballots, on textbook formulas of P-256: nothing shared with the program. */
function checkByHand(ballot: BallotDocument): boolean {
  const p = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
  const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
  type P = readonly [bigint, bigint] | null;
  const G: P = [
    0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
    0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
  ];
  const mod = (value: bigint, by: bigint) => ((value % by) + by) % by;
  const power = (base: bigint, exponent: bigint): bigint => {
    let [result, square] = [1n, mod(base, p)];
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = (result * square) % p;
      square = (square * square) % p;
    }
    return result;
  };
  const inverse = (value: bigint): bigint => {
    let [r, next, s, after] = [p, mod(value, p), 0n, 1n];
    while (next !== 0n) [r, next, s, after] = [next, r % next, after, s - (r / next) * after];
    return mod(s, p);
  };
  const plus = (one: P, two: P): P => {
    if (!one) return two;
    if (!two) return one;
    if (one[0] === two[0] && mod(one[1] + two[1], p) === 0n) return null;
    const slope =
      one[0] === two[0]
        ? (3n * one[0] * one[0] - 3n) * inverse(2n * one[1])
        : (two[1] - one[1]) * inverse(two[0] - one[0]);
    const x = mod(slope * slope - one[0] - two[0], p);
    return [x, mod(slope * (one[0] - x) - one[1], p)];
  };
  const minus = (point: P): P => point && [point[0], mod(-point[1], p)];
  const mul = (point: P, scalar: bigint): P => {
    let [result, doubled]: [P, P] = [null, point];
    for (let rest = mod(scalar, n); rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = plus(result, doubled);
      doubled = plus(doubled, doubled);
    }
    return result;
  };
  const read = (hex: string): P => {
    if (hex === '00') return null;
    const x = BigInt(`0x${hex.slice(2)}`);
    const y = power(x * x * x - 3n * x + b, (p + 1n) / 4n);
    if (mod(y * y - (x * x * x - 3n * x + b), p) !== 0n) throw new RangeError('not on the curve');
    return [x, (y & 1n) === BigInt(Number.parseInt(hex.slice(0, 2), 16) & 1) ? y : p - y];
  };
  const show = (point: P) =>
    point ? `${point[1] & 1n ? '03' : '02'}${point[0].toString(16).padStart(64, '0')}` : '00';
  const hash = (...parts: string[]) =>
    mod(
      BigInt(
        `0x${createHash('sha512')
          .update(['comunanza-ballot-1', ...parts].join('|'))
          .digest('hex')}`,
      ),
      n,
    );
  const num = (hex: string) => BigInt(`0x${hex}`);
  const key = read(ballot.publicKey);

  for (const { seat, paper, receipt } of ballot.seats) {
    if (paper === null) continue;
    if (createHash('sha256').update(paper).digest('hex') !== receipt) return false;
    const { cells, c, z } = JSON.parse(paper) as {
      cells: Record<'a' | 'b' | 'c0' | 'c1' | 'z0' | 'z1', string>[];
      c: string;
      z: string;
    };
    let [sumA, sumB]: [P, P] = [null, null];
    for (const [option, cell] of cells.entries()) {
      const [a, bb] = [read(cell.a), read(cell.b)];
      const commits = [0n, 1n].flatMap((bit) => {
        const [ci, zi] = bit ? [num(cell.c1), num(cell.z1)] : [num(cell.c0), num(cell.z0)];
        const rest = plus(bb, minus(mul(G, bit)));
        return [plus(mul(G, zi), minus(mul(a, ci))), plus(mul(key, zi), minus(mul(rest, ci)))];
      });
      const whole = hash(
        'cell',
        ballot.ballot,
        seat,
        String(option),
        ballot.publicKey,
        cell.a,
        cell.b,
        ...commits.map(show),
      );
      if (mod(num(cell.c0) + num(cell.c1), n) !== whole) return false;
      [sumA, sumB] = [plus(sumA, a), plus(sumB, bb)];
    }
    const commitA = plus(mul(G, num(z)), minus(mul(sumA, num(c))));
    const commitB = plus(mul(key, num(z)), minus(mul(plus(sumB, minus(G)), num(c))));
    const points = cells.flatMap((cell) => [cell.a, cell.b]);
    if (hash('sum', ballot.ballot, seat, ballot.publicKey, ...points, show(commitA), show(commitB)) !== num(c))
      return false;
  }
  for (const total of ballot.totals) {
    let [a, bb]: [P, P] = [null, null];
    for (const { paper, present, weight } of ballot.seats) {
      if (paper === null || !present) continue;
      const cell = JSON.parse(paper).cells[total.option];
      const worth = total.counting === 'heads' ? 1n : BigInt(weight ?? 0);
      a = plus(a, mul(read(cell.a), worth));
      bb = plus(bb, mul(read(cell.b), worth));
    }
    if (show(a) !== total.a || show(bb) !== total.b) return false;
    const share = read(total.share);
    if (show(plus(bb, minus(share))) !== show(mul(G, BigInt(total.total)))) return false;
    const [c, z] = [num(total.c), num(total.z)];
    const commitG = plus(mul(G, z), minus(mul(key, c)));
    const commitA = plus(mul(a, z), minus(mul(share, c)));
    const name = `${ballot.ballot}/${total.counting}/${total.option}`;
    if (hash('total', name, ballot.publicKey, total.a, total.b, total.share, show(commitG), show(commitA)) !== c)
      return false;
  }
  return ballot.totals.length > 0;
}
