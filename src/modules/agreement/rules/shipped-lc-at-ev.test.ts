import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { day } from '../../../kernel/day.ts';
import { checkDocument } from './check.ts';
import type { AgreementDocument, Reading } from './document.ts';
import { chosenReadings, theClause, withReadings } from './resolve.ts';

const requirements = new URL('../../../../../shared/spec/requirements.md', import.meta.url);
const specified = existsSync(requirements) ? readFileSync(requirements, 'utf8') : undefined;

const seed = new URL('../../../../../shared/seeds/AT-asti.txt', import.meta.url);
const planOfAsti = existsSync(seed) ? readFileSync(seed, 'utf8') : undefined;

/** Settings that every agreement has. */
const common = {
  'rounding.money': 'largest_remainder',
  'rounding.percent_decimals': 2,
  'terms.holiday_shift': 'next',
  'meetings.remote': 'off',
  'sla.*': 'office_targets',
};

/** Rules of bodies that the texts do not give. */
const bodies = { 'bodies.quorum': 'majority_of_members', 'bodies.majority': 'simple_majority_of_those_present' };

/** Delegations where the text is silent. */
const delegations = { 'delegations.form': 'sitting_or_standing', 'delegations.max_per_person': 1 };

const shipped = [
  {
    name: 'lecco',
    prefix: 'LC',
    rows: 101,
    chapter: ['### 1.3', '### 1.4'],
    titleRows: 'LC-0.1, LC-0.2',
    beyondIndex: ['delegations.form'],
    settings: {
      ...common,
      'delegations.form': 'sitting_or_standing',
      'votes.population_bands': [
        { upTo: 5000, votes: 1 },
        { upTo: 10000, votes: 2 },
        { upTo: 25000, votes: 3 },
        { votes: 4 },
      ],
      'votes.population_of_unions': 'sum_of_members',
      'votes.non_territorial': 'lowest_band',
      'votes.economic_bands': [
        { upTo: '25%', votes: 1 },
        { upTo: '50%', votes: 2 },
        { upTo: '75%', votes: 3 },
        { votes: 4 },
      ],
      'votes.economic_base': 'total_direct_costs',
      'votes.economic_year': 'last_approved_account',
      'votes.population_date': '12-31',
      'votes.zero_use_votes': 1,
      'votes.combine': 'sum',
      'votes.province_votes': 'own_bands',
      'quorum.first_call_odd': 'floor_half_plus_one',
      'quorum.vacant_seats_count': true,
      'quorum.check': 'every_vote',
      'delegations.max_per_person': 1,
      'mandate.other_representatives': 'same_rule_as_for_mayors',
      'quorum.second_call': { fraction: '1/4', round: 'down', minimum: 1 },
      'second_call.min_gap_hours': 24,
      'majority.fraction': '2/3',
      'majority.round': 'up',
      'majority.base': 'weights_present',
      'request.fraction': '1/3',
      'request.convene_within_days': 'none',
      'notice.ordinary_days': 10,
      'notice.extraordinary_days': 5,
      'notice.urgent_hours': 24,
      'notice.clear_days': false,
      'notice.proof': 'acceptance',
      'notice.late_effect': 'block_with_recorded_override',
      'presidency.bands': { large: { over: 10000 }, middle: { from: 3000, to: 10000 }, small: { under: 3000 } },
      'presidency.term_years': 5,
      'presidency.vote': 'heads_simple_majority_chair_prevails',
      'presidency.cap_at_agreement_end': true,
      'presidency.cadence': 'at_least_one_per_quarter',
      'plans.october_chain': 'both_by_31_october',
      'plans.presidency_internal_due': '10-15',
      'allocation.workstation_date': '12-31',
      'allocation.workstation_source': 'inventory_confirmed_by_the_referent',
      'allocation.province_shares': true,
      'allocation.list2.entity-connectivity.method': 'direct',
      'allocation.list2.antivirus.method': 'per_unit',
      'allocation.list2.network-devices.method': 'per_unit',
      'allocation.list2.website.method': 'per_unit',
      'allocation.list2.supplied-applications.method': 'direct',
      'allocation.list2.mail.method': 'per_unit',
      'payments.first': { fraction: '30%', due: '06-30' },
      'payments.first_base': 'varied_forecast',
      'payments.balance_days': 30,
      'payments.account_approval': 'assembly',
      'payments.negative_balance': 'credit',
      'payments.late_joiner_days': 30,
      'withdrawal.first_year': 'signing_year_plus_3',
      'withdrawal.last_day': '10-02',
      'withdrawal.late_notice': 'next_year',
      'joining.cost_prorata': 'by_days',
      'signing.referent_days': 10,
      'signing.candidates_days': 10,
      validity: { from: '2018-01-01', to: '2022-12-31' },
      'assembly.one_meeting_for_both': 'two_meetings_accepted',
    },
  },
  {
    name: 'asti',
    prefix: 'AT',
    rows: 40,
    chapter: ['### 1.4', '### 1.5'],
    titleRows: 'AT-0.1, AT-C0',
    beyondIndex: [...Object.keys(bodies), ...Object.keys(delegations)],
    settings: {
      ...common,
      ...bodies,
      ...delegations,
      hours: { head: 100, systems: 150, 'help-desk': 300 },
      'hours.year': 'calendar_year',
      'hours.nature': 'ceiling_in_planning_commitment_at_year_end',
      'reimbursement.annex_a': null,
      'reimbursement.expenses': 'yearly',
      approval_days: 30,
      'sms.unit_price': null,
      'sms.failed': 'charged_if_the_carrier_charges',
      'sms.billing_period': 'quarter',
      'new_services.key': null,
      'absence.period': 'quarter',
      'absence.min_office': 5,
      'file_code.format': 'association-entity-year-sequence-check',
      'withdrawal.notice': null,
    },
  },
  {
    name: 'empolese-valdelsa',
    prefix: 'EV',
    rows: 54,
    chapter: ['### 1.5', '**Row count.**'],
    titleRows: 'EV-0.1, EV-src.3',
    beyondIndex: Object.keys(delegations),
    settings: { ...common, ...bodies, ...delegations, 'authority.cadence': 'rolling', 'cost_sharing.key': null },
  },
] as const;

function read(name: string): AgreementDocument {
  const checked = checkDocument(readFileSync(new URL(`../../../../agreements/${name}.yaml`, import.meta.url), 'utf8'));
  if (!checked.ok) throw new Error(checked.problems.map(({ line, says }) => `${line}: ${says.en}`).join('\n'));
  return checked.document;
}

function readingsOf(document: AgreementDocument): Map<string, Reading> {
  return new Map(document.clauses.flatMap(({ readings }) => Object.entries(readings)));
}

/** The rows named inside the versions: obligations, items, profiles. */
function rowsNamed(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(rowsNamed);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'requirement' && typeof inner === 'string' ? [inner] : rowsNamed(inner),
  );
}

/** The lines of the index of settings: keys without the prefix of the agreement, and what decides each. */
function indexOfSettings(prefix: string): Map<string, string> {
  const index = specified!.slice(specified!.indexOf('### 3.7'), specified!.indexOf('## 4.'));
  const found = new Map<string, string>();
  for (const [, cell, kind] of index.matchAll(/^\| (`[^|]+) \| [^|]+ \| ([^|]+) \|/gm)) {
    let group = '';
    for (const [, written] of cell!.matchAll(/`([^`]+)`/g)) {
      for (const part of written!.split(' / ')) {
        const key = part.includes('.') ? part : `${group}.${part}`;
        group = key.slice(0, key.lastIndexOf('.'));
        if (/^(vv|cal|lc|at|ev)\./.test(key) && !key.startsWith(`${prefix}.`)) continue;
        found.set(key.replace(`${prefix}.`, ''), kind!);
      }
    }
  }
  return found;
}

describe.each(shipped)('the agreement $name', ({ name, prefix, rows, chapter, titleRows, settings, beyondIndex }) => {
  const document = read(name);
  const inClauses = document.clauses.flatMap(({ requirement }) => requirement);
  const carried = [...Object.keys(document.carried), ...inClauses];

  it(`[${titleRows}] carries ${rows} rows, each in one place`, () => {
    expect(carried).toHaveLength(rows);
    expect(new Set(carried).size).toBe(rows);
    expect(carried.filter((row) => !row.startsWith(`${prefix}-`))).toEqual([]);
  });

  it.skipIf(!specified)(
    `[${titleRows}] carries the rows of the requirements, all of them and in their order (skipped without ../shared/spec)`,
    () => {
      const [begins, ends] = chapter;
      const table = specified!.slice(specified!.indexOf(begins), specified!.indexOf(ends));
      const asked = [...table.matchAll(/^\| ([A-Z]+-\S+) \|/gm)].map(([, row]) => row!);
      expect([...carried].sort()).toEqual([...asked].sort());
      expect(inClauses).toEqual(asked.filter((row) => !(row in document.carried)));
    },
  );

  it(`[${titleRows}] names in its obligations and items only rows that one of its clauses carries`, () => {
    const named = document.clauses.flatMap(({ versions }) => rowsNamed(versions));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((row) => !inClauses.includes(row))).toEqual([]);
  });

  it(`[${titleRows}] puts several rows in a clause only where its kind computes them together`, () => {
    const several = document.clauses.filter(({ requirement }) => requirement.length > 1);
    expect(several.filter(({ kind }) => kind === 'statement').map(({ id }) => id)).toEqual([]);
  });

  it(`[${titleRows}] gives every clause its article, its part in the order of the text, and what it drives`, () => {
    expect(document.clauses.filter(({ part, drives }) => !part || !drives).map(({ id }) => id)).toEqual([]);
    const places = document.clauses.map(({ part }) => document.parts.findIndex(({ id }) => id === part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it(`[${titleRows}] has every setting with its default`, () => {
    const { agreement, problems } = withReadings(document);
    expect(problems).toEqual([]);
    const wildcards = [...agreement.readings].filter(([key]) => key.endsWith('.*'));
    expect({
      ...chosenReadings(agreement),
      ...Object.fromEntries(wildcards.map(([key, { value }]) => [key, value])),
    }).toEqual(settings);
  });

  it.skipIf(!specified)(
    `[${titleRows}] has the settings of the index, each of its nature (skipped without ../shared/spec)`,
    () => {
      const index = indexOfSettings(prefix.toLowerCase());
      const items = 'allocation.list2.<item>.method';
      const general = (key: string) => (key.startsWith('allocation.list2.') ? items : key);
      const readings = readingsOf(document);
      const own = [...readings.keys()].filter((key) => !(beyondIndex as readonly string[]).includes(key));
      expect([...new Set(own.map(general))].sort()).toEqual([...index.keys()].sort());
      for (const key of own) {
        const { nature, chosen } = readings.get(key)!;
        const written = index.get(general(key))!.split(' ')[0];
        expect([key, nature]).toEqual([key, chosen === null ? 'missing' : written]);
      }
    },
  );

  it(`[${titleRows}] takes every choice of every setting, alone`, () => {
    for (const [key, { allowed }] of readingsOf(document)) {
      if (typeof allowed === 'string' || !('choice' in allowed)) continue;
      for (const choice of allowed.choice) expect(withReadings(document, { [key]: choice }).problems, key).toEqual([]);
    }
  });

  it(`[${titleRows}] says what each choice of a reading would change, the chosen one first`, () => {
    for (const [key, { allowed, chosen, nature, says }] of readingsOf(document)) {
      if (nature === 'text') continue;
      expect(Object.keys(says ?? {}), key).toContain(String(chosen));
      if (typeof allowed === 'string' || !('choice' in allowed)) continue;
      const choices = [...allowed.choice, ...(chosen === null ? [null] : [])].map(String);
      expect(Object.keys(says ?? {}).sort(), key).toEqual(choices.sort());
      if (chosen !== null) expect(allowed.choice[0], key).toBe(chosen);
    }
  });
});

describe('the three agreements', () => {
  it('[LC-7.1, AT-0.1] Lecco and Asti have expired, Empolese Valdelsa has no end in its text', () => {
    expect(shipped.map(({ name }) => read(name).state)).toEqual(['expired', 'expired', 'in-force']);
  });

  it('[EV-0.2, EV-0.3] eleven municipalities and seven other subjects take part in Empolese Valdelsa', () => {
    const { participants } = read('empolese-valdelsa');
    const members = participants.filter(({ relation }) => relation === 'member');
    expect(members.map(({ kind }) => kind)).toEqual(Array(11).fill('comune'));
    expect(participants).toHaveLength(18);
  });

  it('[EV-src.1, EV-src.2, EV-src.3] the acts of Empolese Valdelsa keep their days, oldest first', () => {
    const dates = read('empolese-valdelsa').acts.flatMap(({ date }) => date ?? []);
    expect(dates).toEqual(['1997-04-23', '2000-07-21', '2004-10-26', '2004-12-10']);
  });

  it('[LC-6.pay.1] an amendment of the first payment changes its fraction and its day', () => {
    const { agreement, problems } = withReadings(read('lecco'), {
      'payments.first': { fraction: '40%', due: '07-31' },
    });
    expect(problems).toEqual([]);
    const payments = theClause(agreement, 'instalments', day('2027-01-01'));
    expect(payments.ok && payments.value.terms.instalments).toEqual([
      { fraction: '40%', due: { every: '07-31' }, requirement: 'LC-6.pay.1' },
    ]);
  });

  it('[LC-6.pay.1] an amendment that leaves a part out, or in another form, is a problem at its setting', () => {
    for (const amended of [{ fraction: '40%' }, { fraction: '40%', due: '31-07' }, '40%']) {
      const { problems } = withReadings(read('lecco'), { 'payments.first': amended });
      expect(problems.map(({ path }) => path)).toEqual(['readings.payments.first']);
    }
  });

  it('[LC-5.meet, LC-6.oct] under the other readings the quarter and the transmission only remind', () => {
    const { agreement } = withReadings(read('lecco'), {
      'presidency.cadence': 'indicative',
      'plans.october_chain': 'proposal_by_31_october_only',
    });
    const on = day('2027-01-01');
    const quarter = theClause(agreement, 'cadence', on);
    expect(quarter.ok && quarter.value.terms.hard).toBe(false);
    const sent = theClause(agreement, 'deadlines', on, ({ deadlines }) => deadlines[0]?.requirement === 'LC-6.oct');
    expect(sent.ok && sent.value.terms.deadlines.map(({ hard }) => hard)).toEqual([false]);
  });

  it('[AT-H1, AT-H2, AT-H3] an amendment of the hours changes the quota of a profile', () => {
    const { agreement } = withReadings(read('asti'), { hours: { head: 80, systems: 150, 'help-desk': 400 } });
    const quota = theClause(agreement, 'hour-quota', day('2027-01-01'));
    expect(quota.ok && quota.value.terms.profiles.map(({ hours }) => hours)).toEqual([80, 150, 400]);
  });

  it.skipIf(!planOfAsti)(
    '[AT-C1] the person whom the plan of Asti names is not in the document (skipped without ../shared/seeds)',
    () => {
      const [, name, surname] = /Comuni in rete, (\p{Lu}\p{L}+) (\p{Lu}\p{L}+)\./u.exec(planOfAsti!) ?? [];
      expect(surname).toBeDefined();
      const written = JSON.stringify(read('asti'));
      expect(written).not.toContain(surname);
      expect(written).not.toContain(name);
    },
  );

  it('[LC-4.maj] another fraction, or a fixed number of votes for the Province, is a known form', () => {
    const document = read('lecco');
    expect(withReadings(document, { 'majority.fraction': '3/5', 'votes.province_votes': 4 }).problems).toEqual([]);
    expect(
      withReadings(document, { 'majority.fraction': 'most', 'votes.province_votes': 'many' }).problems.map(
        ({ path }) => path,
      ),
    ).toEqual(['readings.votes.province_votes', 'readings.majority.fraction']);
  });
});
