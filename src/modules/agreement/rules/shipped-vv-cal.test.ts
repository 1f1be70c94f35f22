import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDocument } from './check.ts';
import type { AgreementDocument } from './document.ts';
import { chosenReadings, withReadings } from './resolve.ts';

const requirements = new URL('../../../../../shared/spec/requirements.md', import.meta.url);
const specified = existsSync(requirements) ? readFileSync(requirements, 'utf8') : undefined;

/** Settings that every agreement has. */
const common = {
  'rounding.money': 'largest_remainder',
  'rounding.percent_decimals': 2,
  'terms.holiday_shift': 'next',
  'meetings.remote': 'off',
  'sla.*': 'office_targets',
};

/** Delegations and composition of bodies, where the text is silent: beyond the index of settings. */
const beyondIndex: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'valdarno-valdisieve': {
    'delegations.form': 'sitting_or_standing',
    'delegations.max_per_person': 1,
    'giunta.composition': 'mayors_of_members',
  },
  calatino: { 'delegations.form': 'sitting_or_standing', 'delegations.max_per_person': 1 },
};

const shipped = [
  {
    name: 'valdarno-valdisieve',
    prefix: 'VV',
    rows: 95,
    chapter: ['### 1.1', '### 1.2'],
    titleRows: 'VV-0.1, VV-0.2',
    settings: {
      ...common,
      'cost_sharing.weights': { workstations: '1/2', population: '1/2' },
      'cost_sharing.machine_index': 'pcs_in_use',
      'cost_sharing.pc_reference': '31_december_previous_year',
      'cost_sharing.population_year': 'year_before_the_expense',
      'cost_sharing.population_source': 'latest_available',
      'cost_sharing.lead_entity': 'excluded',
      'cost_sharing.contribution_scope': 'per_item',
      'cost_sharing.contribution_sources': 'four_named_and_european',
      'cost_sharing.corrective': 'none',
      'cost_sharing.capital_key': 'general_restricted',
      'staff_reimbursement.in_pool': true,
      'staff_reimbursement.netting': 'display_only',
      'plans.purchase_due': '01-31',
      'plans.integration_due': '01-15',
      'plans.existing_services_due': '01-31',
      'plans.resend_due': '09-30',
      'plans.september_scope': 'revision_and_next_year_basis',
      'half_rule.include_lead': true,
      'half_rule.below_threshold': 'not_developed',
      'scope.tablet_with_management_app': 'assisted_purchase_needs_project',
      'scope.unsupported_tickets': 'blocked',
      'sites.staffed_min_days_per_week': 1,
      'sites.referent_grace_days': 0,
    },
  },
  {
    name: 'calatino',
    prefix: 'CAL',
    rows: 68,
    chapter: ['### 1.2', '### 1.3'],
    titleRows: 'CAL-0.1, CAL-0.2',
    settings: {
      ...common,
      percentage_mode: 'derived',
      percentage_budget: 'budget_of_the_lead',
      'contracts.realign_direction': 'extend',
      'albo.days': 15,
      'albo.first_day': 'excluded',
      'reporting.cadence': 'calendar_half_year',
      'plans.action_plan_due': '09-30',
      'plans.peg_notice_due': '12-31',
      'transfer.deadline': '2021-12-31',
      'standards.legacy': 'grandfathered_with_end_date',
      'standards.supported_requires_authorisation': true,
      'committee.includes_head': true,
      'privacy.model': 'controller_and_processor',
      'privacy.break_glass': 'off',
      'privacy.retention_after_exit_days': 90,
    },
  },
] as const;

function read(name: string): AgreementDocument {
  const checked = checkDocument(readFileSync(new URL(`../../../../agreements/${name}.yaml`, import.meta.url), 'utf8'));
  if (!checked.ok) throw new Error(checked.problems.map(({ line, says }) => `${line}: ${says.en}`).join('\n'));
  return checked.document;
}

/** The rows a document carries, in the order of the text. */
function rowsOf(document: AgreementDocument): string[] {
  return [...Object.keys(document.carried), ...document.clauses.flatMap(({ requirement }) => requirement)];
}

/** The rows named inside the versions: table rows, obligations, items. */
function rowsNamed(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(rowsNamed);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'requirement' && typeof inner === 'string' ? [inner] : rowsNamed(inner),
  );
}

describe.each(shipped)('the agreement $name', ({ name, prefix, rows, chapter, titleRows, settings }) => {
  const document = read(name);
  const carried = rowsOf(document);

  it(`[${titleRows}] carries ${rows} rows, each in one place`, () => {
    expect(new Set(carried).size).toBe(rows);
    expect(carried).toHaveLength(rows);
    expect(carried.filter((row) => !row.startsWith(`${prefix}-`))).toEqual([]);
  });

  it.skipIf(!specified)(
    `[${titleRows}] carries the rows of the requirements, all of them and in their order (skipped without ../shared/spec)`,
    () => {
      const [begins, ends] = chapter;
      const table = specified!.slice(specified!.indexOf(begins), specified!.indexOf(ends));
      expect(carried).toEqual([...table.matchAll(/^\| ([A-Z]+-\S+) \|/gm)].map(([, row]) => row));
    },
  );

  it(`[${titleRows}] names in its tables and obligations only rows that one of its clauses carries`, () => {
    const named = document.clauses.flatMap(({ versions }) => rowsNamed(versions));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((row) => !carried.includes(row))).toEqual([]);
  });

  it(`[${titleRows}] gives every clause its article, its part and what it drives`, () => {
    expect(document.clauses.filter(({ part, drives }) => !part || !drives).map(({ id }) => id)).toEqual([]);
    const parts = document.clauses.map(({ part }) => document.parts.findIndex(({ id }) => id === part));
    expect(parts).toEqual([...parts].sort((a, b) => a - b));
  });

  it(`[${titleRows}] has every setting with its default`, () => {
    const { agreement } = withReadings(document);
    const wildcards = [...agreement.readings].filter(([key]) => key.endsWith('.*'));
    expect({
      ...chosenReadings(agreement),
      ...Object.fromEntries(wildcards.map(([key, { value }]) => [key, value])),
    }).toEqual({ ...settings, ...beyondIndex[name] });
  });

  it.skipIf(!specified)(
    `[${titleRows}] has the settings of the index, no more and no fewer (skipped without ../shared/spec)`,
    () => {
      const index = specified!.slice(specified!.indexOf('### 3.7'), specified!.indexOf('## 4.'));
      const lines = [...index.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell]) => cell!);
      const keys = lines
        .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, key]) => key!))
        .filter((key) => key.startsWith(`${prefix.toLowerCase()}.`) || !/^(vv|cal|lc|at|ev)\./.test(key))
        .map((key) => key.replace(/^(vv|cal)\./, ''));
      expect(Object.keys(settings).sort()).toEqual(keys.sort());
    },
  );

  it(`[${titleRows}] says what each choice of a reading would change, the chosen one first`, () => {
    for (const { readings } of document.clauses) {
      for (const [key, { allowed, chosen, nature, says }] of Object.entries(readings)) {
        if (nature === 'text') continue;
        expect(Object.keys(says ?? {}), key).toContain(String(chosen));
        if (typeof allowed === 'string' || !('choice' in allowed)) continue;
        expect(Object.keys(says ?? {}).sort(), key).toEqual(allowed.choice.map(String).sort());
        expect(allowed.choice[0], key).toBe(chosen);
      }
    }
  });
});

describe('states of the two agreements', () => {
  it('[VV-0.1] the regulation is in force by the act of 28 December 2012, no. 114', () => {
    const document = read('valdarno-valdisieve');
    expect(document.state).toBe('in-force');
    expect(document.acts).toEqual([expect.objectContaining({ number: '114', date: '2012-12-28' })]);
    for (const { versions } of document.clauses) {
      expect(versions.map(({ since, by }) => [since, by])).toEqual([['2012-12-28', 'giunta-2012-114']]);
    }
  });

  it('[CAL-0.1] the draft fixes no first day for any clause', () => {
    const document = read('calatino');
    expect(document.state).toBe('draft');
    expect(document.clauses.flatMap(({ versions }) => versions).filter(({ since }) => since)).toEqual([]);
  });

  it('[VV-6.1] the seven municipalities and the Union are its participants', () => {
    const { participants } = read('valdarno-valdisieve');
    expect(participants.map(({ kind }) => kind).sort()).toEqual([...Array(7).fill('comune'), 'unione']);
  });

  it('[CAL-1.1, CAL-3.1] the eight municipalities are its participants, Caltagirone leads', () => {
    const { participants, lead } = read('calatino');
    expect(participants).toHaveLength(8);
    expect(participants.filter(({ relation }) => relation === 'lead').map(({ code }) => code)).toEqual(['c_b428']);
    // by name: the contract of simulate knows as lead only a union or a province
    expect(lead).toEqual({ name: 'Caltagirone', kind: 'comune' });
  });
});
