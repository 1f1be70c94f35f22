import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import { membershipIn } from './membership-days.ts';

const written = (year: number, joined?: string, left?: string) => {
  const { num, den } = membershipIn(year, { joined: joined && day(joined), left: left && day(left) } as never);
  return `${num}/${den}`;
};

describe('days of membership', () => {
  it('[LC-8.1] the first and the last day count, over the days of the year', () => {
    expect(written(2020, '2020-09-01')).toBe('122/366');
    expect(written(2027, '2027-01-02')).toBe('364/365');
    expect(written(2027, undefined, '2027-01-01')).toBe('1/365');
    expect(written(2027, '2027-05-01', '2027-05-31')).toBe('31/365');
  });

  it('[LC-8.1] who was there all year counts whole, who was not there at all counts nothing', () => {
    expect(written(2027)).toBe('1/1');
    expect(written(2027, '2027-01-01', '2027-12-31')).toBe('1/1');
    expect(written(2027, '2018-01-15', '2028-03-01')).toBe('1/1');
    expect(written(2027, '2028-01-01')).toBe('0/1');
    expect(written(2027, '2018-01-01', '2026-12-31')).toBe('0/1');
  });
});
