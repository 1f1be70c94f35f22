import { expect, test } from 'vitest';
import { whatToTell } from './new-device.ts';

const firefox = 'Mozilla/5.0 (X11; Linux) Firefox/132.0';
const edge = 'Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Edg/130.0';
const seen = (hour: number, told: boolean, origin = '203.0.113.7', agent = firefox) => ({
  at: new Date(Date.UTC(2026, 10, 21, hour)),
  origin,
  agent,
  told,
});

test('a browser that forgets its cookie every time is told once a day, and then how many times it was seen', () => {
  expect(whatToTell([seen(6, false)], seen(8, false))).toEqual({ tell: true, unsaid: 0 });
  const day = [seen(6, false), seen(8, true), seen(9, false), seen(15, false)];
  expect(whatToTell(day, seen(31, false))).toEqual({ tell: false, unsaid: 2 });
  expect(whatToTell(day, seen(32, false))).toEqual({ tell: true, unsaid: 2 });
  expect(whatToTell([...day, seen(32, true)], seen(33, false))).toEqual({ tell: false, unsaid: 0 });
});

test('one from elsewhere, or with another browser, is told at once, however many were told before', () => {
  const told = Array.from({ length: 20 }, (_, i) => seen(8, true, `203.0.113.${i}`));
  expect(whatToTell(told, seen(9, false, '198.51.100.1')).tell).toBe(true);
  expect(whatToTell(told, seen(9, false, '203.0.113.7', edge)).tell).toBe(true);
  expect(whatToTell(told, seen(9, false, '203.0.113.7')).tell).toBe(false);
});
