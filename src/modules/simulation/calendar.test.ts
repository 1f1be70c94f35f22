import { describe, expect, it } from 'vitest';
import { agreementOf, trySimulation } from '../../testing/try-simulation.ts';
import { calendar } from './calendar.ts';

type Facts = Record<string, unknown>;
type Row = { id: string; clause: string; title: string; due: string; who: string; kind: string; hard: boolean };

function rows(agreement: string, facts: Facts, readings: Facts = {}): Row[] {
  const tried = trySimulation(calendar, agreement, facts, readings);
  if (!tried.result) throw new Error(`${tried.exit}: ${tried.paths ?? tried.codes}`);
  return tried.result.obligations as Row[];
}
const short = (found: readonly Row[]) => found.map(({ due, clause }) => `${due} ${clause}`);

describe('calendar of each agreement', () => {
  it('[VV-10.1.b, VV-10.2, VV-10.3, VV-10.4] Valdarno e Valdisieve: three plans in January, all of them again in September', () => {
    expect(short(rows('valdarno-valdisieve', { year: 2027 }))).toEqual([
      '2027-01-15 VV-10.2',
      '2027-01-31 VV-10.1.b',
      '2027-01-31 VV-10.3',
      '2027-09-30 VV-10.4',
    ]);
  });

  it('[VV-10.2] days of plans follow their settings, and no holiday moves them', () => {
    const readings = {
      'plans.integration_due': '01-06',
      'plans.purchase_due': '02-28',
      'plans.existing_services_due': '03-01',
      'plans.resend_due': '12-25',
    };
    expect(short(rows('valdarno-valdisieve', { year: 2028 }, readings))).toEqual([
      '2028-01-06 VV-10.2',
      '2028-02-28 VV-10.1.b',
      '2028-03-01 VV-10.3',
      '2028-12-25 VV-10.4',
    ]);
    expect(
      trySimulation(calendar, 'valdarno-valdisieve', { year: 2027 }, { 'plans.resend_due': '02-29' }).paths,
    ).toEqual(['readings.plans.resend_due']);
  });

  it('[CAL-6.1, CAL-6.5, CAL-6.6] Calatino: two half-yearly reports, the action plan, the notice of next year projects', () => {
    expect(short(rows('calatino', { year: 2027 })).toSorted()).toEqual([
      '2027-06-30 CAL-6.5',
      '2027-09-30 CAL-6.1',
      '2027-12-31 CAL-6.5',
      '2027-12-31 CAL-6.6',
    ]);
    const readings = { 'plans.action_plan_due': '10-31', 'plans.peg_notice_due': '09-30' };
    expect(short(rows('calatino', { year: 2028 }, readings))).toEqual([
      '2028-06-30 CAL-6.5',
      '2028-09-30 CAL-6.6',
      '2028-10-31 CAL-6.1',
      '2028-12-31 CAL-6.5',
    ]);
  });

  it('[LC-4.ord, LC-5.meet, LC-5.t3, LC-6.oct, LC-6.pay.1, LC-8.3] Lecco: every day of a year without events', () => {
    expect(short(rows('lecco', { year: 2027 }))).toEqual([
      '2027-03-31 LC-5.meet',
      '2027-06-30 LC-5.meet',
      '2027-06-30 LC-6.pay.1',
      '2027-09-30 LC-5.meet',
      '2027-10-02 LC-8.3',
      '2027-10-15 LC-5.t3',
      '2027-10-31 LC-5.t3',
      '2027-10-31 LC-6.oct',
      '2027-12-31 LC-4.ord',
      '2027-12-31 LC-5.meet',
    ]);
  });

  it('[LC-3.1, LC-3.6, LC-4.conv.1, LC-6.pay.2] Lecco: what hangs on events is there only with them', () => {
    const found = rows('lecco', {
      year: 2027,
      events: {
        'meeting:assembly': ['2027-04-26', '2027-10-28'],
        'signed:c_e507': '2027-01-15',
        'account-approved': '2027-04-26',
      },
    });
    const extra = short(found).filter((row) => !short(rows('lecco', { year: 2027 })).includes(row));
    expect(extra).toEqual([
      '2027-01-25 LC-3.1',
      '2027-01-25 LC-3.6',
      '2027-04-16 LC-4.conv.1',
      '2027-05-26 LC-6.pay.2',
      '2027-10-18 LC-4.conv.1',
    ]);
    expect(found).toHaveLength(15);
    expect(found.find(({ clause }) => clause === 'LC-3.1')).toMatchObject({ who: expect.stringContaining('c_e507') });
  });

  it('[AT-A1] Asti: thirty days from each signature', () => {
    expect(rows('asti', { year: 2027 })).toEqual([]);
    expect(
      short(rows('asti', { year: 2010, events: { 'signed:c_a479': '2010-11-12', 'signed:p_at': ['2010-10-01'] } })),
    ).toEqual(['2010-11-02 AT-A1', '2010-12-13 AT-A1']);
    expect(
      short(rows('asti', { year: 2027, events: { 'signed:c_a479': '2027-11-12' } }, { approval_days: 10 })),
    ).toEqual(['2027-11-22 AT-A1']);
  });

  it('[EV-org.5] Empolese Valdelsa: two months after each meeting, one row each, never binding, never moved', () => {
    const meetings = { 'meeting:authority': ['2027-01-14', '2027-03-12', '2027-12-31'] };
    const found = rows('empolese-valdelsa', { year: 2027, events: meetings });
    // 14 March 2027 is a Sunday.
    expect(short(found)).toEqual(['2027-03-14 EV-org.5', '2027-05-12 EV-org.5']);
    expect(found.every(({ hard, kind }) => !hard && kind === 'cadence')).toBe(true);
    expect(short(rows('empolese-valdelsa', { year: 2028, events: meetings }))).toEqual(['2028-02-29 EV-org.5']);
    expect(rows('empolese-valdelsa', { year: 2027 })).toEqual([]);
  });

  it('[EV-org.5] by the calendar, the last day of each two months', () => {
    expect(short(rows('empolese-valdelsa', { year: 2028 }, { 'authority.cadence': 'calendar' }))).toEqual([
      '2028-02-29 EV-org.5',
      '2028-04-30 EV-org.5',
      '2028-06-30 EV-org.5',
      '2028-08-31 EV-org.5',
      '2028-10-31 EV-org.5',
      '2028-12-31 EV-org.5',
    ]);
  });
});

describe('calendar: days', () => {
  const lecco = (facts: Facts, readings: Facts = {}) => short(rows('lecco', facts, readings));

  it('[C-5] terms in days after an event and payments move from holidays; notices and plans do not', () => {
    const events = { 'signed:c_a': '2027-12-15', 'account-approved': '2027-11-25', 'meeting:assembly': '2027-11-11' };
    const found = lecco({ year: 2027, events });
    // Ten days from 15 December is Christmas, thirty from 25 November too; 1 November is a holiday.
    expect(found).toContain('2027-12-27 LC-3.1');
    expect(found).toContain('2027-12-27 LC-6.pay.2');
    expect(found).toContain('2027-11-01 LC-4.conv.1');
    const previous = lecco({ year: 2027, events }, { 'terms.holiday_shift': 'previous' });
    expect(previous).toContain('2027-12-24 LC-3.1');
    const none = lecco({ year: 2027, events }, { 'terms.holiday_shift': 'none' });
    expect(none).toContain('2027-12-25 LC-6.pay.2');
    expect(lecco({ year: 2030 })).toContain('2030-07-01 LC-6.pay.1');
  });

  it('only what falls in the year is listed, also where a holiday carries it over', () => {
    const carried = { 'payments.first': { fraction: '30%', due: '12-31' }, 'terms.holiday_shift': 'next' };
    // 31 December 2028 is a Sunday and 1 January a holiday: the payment of 2028 falls on 2 January 2029.
    expect(lecco({ year: 2028 }, carried).filter((row) => row.endsWith('pay.1'))).toEqual([]);
    expect(lecco({ year: 2029 }, carried).filter((row) => row.endsWith('pay.1'))).toEqual([
      '2029-01-02 LC-6.pay.1',
      '2029-12-31 LC-6.pay.1',
    ]);
    const events = { 'meeting:assembly': ['2028-01-05', '2027-01-05'], 'signed:c_a': ['2026-12-28', '2027-12-30'] };
    const found = lecco({ year: 2027, events });
    expect(found.filter((row) => row.endsWith('conv.1'))).toEqual(['2027-12-26 LC-4.conv.1']);
    expect(found.filter((row) => row.endsWith('LC-3.1'))).toEqual(['2027-01-07 LC-3.1']);
  });

  it('[LC-4.conv.1, LC-8.3, LC-5.t3] follows the settings of notices, withdrawal and proposals', () => {
    const found = lecco(
      { year: 2027, events: { 'meeting:assembly': '2027-10-28' } },
      {
        'notice.clear_days': true,
        'withdrawal.last_day': '10-03',
        'plans.presidency_internal_due': '10-01',
        'signing.referent_days': 5,
      },
    );
    for (const row of ['2027-10-17 LC-4.conv.1', '2027-10-03 LC-8.3', '2027-10-01 LC-5.t3'])
      expect(found).toContain(row);
  });

  it('agreements that have expired are run as renewed, and years before they began by their first text', () => {
    for (const year of [2009, 2017, 2018, 2031]) expect(lecco({ year })).toHaveLength(10);
    expect(rows('valdarno-valdisieve', { year: 2012 })).toHaveLength(4);
    expect(rows('empolese-valdelsa', { year: 2004, events: { 'meeting:authority': '2004-01-14' } })).toMatchObject([
      { due: '2004-03-14' },
    ]);
  });

  it('each row has an id of its own, a title, who, a kind, and whether it binds', () => {
    const found = rows('lecco', {
      year: 2027,
      events: {
        'meeting:assembly': ['2027-04-26', '2027-10-28', '2027-10-28'],
        'signed:c_a': '2027-01-15',
        'signed:c_b': '2027-01-15',
      },
    });
    expect(found.filter(({ due, clause }) => due === '2027-10-18' && clause === 'LC-4.conv.1')).toHaveLength(2);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    for (const row of found) {
      expect(Object.keys(row)).toEqual(['id', 'clause', 'title', 'due', 'who', 'kind', 'hard']);
      expect(['deadline', 'cadence']).toContain(row.kind);
      expect(row.title.length * row.who.length).toBeGreaterThan(0);
    }
    expect(found.map(({ due }) => due)).toEqual(found.map(({ due }) => due).toSorted());
  });

  it('explains each row', () => {
    const traces = trySimulation(calendar, 'lecco', { year: 2027, events: { 'signed:c_a': '2027-01-15' } }).explain();
    expect(Object.keys(traces)).toHaveLength(12);
    const told = JSON.stringify(traces);
    for (const part of ['firma di c_a', 'signing.referent_days', 'withdrawal.last_day', 'art. 6 c. 5'])
      expect(told).toContain(part);
  });
});

describe('calendar: facts', () => {
  const paths = (agreement: string, facts: Facts) => trySimulation(calendar, agreement, facts).paths;

  it('an unknown event is a problem, also one of another agreement', () => {
    expect(paths('lecco', { year: 2027, events: { 'meeting:presidency': '2027-01-01' } })).toEqual([
      'events.meeting:presidency',
    ]);
    expect(paths('calatino', { year: 2027, events: { 'meeting:assembly': '2027-01-01' } })).toEqual([
      'events.meeting:assembly',
    ]);
    expect(paths('valdarno-valdisieve', { year: 2027, events: { 'signed:c_a': '2027-01-01' } })).toEqual([
      'events.signed:c_a',
    ]);
    expect(paths('asti', { year: 2027, events: { signed: '2027-01-01', 'signed:': '2027-01-01' } })).toEqual([
      'events.signed',
      'events.signed:',
    ]);
    expect(paths('empolese-valdelsa', { year: 2027, events: { 'account-approved': '2027-01-01' } })).toEqual([
      'events.account-approved',
    ]);
  });

  it('an event holds a date or a list of dates', () => {
    const event = (days: unknown) => paths('lecco', { year: 2027, events: { 'account-approved': days } });
    expect(event('2027-02-29')).toEqual(['events.account-approved']);
    expect(event(['2027-01-01', '2027-13-01', 3])).toEqual([
      'events.account-approved[1]',
      'events.account-approved[2]',
    ]);
    expect(event([])).toEqual(['events.account-approved']);
    expect(event({ on: '2027-01-01' })).toEqual(['events.account-approved']);
    expect(event(null)).toBeUndefined();
  });

  it('reports everything together', () => {
    expect(paths('lecco', {})).toEqual(['year']);
    expect(paths('lecco', { year: '2027', events: ['2027-01-01'], month: 1 })!.toSorted()).toEqual([
      'events',
      'month',
      'year',
    ]);
    expect(paths('lecco', { year: 2027.5, events: { x: 'y' } })).toEqual(['year', 'events.x']);
  });
});

describe('calendar of an association unlike the five', () => {
  const sixth = agreementOf(`
  - id: plan
    article: art. 2
    title: { it: Piano, en: Plan }
    summary: { it: Ogni anno., en: Every year. }
    kind: deadlines
    requirement: [SIX-2]
    versions:
      - since: 2020-01-01
        deadlines:
          - { id: plan, title: { it: Piano, en: Plan }, who: { it: Ufficio, en: Office }, due: { every: '03-01' } }
      - since: 2027-02-15
        deadlines:
          - { id: plan, title: { it: Piano, en: Plan }, who: { it: Ufficio, en: Office }, due: { every: '02-01' } }
          - { id: once, title: { it: Avvio, en: Start }, who: { it: Ufficio, en: Office }, hard: false, due: { on: 2027-06-02 } }
          - { id: papers, title: { it: Atti, en: Papers }, who: { it: Ufficio, en: Office }, due: { before: inspection, days: 3 } }
          - { id: report, title: { it: Esito, en: Report }, who: { it: Ufficio, en: Office }, due: { after: inspection, months: 1 } }
  - id: meetings
    article: art. 3
    title: { it: Riunioni, en: Meetings }
    summary: { it: Ogni cinque mesi., en: Every five months. }
    kind: cadence
    requirement: [SIX-3]
    versions:
      - { id: meeting, title: { it: Riunione, en: Meeting }, who: { it: Capo, en: Head }, everyMonths: 5, mode: calendar }
`);

  it('[C-4] each row follows the version in force on its day; terms before and in months are not moved', () => {
    const facts = { year: 2027, events: { inspection: ['2027-05-03', '2027-07-15'] } };
    const found = trySimulation(calendar, sixth, facts).result!.obligations as Row[];
    // In 2027 the plan was due on 1 March before the amendment, and on 1 February after it: neither falls in its version.
    expect(short(found)).toEqual([
      '2027-04-30 SIX-2',
      '2027-05-31 SIX-3',
      '2027-06-02 SIX-2',
      '2027-06-03 SIX-2',
      '2027-07-12 SIX-2',
      '2027-08-15 SIX-2',
      '2027-10-31 SIX-3',
      '2027-12-31 SIX-3',
    ]);
    expect(short(trySimulation(calendar, sixth, { year: 2026 }).result!.obligations as Row[])).toContain(
      '2026-03-01 SIX-2',
    );
    expect(short(trySimulation(calendar, sixth, { year: 2028 }).result!.obligations as Row[])).toContain(
      '2028-02-01 SIX-2',
    );
  });

  it('is refused where no clause makes anything due', () => {
    const silent = agreementOf(`
  - id: aim
    article: art. 1
    title: { it: Scopo, en: Aim }
    summary: { it: Insieme., en: Together. }
    kind: statement
    versions: [{}]
`);
    expect(trySimulation(calendar, silent, { year: 2027 })).toMatchObject({
      exit: 3,
      codes: ['agreement/no-such-clause'],
    });
  });
});
