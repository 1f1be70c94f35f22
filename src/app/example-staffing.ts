import { addDays, addMonths, type Day, dayAt, dayOf, weekdayOf, yearOf } from '../kernel/day.ts';
import type { AnyAction } from '../platform/action.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';
import { modules } from './modules.ts';

/** Ids that addresses of example pages can name. */
const siteId = (place: number) => `10000000-0000-4000-8000-00000000000${place}`;
const requestId = (place: number) => `30000000-0000-4000-8000-00000000000${place}`;
const staffId = (place: number) => `20000000-0000-4000-8000-00000000000${place}`;

/** Who of the example accounts works for the service; the profile is taken where the agreement has one of that place. */
const staff = [
  { role: 'L1', kind: 'permanent', percentage: 100, line: 'technical', profile: 2, skills: 'postazioni, rete locale' },
  { role: 'L2', kind: 'seconded', percentage: 60, line: 'technical', profile: 1, skills: 'server, posta, salvataggi' },
  {
    role: 'ADM',
    kind: 'fixed-term',
    percentage: 50,
    line: 'project',
    profile: null,
    skills: 'bandi e rendicontazione',
  },
] as const;

const workdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;

/**
 * Sites, staff, a presence plan with a gap, time sheets, a site that is no longer staffed with its tasks, notices of changes.
 * What is already there stays.
 */
export async function loadExampleStaffing(
  perform: Perform,
  { association, lead, member, now }: ExamplePlace,
): Promise<void> {
  const operator = consoleIn(association);
  const act = <T>(name: string, input: object) => perform(actionNamed(name), input, operator) as Promise<T>;
  if (!lead || !member) return;
  const { items: there } = await act<{ items: readonly unknown[] }>('staffing/list-sites', { state: 'any' });
  if (there.length > 0) return;
  const today = dayAt(now.getTime());
  const year = yearOf(today);
  const { items: entities } = await act<{ items: { code: string; name: string }[] }>('membership/list-entities', {});
  const third = entities.find(({ code }) => code !== lead.code && code !== member.code) ?? member;

  const site = (place: number, entity: { code: string }, given: object) =>
    act('staffing/add-site', { id: siteId(place), entity: entity.code, since: `${year - 5}-01-01`, ...given });
  await site(1, lead, { name: 'Ufficio centrale', address: 'via della Rete 1', main: true, act: 'delibera 3' });
  await site(2, member, {
    name: `Municipio di ${member.name}`,
    address: 'piazza del Comune 1',
    mediaSince: `${year}-01-01`,
  });
  await site(3, third, { name: `Municipio di ${third.name}`, address: 'via Nuova 12' });
  await act('staffing/staff-site', { site: siteId(1), since: `${year - 5}-01-01`, daysPerWeek: 5, act: 'delibera 3' });
  await act('staffing/staff-site', { site: siteId(2), since: `${year - 1}-01-01`, daysPerWeek: 2, act: 'intesa 7' });
  await act('staffing/unstaff-site', { site: siteId(2), until: addDays(today, -8), act: 'delibera 41' });
  await act('staffing/staff-site', { site: siteId(3), since: `${year - 1}-01-01`, daysPerWeek: 1, act: 'intesa 8' });

  const { items: posts } = await act<{ items: { person: string; holder: string; role: string }[] }>(
    'identity/list-posts',
    {},
  );
  const { profiles } = await act<{ profiles: { id: string }[] }>('staffing/list-choices', {});
  const week = (from: number) =>
    Object.fromEntries(
      workdays.map((weekday, place) => [
        weekday,
        { hours: from === 2 ? '8-13, 13:30-17' : '8-14', site: siteId(place === 1 && from === 1 ? 3 : 1) },
      ]),
    );
  for (const [place, one] of staff.entries()) {
    const post = posts.find(({ role }) => role === one.role);
    const { role: _, profile, ...given } = one;
    const named = profile === null ? undefined : profiles.at(profile)?.id;
    await act('staffing/add-staff', {
      ...{ ...given, id: staffId(place + 1), name: post?.holder ?? 'Renata Gori', employer: lead.code },
      ...(post ? { person: post.person } : {}),
      ...(named ? { profile: named } : {}),
      ...{ since: `${year - 2}-01-01`, act: `delibera 4 del 12 gennaio ${year - 2}` },
    });
    await act('staffing/plan-week', { staff: staffId(place + 1), since: `${year}-01-01`, ...week(place + 1) });
  }
  const coverage = { weekdays: workdays, since: `${year}-01-01` };
  await act('staffing/set-coverage', { ...coverage, hours: '8-14', people: 2, site: siteId(1) });
  await act('staffing/set-coverage', { ...coverage, hours: '8-17', people: 1 });
  const soon = nextWorkday(addDays(today, 3));
  await act('staffing/plan-absence', { staff: staffId(2), since: soon, until: addDays(soon, 4) });

  const month = `${addMonths(today, -1).slice(0, 7)}`;
  await act('staffing/agree-minimum', {
    ...{ staff: staffId(1), site: siteId(3), month, days: 4, hours: '24', act: 'intesa 8' },
  });
  for (const on of workdaysIn(`${month}-01` as Day, 14)) {
    const tuesday = weekdayOf(on) === 2;
    await act('staffing/record-time', {
      ...{ staff: staffId(1), on, hours: '5:30', line: 'technical' },
      what: tuesday ? 'Assistenza in sede e aggiornamenti' : 'Cablaggio e inventario',
      site: siteId(tuesday ? 3 : 1),
    });
  }
  await act('staffing/record-time', {
    ...{ staff: staffId(3), on: `${month}-12`, hours: '6', line: 'project', what: 'Domanda al bando regionale' },
  });
  if (profiles.length > 0) await fillQuota();

  const changed = workdaysIn(addDays(today, -7), 3).filter((on) => on < today);
  for (const [place, on] of changed.entries())
    if (place !== 1) await act('staffing/record-media-change', { site: siteId(2), on, medium: `nastro ${place + 1}` });
  await act('staffing/record-room-entry', {
    ...{ site: siteId(2), who: 'Carlo Bindi', company: 'Impianti e Reti', why: 'controllo del gruppo di continuità' },
  });
  await act('staffing/move-stock', { site: siteId(2), item: 'toner nero', quantity: 3, least: 4 });
  await act('staffing/move-stock', { site: siteId(2), item: 'nastri LTO', quantity: 10, least: 5 });
  const told = { entity: member.code, noticedBy: 'office' };
  await act('staffing/tell-change', {
    ...{ ...told, about: 'people', happened: addDays(today, -2), what: 'Una nuova addetta all’anagrafe, ufficio 3.' },
  });
  await act('staffing/tell-change', {
    ...{ ...told, about: 'lines', happened: addDays(today, -9), noticedBy: 'citizen' },
    what: 'Il telefono dello sportello non prende la linea al mattino.',
  });

  await act('staffing/draft-staff-plan', {
    since: `${year}-01-01`,
    posts: [
      { title: 'Responsabile del servizio', category: 'D3', area: 'funzionari-eq', filling: 'assigned' },
      { title: 'Tecnico di sistemi', category: 'D1', area: 'funzionari-eq', percentage: 60, filling: 'seconded' },
      { title: 'Assistenza di primo livello', category: 'C1', area: 'istruttori', filling: 'competition' },
      {
        title: 'Supporto ai progetti',
        area: 'istruttori',
        percentage: 50,
        filling: 'mobility',
        note: 'dal secondo semestre',
      },
    ],
  });
  await act('staffing/approve-staff-plan', { actNumber: '14', actDay: `${year}-01-12` });
  const asked = { since: `${year + 1}-02-01`, until: `${year + 1}-02-12` };
  await act('staffing/ask-staff', {
    ...{ ...asked, id: requestId(1), entity: member.code, form: 'time', hours: '24' },
    what: 'Due persone dell’anagrafe per provare il nuovo programma',
  });
  await act('staffing/ask-staff', {
    ...{ id: requestId(2), entity: third.code, form: 'shared', hours: '12', since: `${year}-09-01` },
    what: 'Un tecnico per la rete delle scuole',
  });
  await act('staffing/answer-staff-request', {
    ...{ request: requestId(2), accepts: true, who: 'Elio Bini', act: 'determina 31', yearlyCost: '31400.00' },
  });
  const claim = (of: number, cost: string) =>
    act<{ id: string }>('staffing/claim-reimbursement', { staff: staffId(2), year: of, cost });
  const { id: approved } = await claim(year - 1, '36500.00');
  await act('staffing/decide-reimbursement-claim', { claim: approved, approves: true, act: 'determina 40' });
  await act('staffing/pay-reimbursement-claim', { claim: approved, paidOn: `${year}-06-30`, act: 'mandato 812' });
  await claim(year, '37120.50');

  /** Close to the whole of what the first level may give in a year: a warning. */
  async function fillQuota(): Promise<void> {
    const { items } = await act<{ items: { profile: string; quota: string; used: string }[] }>(
      'staffing/show-quotas',
      {},
    );
    const quota = items.find(({ profile }) => profile === profiles.at(2)?.id);
    if (!quota) return;
    let left = Math.round((Number(quota.quota) * 0.895 - Number(quota.used)) * 60);
    for (let number = 1; number <= 11 && left > 0; number += 1) {
      for (const of of [11, 18]) {
        const on = dayOf(year, number, of);
        const minutes = Math.min(left, 16 * 60);
        if (on > today || minutes <= 0) continue;
        const hours = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
        await act('staffing/record-time', {
          staff: staffId(1),
          on,
          hours,
          what: 'Assistenza, riepilogo di due settimane',
        });
        left -= minutes;
      }
    }
  }
}

/** The first days of work from a day on. */
function workdaysIn(from: Day, most: number): Day[] {
  const found: Day[] = [];
  for (let on = nextWorkday(from); found.length < most; on = nextWorkday(addDays(on, 1))) found.push(on);
  return found;
}

function nextWorkday(from: Day): Day {
  let on = from;
  while (weekdayOf(on) > 5) on = addDays(on, 1);
  return on;
}

function actionNamed(name: string): AnyAction {
  const action = modules.flatMap((module) => module.actions).find((one) => one.name === name);
  if (!action) throw new Error(`no module has the action ${name}`);
  return action;
}
