import { describe, expect, it } from 'vitest';
import { cents } from './money.ts';
import { count, fact, given, money, step } from './trace.ts';
import { readTraces, writeTraces } from './trace-text.ts';

describe('explanations as text', () => {
  it('come back the same, and what is shared is written once', () => {
    const people = fact({ it: 'abitanti', en: 'inhabitants' }, count(20500n), 'population', '2026-12-31', 'ANPR');
    const amount = given({ it: 'spesa', en: 'cost' }, money(cents(21500000)));
    const share = (n: number) =>
      step({ it: `quota ${n}`, en: `share ${n}` }, money(cents(n)), { it: 'divisione', en: 'division' }, [
        people,
        amount,
      ]);
    const roots = { a: share(1), b: share(2), people };
    const text = writeTraces(roots);
    expect(readTraces(text)).toEqual(roots);
    expect(text.match(/ANPR/g)).toHaveLength(1);
  });
});
