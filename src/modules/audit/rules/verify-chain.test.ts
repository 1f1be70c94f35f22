import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChainedEntry, contentOf } from './chained-entry.ts';
import { beginning, type ChainEnd, isFlaw, verifyChain } from './verify-chain.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const word = fc.string({ unit: 'grapheme', maxLength: 12 });
const maybe = fc.option(word);

const loose = fc.record({
  at: word,
  action: word,
  outcome: word,
  person: maybe,
  actorKind: word,
  role: maybe,
  post: maybe,
  entity: maybe,
  actingFor: maybe,
  via: word,
  origin: maybe,
  inputDigest: word,
  change: maybe,
});
type Loose = typeof loose extends fc.Arbitrary<infer T> ? T : never;

function chained(entries: readonly Loose[], association = 'lecco'): ChainedEntry[] {
  let end: ChainEnd = beginning;
  return entries.map((entry) => {
    const content = { ...entry, association, number: end.number + 1, previous: end.hash };
    const whole = { ...content, hash: sha256(contentOf(content)) };
    end = { number: whole.number, hash: whole.hash };
    return whole;
  });
}

const headOf = (entries: readonly ChainedEntry[]): ChainEnd => entries.at(-1) ?? beginning;
const chains = fc.array(loose, { minLength: 2, maxLength: 12 }).map((entries) => chained(entries));
const pick = fc.nat();
const found = (entries: readonly ChainedEntry[], head: ChainEnd) => {
  const answer = verifyChain(entries, head, sha256);
  return isFlaw(answer) ? answer : null;
};
const fields = [
  'association',
  'at',
  'action',
  'outcome',
  'person',
  'actorKind',
  'role',
  'post',
  'entity',
  'actingFor',
] as const;
const more = ['via', 'origin', 'inputDigest', 'change'] as const;

describe('a chain', () => {
  test('[CAL-9.7] as it was written is intact', () => {
    fc.assert(fc.property(chains, (chain) => found(chain, headOf(chain)) === null));
    expect(verifyChain([], undefined, sha256)).toEqual(beginning);
  });

  test('[CAL-9.7] with any field of any entry changed is found out at that entry', () => {
    fc.assert(
      fc.property(chains, pick, fc.constantFrom(...fields, ...more), fc.option(word), (chain, at, name, value) => {
        const index = at % chain.length;
        fc.pre(chain[index]![name] !== value);
        const tampered = chain.with(index, { ...chain[index]!, [name]: value });
        expect(found(tampered, headOf(chain))).toMatchObject({ kind: 'changed', number: index + 1 });
      }),
    );
  });

  test('[CAL-9.7] without an entry is found out at the one that is missing', () => {
    fc.assert(
      fc.property(chains, pick, (chain, at) => {
        const index = at % chain.length;
        const kind = index === chain.length - 1 ? 'truncated' : 'missing';
        expect(found(chain.toSpliced(index, 1), headOf(chain))).toMatchObject({ kind, number: index + 1 });
      }),
    );
  });

  test('[CAL-9.7] renumbered and hashed anew after a removal, a swap or an insertion does not meet its head', () => {
    fc.assert(
      fc.property(chains, pick, loose, fc.constantFrom('remove', 'swap', 'insert'), (chain, at, extra, how) => {
        const index = at % (chain.length - 1);
        const swapped = chain.with(index, chain[index + 1]!).with(index + 1, chain[index]!);
        const next =
          how === 'remove'
            ? chain.toSpliced(index, 1)
            : how === 'swap'
              ? swapped
              : chain.toSpliced(index, 0, extra as ChainedEntry);
        const forged = chained(next);
        fc.pre(headOf(forged).hash !== headOf(chain).hash);
        expect(found(forged, headOf(chain))).not.toBeNull();
      }),
    );
  });

  test('[CAL-9.7] with two entries swapped, or one inserted, is found out at the first of them', () => {
    fc.assert(
      fc.property(chains, pick, loose, (chain, at, extra) => {
        const index = at % (chain.length - 1);
        const [a, b] = [chain[index]!, chain[index + 1]!];
        const swapped = chain.with(index, { ...b, number: a.number }).with(index + 1, { ...a, number: b.number });
        expect(found(swapped, headOf(chain))).toMatchObject({ kind: 'changed', number: index + 1 });
        const content = { ...extra, association: 'lecco', number: index + 1, previous: a.previous };
        const inserted = { ...content, hash: sha256(contentOf(content)) };
        fc.pre(inserted.hash !== a.hash);
        const shifted = chain.slice(index).map((entry) => ({ ...entry, number: entry.number + 1 }));
        expect(found([...chain.slice(0, index), inserted, ...shifted], headOf(chain))).toMatchObject({
          kind: 'changed',
          number: index + 2,
        });
        expect(found(chain.toSpliced(index + 1, 0, inserted), headOf(chain))).toMatchObject({ kind: 'repeated' });
      }),
    );
  });

  test('two different entries are never written alike', () => {
    fc.assert(
      fc.property(loose, loose, (a, b) => {
        const place = { association: '', number: 1, previous: beginning.hash };
        const same = JSON.stringify(a, Object.keys(a).sort()) === JSON.stringify(b, Object.keys(a).sort());
        expect(contentOf({ ...a, ...place }) === contentOf({ ...b, ...place })).toBe(same);
      }),
    );
    const place = { number: 1, previous: '', hash: '', outcome: '', actorKind: '', via: '', inputDigest: '' };
    const none = { person: null, role: null, post: null, entity: null, actingFor: null, origin: null, change: null };
    const moved = [
      { ...place, ...none, association: 'a', at: 'bc', action: '' },
      { ...place, ...none, association: 'ab', at: 'c', action: '' },
    ] as const;
    expect(contentOf(moved[0])).not.toBe(contentOf(moved[1]));
  });
});
