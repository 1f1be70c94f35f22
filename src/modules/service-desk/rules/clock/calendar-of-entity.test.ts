import { describe, expect, it } from 'vitest';
import { day } from '../../../../kernel/day.ts';
import { calendarOfEntity } from './calendar-of-entity.ts';
import { hoursOn } from './hours-on.ts';
import type { WorkCalendar } from './work-calendar.ts';

const morning = [{ from: 480, until: 780 }];
const afternoon = [{ from: 840, until: 1080 }];
const association: WorkCalendar = {
  weeks: [{ since: day('2020-01-01'), days: { 1: morning, 2: morning } }],
  nationalHolidays: 'closed',
  yearly: [{ monthDay: '12-06', name: 'San Nicolò' }],
  exceptions: [{ from: day('2027-08-09'), until: day('2027-08-20'), hours: [], why: 'ferie' }],
};

describe('the calendar of an entity', () => {
  it('[LC-2.f4] is that of the association where the entity says nothing', () => {
    expect(calendarOfEntity(association, undefined)).toBe(association);
  });

  it('[LC-2.f4] adds the patron saint of the entity to that of the association', () => {
    const merged = calendarOfEntity(association, {
      yearly: [{ monthDay: '02-15', name: 'San Faustino' }],
      exceptions: [],
    });
    expect(hoursOn(merged, day('2027-02-15')).because).toEqual({ kind: 'yearly', name: 'San Faustino' });
    expect(hoursOn(merged, day('2027-12-06')).because).toEqual({ kind: 'yearly', name: 'San Nicolò' });
    expect(hoursOn(merged, day('2027-02-16')).hours).toEqual(morning);
  });

  it('[LC-2.f4] lets the entity be open when the association is not, and keep hours of its own', () => {
    const merged = calendarOfEntity(association, {
      weeks: [{ since: day('2026-01-01'), days: { 1: afternoon } }],
      yearly: [],
      exceptions: [{ from: day('2027-08-09'), until: day('2027-08-09'), hours: afternoon, why: 'apertura' }],
    });
    expect(hoursOn(merged, day('2027-08-09')).hours).toEqual(afternoon);
    expect(hoursOn(merged, day('2027-08-10')).hours).toEqual([]);
    expect(hoursOn(merged, day('2027-02-15')).hours).toEqual(afternoon);
    expect(hoursOn(merged, day('2027-02-16')).hours).toEqual([]);
  });
});
