import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHours, writeHours } from './hours-text.ts';

describe('hours as people write them', () => {
  it('[LC-2.f4] are read with or without minutes, in any order, with points or colons', () => {
    expect(readHours('8-13, 14:30-17')).toEqual([
      { from: 480, until: 780 },
      { from: 870, until: 1020 },
    ]);
    expect(readHours('14.30 – 17.00; 08.00 – 13.00')).toEqual(readHours('8-13,14:30-17'));
    expect(readHours('0-24')).toEqual([{ from: 0, until: 1440 }]);
    expect(readHours('  ')).toEqual([]);
  });

  it('[LC-2.f4] are none when they end before they begin, run over each other or are no time of a day', () => {
    for (const written of ['13-8', '8-8', '8-13, 12-14', '8-25', '8:60-9', '24:01-24:02', 'mattina', '8', '8-13-14'])
      expect(readHours(written), written).toBeUndefined();
  });

  it('[LC-2.f4] are read back as they were written', () => {
    const edges = fc
      .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 8 })
      .map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(edges, (all) => {
        const hours = Array.from({ length: Math.floor(all.length / 2) }, (_, i) => ({
          from: all[2 * i]!,
          until: all[2 * i + 1]!,
        }));
        expect(readHours(writeHours(hours))).toEqual(hours);
      }),
    );
  });
});
