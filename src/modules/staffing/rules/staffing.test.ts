import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../../kernel/day.ts';
import { parseFraction, toDecimal, toShortestDecimal } from '../../../kernel/fraction.ts';
import { cents } from '../../../kernel/money.ts';
import type { Trace } from '../../../kernel/trace.ts';
import { type ClauseKind, theClause, withReadings } from '../../agreement/rules/index.ts';
import { shippedAgreement } from '../../agreement/shipped.ts';
import {
  claimedFor,
  claimStates,
  hourQuotasOf,
  mayBecome,
  mediaDays,
  middleOf,
  notThere,
  planOn,
  presencesIn,
  promptness,
  quotaYear,
  readStretches,
  referentDuty,
  rosterOn,
  shortfallOf,
  unstaffedSpells,
  writeStretches,
} from './index.ts';

function clauseOf<K extends ClauseKind>(kind: K, name = 'valdarno-valdisieve', readings: Record<string, unknown> = {}) {
  const { agreement, problems } = withReadings(shippedAgreement(name)!.document, readings);
  expect(problems).toEqual([]);
  const clause = theClause(agreement, kind, day('2027-01-01'));
  if (!clause.ok) throw new Error(clause.refusals[0]!.says.en);
  return clause.value;
}

/** Articles, versions and registers named anywhere in an explanation. */
function grounds({ why, from }: Trace): string[] {
  const own =
    why.kind === 'source' || (why.kind === 'reading' && why.source)
      ? [`${why.source!.article} ${why.source!.since}`]
      : why.kind === 'fact'
        ? [`${why.register} ${why.on}`]
        : [];
  return [...own, ...from.flatMap(grounds)];
}

const always = { since: day('2019-01-01'), until: null };
const staffed = (until: string | null, daysPerWeek = 2) => [
  { since: day('2026-01-01'), until: until === null ? null : day(until), daysPerWeek },
];

describe('the duty of a referent', () => {
  const on = (today: string, periods = staffed('2027-06-30'), readings = {}, appointments: { since: string }[] = []) =>
    referentDuty(
      {
        on: day(today),
        within: always,
        periods,
        appointments: appointments.map(({ since }) => ({ since: day(since), until: null })),
      },
      clauseOf('site-referent', 'valdarno-valdisieve', readings),
    );

  it('[VV-9.3] a site staffed until 30 June 2027 needs a referent from 1 July', () => {
    expect(on('2027-06-30')).toMatchObject({ state: 'not-needed', due: null });
    expect(on('2027-07-01')).toMatchObject({ state: 'missing', due: '2027-07-01', unstaffedSince: '2027-07-01' });
    expect(on('2027-07-01', undefined, {}, [{ since: '2027-07-01' }]).state).toBe('in-office');
  });

  it('[VV-9.3] days of grace move the day from which one is needed', () => {
    const grace = { 'sites.referent_grace_days': 15 };
    expect(on('2027-07-15', undefined, grace)).toMatchObject({ state: 'grace', due: '2027-07-16' });
    expect(on('2027-07-16', undefined, grace).state).toBe('missing');
  });

  it('[VV-5.3] half a day a week staffs a site only where the reading says so', () => {
    expect(on('2027-03-01', staffed(null, 0.5)).state).toBe('missing');
    expect(on('2027-03-01', staffed(null, 0.5), { 'sites.staffed_min_days_per_week': 0.5 }).state).toBe('not-needed');
  });

  it('[VV-9.3] the explanation gives article, version, reading and day', () => {
    const trace = on('2027-07-01').explain();
    expect(grounds(trace)).toContain('art. 9 c. 3 2012-12-28');
    expect(grounds(trace)).toContain('staffing 2027-07-01');
    expect(JSON.stringify(trace)).toContain('2027-06-30');
  });

  it('[VV-9.3] a day is either staffed or in one unstaffed stretch', () => {
    const lengths = fc.array(fc.tuple(fc.nat(900), fc.nat(200)), { maxLength: 6 });
    fc.assert(
      fc.property(lengths, (given) => {
        const first = day('2026-01-01');
        const periods = given.map(([from, long]) => ({
          since: addDays(first, from),
          until: addDays(first, from + long),
          daysPerWeek: 1,
        }));
        const spells = unstaffedSpells(periods, { since: first, until: day('2029-12-31') }, 1);
        for (let i = 0; i < 1200; i += 13) {
          const today = addDays(first, i);
          const covering = ({ since, until }: { since: string; until: string | null }) =>
            since <= today && (until === null || today <= until);
          expect(spells.filter(covering)).toHaveLength(periods.some(covering) ? 0 : 1);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('presence', () => {
  it('[VV-6.3] 6 days and 36 hours agreed, 5 days and 33 hours worked: 1 day and 3 hours are missing', () => {
    const { days, minutes, short, explain } = shortfallOf(
      {
        month: day('2027-03-01'),
        agreed: { days: 6, minutes: 36 * 60, act: 'intesa 4/2027' },
        planned: { days: 6, minutes: 36 * 60 },
        worked: { days: 5, minutes: 33 * 60 },
      },
      clauseOf('presence-minimum'),
    );
    expect({ days, minutes, short }).toEqual({ days: 1, minutes: 180, short: true });
    expect(grounds(explain())).toContain('art. 6 c. 3 2012-12-28');
    expect(JSON.stringify(explain())).toContain('intesa 4/2027');
  });

  it('[VV-6.3] more than agreed in hours makes up for no day', () => {
    const shortfall = shortfallOf(
      {
        month: day('2027-03-01'),
        agreed: { days: 6, minutes: 600, act: 'intesa' },
        planned: { days: 0, minutes: 0 },
        worked: { days: 5, minutes: 6000 },
      },
      undefined,
    );
    expect(shortfall).toMatchObject({ days: 1, minutes: 0, short: true });
  });

  const week = (staff: string, site = 'rufina') => ({
    staff,
    since: day('2026-01-01'),
    stints: [1, 2, 3, 4, 5].map((weekday) => ({ site, weekday, from: 480, until: 840 })),
  });
  const facts = {
    staff: ['ada', 'ugo'].map((staff) => ({ staff, since: day('2020-01-01'), until: null })),
    weeks: [week('ada'), week('ugo', 'londa')],
    days: [] as {
      staff: string;
      since: ReturnType<typeof day>;
      until: ReturnType<typeof day>;
      at: null | { site: string; from: number; until: number };
    }[],
    coverage: [
      { site: null, weekday: 1, from: 480, until: 1020, people: 1, since: day('2026-01-01'), ends: null },
      { site: 'rufina', weekday: 1, from: 480, until: 840, people: 1, since: day('2026-01-01'), ends: null },
    ],
  };
  const monday = day('2027-08-09');

  it('[VV-2.3.f] the console is wanted until 17 and everybody leaves at 14: a gap of three hours', () => {
    expect(rosterOn(monday, facts).gaps).toEqual([{ site: null, from: 840, until: 1020, wanted: 1, present: 0 }]);
  });

  it('[VV-2.3.f] in August one is away: the main site has a gap, the console is held from the other', () => {
    const days = [{ staff: 'ada', since: day('2027-08-01'), until: day('2027-08-31'), at: null }];
    const { absent, gaps, stints } = rosterOn(monday, { ...facts, days });
    expect(absent).toEqual(['ada']);
    expect(stints.map(({ staff }) => staff)).toEqual(['ugo']);
    expect(gaps).toContainEqual({ site: 'rufina', from: 480, until: 840, wanted: 1, present: 0 });
    expect(gaps.filter(({ site }) => site === null)).toEqual([
      { site: null, from: 840, until: 1020, wanted: 1, present: 0 },
    ]);
  });

  it('[VV-2.3.f] a single day takes the place of the week', () => {
    const at = { site: 'rufina', from: 780, until: 1080 };
    const { stints, gaps } = rosterOn(monday, { ...facts, days: [{ staff: 'ugo', since: monday, until: monday, at }] });
    expect(stints).toContainEqual({ staff: 'ugo', ...at });
    expect(gaps).toEqual([]);
  });

  it('[VV-2.3.f] on a national holiday nobody is expected and nothing is wanted', () => {
    expect(rosterOn(day('2028-05-01'), facts)).toMatchObject({ holiday: true, stints: [], gaps: [] });
  });

  it('[VV-7.7, AT-U3] the roster says why nobody is expected: absent, no day of work, other hours; nothing of who was never planned', () => {
    const nine = { staff: 'ugo', on: monday, from: 540, until: 600 };
    const away = { ...facts, days: [{ staff: 'ugo', since: monday, until: monday, at: null }] };
    expect(notThere(nine, facts)).toBeUndefined();
    expect(notThere(nine, away)?.it).toContain('assente');
    expect(notThere({ ...nine, from: 900, until: 960 }, facts)?.it).toContain('08:00–14:00');
    expect(notThere({ ...nine, on: addDays(monday, -2) }, facts)?.it).toContain('non lavora');
    expect(notThere({ ...nine, staff: 'mai' }, facts)).toBeUndefined();
  });

  it('[VV-6.3] days and time planned at a site are counted by person and site', () => {
    const roster = [0, 1, 2].map((days) => rosterOn(addDays(monday, days), facts));
    expect(presencesIn(roster).get('ada rufina')).toEqual({ days: 3, minutes: 3 * 360 });
  });

  it('[VV-6.3] hours are read as they are typed', () => {
    expect(writeStretches(readStretches('14:30-17; 8-13')!)).toBe('08:00-13:00, 14:30-17:00');
    for (const wrong of ['8', '13-8', '8-13, 12-14', '8-25', '8:70-9']) expect(readStretches(wrong)).toBeUndefined();
    expect(readStretches('')).toEqual([]);
  });
});

describe('tasks on site', () => {
  const least = 1;
  const asked = { from: day('2027-06-28'), to: day('2027-07-07'), today: day('2027-07-07') };

  it('[VV-5.3.d] media are changed by the referent from the day after the last staffed one, on working days', () => {
    const days = mediaDays(
      { manual: always, periods: staffed('2027-06-30'), done: new Set([day('2027-07-01')]), least },
      asked,
    );
    expect(days).toEqual([
      { on: '2027-07-01', state: 'done' },
      { on: '2027-07-02', state: 'missed' },
      { on: '2027-07-05', state: 'missed' },
      { on: '2027-07-06', state: 'missed' },
      { on: '2027-07-07', state: 'to-do' },
    ]);
  });

  it('[VV-5.3.d] a site whose media are not changed by hand has no list', () => {
    expect(mediaDays({ manual: null, periods: [], done: new Set(), least }, asked)).toEqual([]);
  });

  it('[VV-9.2.b] promptness is the days from the fact to the notice', () => {
    const { days, explain } = promptness(
      { happened: day('2027-03-01'), told: day('2027-03-04') },
      clauseOf('change-notices'),
    );
    expect(days).toBe(3);
    expect(grounds(explain())).toContain('art. 9 c. 2, seconda parte 2012-12-28');
    expect([middleOf([9, 0, 2]), middleOf([])]).toEqual([2, null]);
  });
});

describe('hour quotas', () => {
  const hours = (given: Record<string, string>) =>
    new Map(Object.entries(given).map(([profile, written]) => [profile, parseFraction(written)!]));
  const quota = (used: string, allowed: Record<string, string> = {}, readings = {}) => {
    const quotas = hourQuotasOf(hours({ 'help-desk': used }), clauseOf('hour-quota', 'asti', readings), hours(allowed));
    if (!quotas.ok) throw new Error('no quota');
    return quotas.value.find(({ profile }) => profile === 'help-desk')!;
  };

  it('[AT-H3] 268.5 of 300 hours used: 31.5 remain, 89.50%, a warning and no confirmation yet', () => {
    const { residual, part, state, needsConfirmation, owed } = quota('268.5');
    expect([toShortestDecimal(residual), toDecimal({ num: part.num * 100n, den: part.den }, 2)]).toEqual([
      '31.5',
      '89.50',
    ]);
    expect([state, needsConfirmation, toShortestDecimal(owed!)]).toEqual(['warning', false, '31.5']);
    expect(grounds(quota('268.5').explain())).toContain('impegni della Provincia, punto 1 2010-01-01');
  });

  it('[AT-H3] at the whole of it a new assignment needs the head, until what the head allowed is used too', () => {
    expect([quota('300').state, quota('300').needsConfirmation]).toEqual(['exhausted', true]);
    expect(quota('305', { 'help-desk': '20' }).needsConfirmation).toBe(false);
    expect(quota('320', { 'help-desk': '20' }).needsConfirmation).toBe(true);
  });

  it('[AT-H1] as a commitment only it stops nobody, as a ceiling only nothing is owed', () => {
    expect(quota('300', {}, { 'hours.nature': 'commitment_only' }).needsConfirmation).toBe(false);
    expect(quota('10', {}, { 'hours.nature': 'ceiling_only' }).owed).toBeNull();
  });

  it('[AT-H1] the year is the calendar’s, or twelve months from signing', () => {
    const signed = day('2010-03-15');
    expect(quotaYear(day('2027-02-01'), clauseOf('hour-quota', 'asti'), signed)).toEqual({
      since: '2027-01-01',
      until: '2027-12-31',
    });
    const reading = clauseOf('hour-quota', 'asti', { 'hours.year': 'from_signing' });
    expect(quotaYear(day('2027-02-01'), reading, signed)).toEqual({ since: '2026-03-15', until: '2027-03-14' });
    expect(quotaYear(day('2027-03-15'), reading, signed).since).toBe('2027-03-15');
  });
});

describe('the plan of the staff, and what is given back for who is lent', () => {
  it('[VV-6.1] the plan that holds is the last that began; of one day, the later', () => {
    const plan = (number: number, since: string) => ({ number, since: day(since) });
    const plans = [plan(1, '2027-01-01'), plan(3, '2027-07-01'), plan(2, '2027-07-01')];
    const on = (written: string) => planOn(plans, day(written))?.number;
    expect([on('2026-12-31'), on('2027-06-30'), on('2027-07-01')]).toEqual([undefined, 1, 3]);
  });

  it('[VV-13.5] [R-VV-5] a technician of 36,500.00 at 60% gives back 21,900.00; a part of full time never more than the cost', () => {
    expect(claimedFor(cents(3_650_000), 60)).toBe(2_190_000n);
    const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 100 }), (cost, part) => {
        const back = claimedFor(cents(cost), part);
        expect(back <= cost && back >= 0n && (part < 100 || back === cost)).toBe(true);
      }),
    );
  });

  it('[VV-13.5] a claim is approved or refused once, and paid only when it is approved', () => {
    const may = claimStates.flatMap((from) =>
      claimStates.filter((to) => mayBecome(from, to).ok).map((to) => `${from} ${to}`),
    );
    expect(may).toEqual(['claimed approved', 'claimed refused', 'approved paid']);
  });
});
