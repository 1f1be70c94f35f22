import { describe, expect, it } from 'vitest';
import { isOneSlip } from './one-slip.ts';

describe('a word with a typing error', () => {
  it('[VV-2.3.f] one letter changed, left out, added or swapped is one slip; the same word and two slips are not', () => {
    for (const slip of ['gimo', 'hino', 'gina', 'gio', 'ino', 'ginoo', 'gnio', 'ggino', 'igno'])
      expect([slip, isOneSlip(slip, 'gino'), isOneSlip('gino', slip)]).toEqual([slip, true, true]);
    for (const other of ['gino', 'gi', 'gnoi', 'dina', 'luigino', ''])
      expect([other, isOneSlip(other, 'gino'), isOneSlip('gino', other)]).toEqual([other, false, false]);
  });
});
