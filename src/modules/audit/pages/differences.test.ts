import { expect, test } from 'vitest';
import { differencesIn, tokenIn } from './differences.ts';

test('[CAL-9.7] what was before and after stands side by side, field by field', () => {
  const change = JSON.stringify({
    before: { role: 'REF', dates: { since: '2026-01-01' } },
    after: { role: 'SEC', tags: ['a', 2] },
  });
  expect(differencesIn(change)).toEqual([
    { field: 'role', before: 'REF', after: 'SEC' },
    { field: 'dates.since', before: '2026-01-01' },
    { field: 'tags.0', after: 'a' },
    { field: 'tags.1', after: '2' },
  ]);
});

test('[CAL-9.7] an act that told nothing, or a bare value, is shown for what it is', () => {
  expect(differencesIn(null)).toEqual([]);
  expect(differencesIn('{"after":7}')).toEqual([{ field: '—', after: '7' }]);
  expect(differencesIn('{"before":{"until":null}}')).toEqual([]);
});

test('[CAL-9.7] the token of a program is told apart', () => {
  const change = '{"after":{"name":"x"},"token":"abc"}';
  expect([tokenIn(change), tokenIn('{}'), tokenIn(null)]).toEqual(['abc', null, null]);
  expect(differencesIn(change)).toEqual([{ field: 'name', after: 'x' }]);
});
