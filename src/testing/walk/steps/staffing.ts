import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

/** What is of the entity whose things nobody else may see. */
const inside = (place: Place) => place.mark(place.a, 'staffing');
/** What who keeps the staff of the whole association sees, and nobody of an entity. */
const whole = (place: Place) => place.mark(null, 'staffing');
/** Where the office is, and who is there, is known to everybody. */
const open = (place: Place) => place.mark(place.a, 'staffing', 'open');
const step = (action: string, input: (place: Place) => unknown, more: Partial<Step> = {}): Step => ({
  action: `staffing/${action}`,
  inputs: (place) => [input(place)],
  ...more,
});
const kept =
  (name: string, field: string) =>
  (place: Place, answer: Record<string, string>): void => {
    place.ids[name] = answer[field]!;
  };
const week = (place: Place) => ({ hours: '8-14', site: place.ids.staffedSite });
const asksStaff = (place: Place) => ({
  ...{ entity: place.a, form: 'time', what: inside(place), hours: '12', since: '2026-12-01', until: '2026-12-05' },
});
const nothing = '00000000-0000-4000-8000-000000000000';

export const staffingSteps: StepsOfModule = {
  steps: [
    step(
      'add-site',
      (place) => ({
        ...{ entity: place.a, name: `Sede ${open(place)}`, address: `via ${open(place)}`, since: '2020-01-01' },
        ...{ act: inside(place), mediaSince: '2026-01-01' },
      }),
      { keep: kept('staffedSite', 'site') },
    ),
    step('change-site', (place) => ({
      ...{
        site: place.ids.staffedSite,
        name: `Sede ${open(place)}`,
        address: `via ${open(place)}`,
        act: inside(place),
      },
      mediaSince: '2026-01-01',
    })),
    step('staff-site', (place) => ({
      site: place.ids.staffedSite,
      since: '2020-01-01',
      daysPerWeek: 2,
      act: inside(place),
    })),
    step('read-problem-way', () => ({})),
    step('unstaff-site', (place) => ({ site: place.ids.staffedSite, until: '2026-10-31', act: inside(place) })),
    step(
      'add-staff',
      (place) => ({
        ...{ name: `Tecnico ${open(place)}`, person: place.staff['L1 lead']!.person, kind: 'company' },
        ...{ company: inside(place), contract: inside(place), employer: place.a, skills: inside(place) },
        ...{ profile: 'help-desk', line: 'technical', since: '2020-01-01', act: inside(place) },
      }),
      { keep: kept('colleague', 'staff') },
    ),
    step(
      'add-staff',
      (place) => ({
        ...{ name: `Altro ${open(place)}`, kind: 'company', company: inside(place), contract: inside(place) },
        ...{ employer: place.a, since: '2020-01-01', act: inside(place) },
      }),
      { keep: kept('colleagueGone', 'staff') },
    ),
    step('end-staff', (place) => ({ staff: place.ids.colleagueGone, until: '2026-06-30', act: inside(place) })),
    step('show-staff', (place) => ({ staff: place.ids.colleague })),
    step('agree-minimum', (place) => ({
      ...{
        staff: place.ids.colleague,
        site: place.ids.staffedSite,
        month: '2026-01',
        days: 6,
        hours: '36',
        act: inside(place),
      },
    })),
    step('plan-week', (place) => ({ staff: place.ids.colleague, since: '2026-01-01', monday: week(place) })),
    step(
      'plan-presence',
      (place) => ({ staff: place.ids.colleague, site: place.ids.staffedSite, since: '2026-11-25', hours: '9-12' }),
      { keep: (place, answer: { ids: string[] }) => kept('planDay', 'id')(place, { id: answer.ids[0]! }) },
    ),
    step('remove-plan-days', (place) => ({ id: place.ids.planDay })),
    step('plan-presence', (place) => ({
      ...{ staff: place.ids.colleague, site: place.ids.staffedSite, since: '2026-11-26', hours: '9-12' },
    })),
    step('plan-absence', (place) => ({ staff: place.ids.colleague, since: '2026-11-24' }), {
      keep: kept('planDay', 'id'),
    }),
    step('set-coverage', (place) => ({
      ...{ site: place.ids.staffedSite, weekdays: ['monday'], hours: '8-18', people: 2, since: '2026-01-01' },
    })),
    step(
      'record-time',
      (place) => ({ on: '2026-11-20', hours: '2', site: place.ids.staffedSite, what: `Rete ${whole(place)}` }),
      {
        as: 'L1 lead',
        keep: kept('timeEntry', 'entry'),
      },
    ),
    step('correct-time', (place) => ({
      ...{ entry: place.ids.timeEntry, hours: '2:30', what: `Rete ${whole(place)}`, why: whole(place) },
    })),
    step('withdraw-time', (place) => ({ entry: place.ids.timeEntry, why: whole(place) })),
    step('record-time', (place) => ({ staff: place.ids.colleague, on: '2026-11-19', hours: '4', what: whole(place) }), {
      keep: kept('timeEntry', 'entry'),
    }),
    step('show-time', (place) => ({ entry: place.ids.timeEntry })),
    step('list-time', () => ({ month: '2026-11' })),
    step('close-month', () => ({ month: '2026-09' })),
    step('reopen-month', (place) => ({ month: '2026-09', reason: whole(place) })),
    step('show-shortfalls', () => ({ month: '2026-10' })),
    step('confirm-beyond-quota', (place) => ({ profile: 'help-desk', hours: '10', why: whole(place) })),
    step('record-media-change', (place) => ({
      ...{ site: place.ids.staffedSite, on: '2026-11-20', medium: inside(place), note: inside(place) },
    })),
    step(
      'record-room-entry',
      (place) => ({ site: place.ids.staffedSite, who: inside(place), company: inside(place), why: inside(place) }),
      { keep: kept('roomEntry', 'entry') },
    ),
    step('record-room-leaving', (place) => ({ entry: place.ids.roomEntry })),
    step('record-room-entry', (place) => ({ site: place.ids.staffedSite, who: inside(place), why: inside(place) })),
    step('move-stock', (place) => ({
      site: place.ids.staffedSite,
      item: inside(place),
      quantity: 3,
      note: inside(place),
    })),
    step('show-site-tasks', (place) => ({ site: place.ids.staffedSite })),
    step('tell-change', (place) => ({
      ...{ entity: place.a, about: 'people', happened: '2026-11-18', what: `Nuova addetta ${inside(place)}` },
    })),
    // what becomes a request is read by whoever reads the request
    step(
      'tell-change',
      (place) => ({ entity: place.a, about: 'lines', happened: '2026-11-19', what: 'Il totem non si accende.' }),
      {
        keep: kept('changeNotice', 'notice'),
      },
    ),
    step('ask-for-notice', (place) => ({ notice: place.ids.changeNotice })),
    step('list-change-notices', () => ({})),
    step('draft-staff-plan', (place) => ({
      since: '2026-01-01',
      posts: [{ title: `Tecnico ${whole(place)}`, category: 'D1', filling: 'mobility', note: whole(place) }],
    })),
    step('approve-staff-plan', (place) => ({ actNumber: whole(place), actDay: '2026-01-10' })),
    step('draft-staff-plan', (place) => ({
      since: '2027-01-01',
      posts: [{ title: `Tecnico ${whole(place)}`, category: 'D1', filling: 'mobility', note: whole(place) }],
    })),
    step('show-staff-plan', () => ({})),
    step('ask-staff', (place) => asksStaff(place), { keep: kept('requestWithdrawn', 'id') }),
    step('withdraw-staff-request', (place) => ({ request: place.ids.requestWithdrawn, why: inside(place) })),
    step('ask-staff', (place) => asksStaff(place), { keep: kept('requestAnswered', 'id') }),
    step(
      'answer-staff-request',
      (place) => ({
        ...{ request: place.ids.requestAnswered, accepts: true, who: inside(place), act: inside(place) },
        ...{ yearlyCost: '30000.00', why: inside(place) },
      }),
      { as: 'REF a' },
    ),
    step('ask-staff', (place) => asksStaff(place), { keep: kept('staffRequest', 'id') }),
    step('list-staff-requests', () => ({})),
    step(
      'add-staff',
      (place) => ({
        ...{ name: `Prestato ${open(place)}`, kind: 'seconded', employer: place.a, percentage: 50 },
        ...{ since: '2020-01-01', act: inside(place) },
      }),
      { keep: kept('lent', 'staff') },
    ),
    step(
      'claim-reimbursement',
      (place) => ({ staff: place.ids.lent, year: 2025, cost: '36500.00', note: inside(place) }),
      { as: 'REF a', keep: kept('claimPaid', 'id') },
    ),
    step('decide-reimbursement-claim', (place) => ({ claim: place.ids.claimPaid, approves: true, act: inside(place) })),
    step('pay-reimbursement-claim', (place) => ({
      ...{ claim: place.ids.claimPaid, paidOn: '2026-11-01', act: inside(place) },
    })),
    step(
      'claim-reimbursement',
      (place) => ({ staff: place.ids.lent, year: 2024, cost: '36500.00', note: inside(place) }),
      { as: 'REF a', keep: kept('claimApproved', 'id') },
    ),
    step('decide-reimbursement-claim', (place) => ({
      ...{ claim: place.ids.claimApproved, approves: true, act: inside(place) },
    })),
    step(
      'claim-reimbursement',
      (place) => ({ staff: place.ids.lent, year: 2026, cost: '36500.00', note: inside(place) }),
      {
        as: 'REF a',
        keep: kept('claim', 'id'),
      },
    ),
    step('list-reimbursement-claims', () => ({})),
    step('list-staff', () => ({ state: 'any' })),
    step('show-roster', () => ({ from: '2026-11-23', days: 7 })),
  ],
  pages: {
    '/:association/assistenza/persone/personale/:persona': (place) => ({ persona: place.ids.colleague ?? nothing }),
    '/:association/assistenza/persone/richieste/:richiesta': (place) => ({
      richiesta: place.ids.staffRequest ?? nothing,
    }),
    '/:association/assistenza/persone/rimborsi/:rimborso/pagamento': (place) => ({
      rimborso: place.ids.claimApproved ?? nothing,
    }),
    '/:association/assistenza/persone/rimborsi/:rimborso': (place) => ({ rimborso: place.ids.claim ?? nothing }),
    '/:association/assistenza/persone/variazioni/:comunicazione': (place) => ({
      comunicazione: place.ids.changeNotice ?? nothing,
    }),
    '/:association/assistenza/persone/sedi/:sede': (place) => ({ sede: place.ids.staffedSite ?? nothing }),
    '/:association/assistenza/persone/ore/:riga': (place) => ({ riga: place.ids.timeEntry ?? nothing }),
    '/:association/assistenza/persone/ore-annue/:profilo': () => ({ profilo: 'help-desk' }),
  },
};
