import { addDays, type Day, yearOf } from '../../kernel/day.ts';
import type { Text } from '../../kernel/text.ts';
import { roles } from '../../platform/role.ts';
import {
  type AgreementDocument,
  type ClauseKind,
  clausesInForce,
  type SettingValue,
  type WrittenClause,
  withReadings,
} from '../agreement/rules/index.ts';
import { type Outcome, simulate } from './simulate.ts';

/** An entity of the register as a facts file states it. */
export type EntityOfRegister = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly population?: number | null;
  readonly workstations?: number | null;
  readonly units?: Readonly<Record<string, number>>;
  readonly represents?: readonly string[];
  readonly joined?: Day | null;
  readonly left?: Day | null;
  readonly directCosts?: string | null;
};

/** What is known today: the entities with their figures, and the year's costs where there are any. */
export type Registers = {
  readonly today: Day;
  readonly entities: readonly EntityOfRegister[];
  /** The facts of this year's allocation, as `simulate cost-sharing` takes them. */
  readonly allocation?: Readonly<Record<string, unknown>>;
  /** Direct costs are not known to who asks: votes that weigh them are not asked about. */
  readonly withoutDirectCosts?: boolean;
};

/** A question put to an agreement with the figures of today: what its clauses give. */
export type Probe = {
  readonly id: string;
  readonly title: Text;
  /** Clauses of these kinds decide the answer. */
  readonly kinds: readonly ClauseKind[];
  readonly rule: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** The parts of the result that answer the question (`quorum.required`); all of it where left out. */
  readonly answers?: readonly string[];
};

const moneyKinds: readonly ClauseKind[] = [
  'allocation',
  'contributions',
  'corrective',
  'capital',
  'staff-reimbursement',
  'requester-pays',
  'conventions',
];

/** Every question that can be put to this agreement today. */
export function probesOf(
  document: AgreementDocument,
  { today, entities, allocation, withoutDirectCosts }: Registers,
): Probe[] {
  const { agreement } = withReadings(document);
  const year = yearOf(today);
  const inForce = <K extends ClauseKind>(kind: K) => clausesInForce(agreement, kind, today);
  const codes = entities.map(({ code }) => code);
  const voters = entities.map((entity) => ({ ...entity, directCosts: entity.directCosts ?? '0.00' }));
  const probes: Probe[] = [];
  if (allocation)
    probes.push({
      id: 'shares',
      title: { it: `Il riparto ${allocation.year ?? year}`, en: `The ${allocation.year ?? year} split` },
      kinds: moneyKinds,
      rule: 'cost-sharing',
      facts: allocation,
    });
  const unweighed = new Set<string>();
  /** Whose weight is known: the quorum alone is asked for, and a second call may need one only. */
  const somebody = (entities.find(({ population }) => typeof population === 'number') ?? entities[0])?.code;
  for (const clause of somebody === undefined ? [] : inForce('vote-weights')) {
    if (withoutDirectCosts && clause.terms.components.some(({ id }) => id === 'economic')) {
      unweighed.add(clause.terms.body);
      continue;
    }
    probes.push({
      id: `weights-${clause.terms.body}`,
      title: { it: 'Il peso di ogni voto', en: 'The weight of every vote' },
      kinds: ['vote-weights'],
      rule: 'weights',
      facts: { on: today, body: clause.terms.body, entities: voters },
    });
  }
  const bodies = new Set([
    ...inForce('quorum').flatMap(({ terms }) => terms.bodies),
    ...inForce('majority').flatMap(({ terms }) => terms.bodies),
  ]);
  for (const body of bodies) {
    if (somebody === undefined) continue;
    const calls = Math.max(
      1,
      ...inForce('quorum')
        .filter(({ terms }) => terms.bodies.includes(body))
        .map(({ terms }) => terms.calls.length),
    );
    for (let call = 1; call <= calls; call++) {
      const everybodyOf = entities.length;
      probes.push({
        id: `quorum-${body}-${call}`,
        title:
          calls > 1
            ? {
                it: `Presenti necessari su ${everybodyOf}, ${call}ª convocazione`,
                en: `Presences needed out of ${everybodyOf}, call ${call}`,
              }
            : { it: `Presenti necessari su ${everybodyOf}`, en: `Presences needed out of ${everybodyOf}` },
        kinds: ['quorum'],
        rule: 'ballot',
        facts: { body, call, entities: voters, present: [somebody], votes: {} },
        answers: ['quorum.required'],
      });
      if (unweighed.has(body)) continue;
      probes.push({
        id: `ballot-${body}-${call}`,
        title: {
          it: `Votazione con tutti i ${everybodyOf} presenti, ${call}ª convocazione`,
          en: `Vote with all ${everybodyOf} present, call ${call}`,
        },
        kinds: ['majority'],
        rule: 'ballot',
        facts: {
          body,
          call,
          entities: voters,
          present: codes,
          votes: Object.fromEntries(codes.map((code) => [code, 'yes'])),
        },
      });
    }
  }
  for (const clause of somebody === undefined ? [] : inForce('poll')) {
    probes.push({
      id: `poll-${clause.terms.body}`,
      title: { it: 'Quanti enti devono dichiarare il bisogno', en: 'How many entities must declare the need' },
      kinds: ['poll'],
      rule: 'ballot',
      facts: { body: clause.terms.body, entities, votes: {} },
      answers: ['majority.base', 'majority.required'],
    });
  }
  const meeting = `${addDays(today, 30)}T17:00`;
  for (const clause of inForce('notice')) {
    for (const kind of Object.keys(clause.terms.kinds)) {
      probes.push({
        id: `notice-${clause.terms.body}-${kind}`,
        title: {
          it: `Convocazione ${noticeNames[kind]?.it ?? kind} per una seduta fra 30 giorni`,
          en: `${noticeNames[kind]?.en ?? kind} notice for a sitting in 30 days`,
        },
        kinds: ['notice'],
        rule: 'notice',
        facts: { body: clause.terms.body, kind, meeting },
      });
    }
  }
  if (inForce('instalments').length > 0) {
    probes.push({
      id: 'payments',
      title: {
        it: `I versamenti ${year} per 10.000,00 € di previsione`,
        en: `The ${year} payments for a forecast of €10,000.00`,
      },
      kinds: ['instalments', 'conventions'],
      rule: 'payments',
      facts: { year, forecast: '10000.00' },
    });
  }
  if (inForce('withdrawal').length > 0) {
    const signed = document.clauses.find(({ kind }) => kind === 'withdrawal')?.versions[0]?.since ?? today;
    probes.push({
      id: 'withdrawal',
      title: { it: 'Un recesso notificato oggi', en: 'A withdrawal notified today' },
      kinds: ['withdrawal'],
      rule: 'withdrawal',
      facts: { signed, notified: today },
    });
  }
  if (inForce('publication').length > 0) {
    probes.push({
      id: 'publication',
      title: { it: "Un atto affisso oggi all'albo", en: 'An act posted on the notice board today' },
      kinds: ['publication'],
      rule: 'publication',
      facts: { executive: today, posted: today },
    });
  }
  if (inForce('contract-alignment').length > 0) {
    probes.push({
      id: 'contract',
      title: {
        it: "Un contratto da 3.650,00 € l'anno che scade oggi",
        en: 'A contract of €3,650.00 a year that ends today',
      },
      kinds: ['contract-alignment'],
      rule: 'contract-alignment',
      facts: { ends: today, yearlyFee: '3650.00' },
    });
  }
  if (inForce('hour-quota').length > 0) {
    probes.push({
      id: 'hours',
      title: { it: `Le ore del ${year}`, en: `The hours of ${year}` },
      kinds: ['hour-quota'],
      rule: 'hours',
      facts: { year, used: {} },
    });
  }
  const apart = inForce('incompatible-roles').flatMap(({ terms }) => terms.pairs.map(({ one }) => one[0]!));
  for (const role of new Set(apart)) {
    probes.push({
      id: `posts-${role}`,
      title: { it: `Chi è ${roles[role].it} non può essere`, en: `A ${roles[role].en} may not be` },
      kinds: ['incompatible-roles'],
      rule: 'posts',
      facts: { role, since: today },
      answers: ['excludes'],
    });
  }
  if (inForce('data-access').length > 0) {
    probes.push({
      id: 'data-access',
      title: { it: 'Chi oggi non è nominato da un atto', en: 'Who is named by no act today' },
      kinds: ['data-access'],
      rule: 'data-access',
      facts: { entity: 'un ente', right: 'consult', on: today, authorisation: { on: today, read: true } },
    });
  }
  probes.push({
    id: 'calendar',
    title: { it: `Le scadenze del ${year}`, en: `The deadlines of ${year}` },
    kinds: ['deadlines', 'cadence', 'instalments', 'withdrawal', 'notice', 'conventions'],
    rule: 'calendar',
    facts: { year },
  });
  return probes;
}

const noticeNames: Readonly<Record<string, Text>> = {
  ordinary: { it: 'ordinaria', en: 'Ordinary' },
  extraordinary: { it: 'straordinaria', en: 'Extraordinary' },
  urgent: { it: "d'urgenza", en: 'Urgent' },
};

/** Puts the question to a document, with some readings chosen otherwise. */
export function runProbe(
  document: AgreementDocument,
  probe: Probe,
  readings: Readonly<Record<string, SettingValue>> = {},
): Outcome {
  const own = (probe.facts.readings as Record<string, unknown> | undefined) ?? {};
  const outcome = simulate({
    rule: probe.rule,
    found: { document },
    facts: JSON.stringify({ ...probe.facts, readings: { ...own, ...readings } }),
  });
  if (outcome.exit !== 0 || !probe.answers) return outcome;
  const { result, explain } = outcome.simulated;
  return { exit: 0, simulated: { result: only(result, probe.answers), explain } };
}

/** The parts of a result at these paths, and nothing else. */
function only(result: Record<string, unknown>, paths: readonly string[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const path of paths) {
    const [first, second] = path.split('.') as [string, string?];
    const value = result[first];
    if (second === undefined) kept[first] = value;
    else if (typeof value === 'object' && value !== null)
      kept[first] = { ...(kept[first] as object), [second]: (value as Record<string, unknown>)[second] };
  }
  return kept;
}

/** What one clause gives today: the answers it decides. Deadlines are those of the rows it carries. */
export function clauseToday(
  document: AgreementDocument,
  clause: WrittenClause,
  registers: Registers,
): { readonly probe: Probe; readonly outcome: Outcome }[] {
  return probesOf(document, registers)
    .filter(({ kinds, id }) => kinds.includes(clause.kind) && !(id === 'calendar' && clause.kind === 'conventions'))
    .filter(({ facts }) => {
      const { body } = facts as { body?: string };
      const bodies = clause.versions.flatMap(
        (version) => (version.bodies as string[] | undefined) ?? (version.body ? [version.body as string] : []),
      );
      return body === undefined || bodies.length === 0 || bodies.includes(body);
    })
    .map((probe) => ({ probe, outcome: ofClause(runProbe(document, probe), probe, clause) }))
    .filter(
      ({ probe, outcome }) =>
        probe.id !== 'calendar' ||
        (outcome.exit === 0 && (outcome.simulated.result.obligations as unknown[]).length > 0),
    );
}

function ofClause(outcome: Outcome, probe: Probe, clause: WrittenClause): Outcome {
  if (probe.id !== 'calendar' || outcome.exit !== 0) return outcome;
  const { result, explain } = outcome.simulated;
  const obligations = (result.obligations as { clause: string }[]).filter((obligation) =>
    clause.requirement.includes(obligation.clause),
  );
  return {
    exit: 0,
    simulated: { result: { obligations }, explain: () => ({ ...pick(explain(), result, obligations) }) },
  };
}

function pick(
  traces: ReturnType<Extract<Outcome, { exit: 0 }>['simulated']['explain']>,
  result: Record<string, unknown>,
  kept: readonly unknown[],
) {
  const all = result.obligations as unknown[];
  return Object.fromEntries(
    Object.entries(traces).flatMap(([path, trace]) => {
      const place = Number(/^obligations\[(\d+)\]$/.exec(path)?.[1] ?? Number.NaN);
      const now = kept.indexOf(all[place]);
      return now < 0 ? [] : [[`obligations[${now}]`, trace]];
    }),
  );
}

/** One value of a clause written otherwise: `path` inside its version in force (`days`, `calls[0].atLeast`). */
export type ChangedValue = { readonly clause: string; readonly path: string; readonly value: unknown };

/** The document with some values of its newest versions written otherwise; what cannot be found is named. */
export function withValues(
  document: AgreementDocument,
  changes: readonly ChangedValue[],
): { document: AgreementDocument; unknown: readonly ChangedValue[] } {
  const copy = structuredClone(document) as AgreementDocument;
  const unknown: ChangedValue[] = [];
  for (const change of changes) {
    const version = copy.clauses.find(({ id }) => id === change.clause)?.versions.at(-1) as
      | Record<string, unknown>
      | undefined;
    const parts = change.path.split(/[.[\]]+/).filter(Boolean);
    const last = parts.pop();
    const target = parts.reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, unknown>)[part]
          : undefined,
      version,
    );
    if (typeof target !== 'object' || target === null || last === undefined || !Object.hasOwn(target, last))
      unknown.push(change);
    else (target as Record<string, unknown>)[last] = change.value;
  }
  return { document: copy, unknown };
}

/** A value of an answer that differs between two documents or readings. */
export type AnswerChange = { readonly path: string; readonly before: unknown; readonly after: unknown };

export type ProbeComparison = {
  readonly probe: Probe;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly changes: readonly AnswerChange[];
};

/**
 * The same questions before and after an amendment: only those whose answer changes.
 *
 * @param asks which questions are put; all of them where left out
 */
export function compareProbes(
  before: { readonly document: AgreementDocument },
  after: { readonly document: AgreementDocument; readonly readings?: Readonly<Record<string, SettingValue>> },
  registers: Registers,
  asks: (probe: Probe) => boolean = () => true,
): ProbeComparison[] {
  return probesOf(before.document, registers).flatMap((probe) => {
    if (!asks(probe)) return [];
    const [then, now] = [runProbe(before.document, probe), runProbe(after.document, probe, after.readings)];
    const changes = differences(answer(then), answer(now), '').filter(({ path }) => !path.startsWith('readings.'));
    return changes.length === 0 ? [] : [{ probe, before: then, after: now, changes }];
  });
}

function answer(outcome: Outcome): unknown {
  if (outcome.exit === 0) return outcome.simulated.result;
  if (outcome.exit === 3) return { refused: outcome.refusals.map(({ code }) => code).join(', ') };
  return { problems: outcome.problems.map(({ path, says }) => `${path} ${says.it}`).join('; ') };
}

function differences(before: unknown, after: unknown, path: string): AnswerChange[] {
  if (Object.is(before, after)) return [];
  if (typeof before === 'object' && before !== null && typeof after === 'object' && after !== null) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      differences(
        (before as Record<string, unknown>)[key],
        (after as Record<string, unknown>)[key],
        Array.isArray(before) ? `${path}[${key}]` : path ? `${path}.${key}` : key,
      ),
    );
  }
  return [{ path, before: before ?? null, after: after ?? null }];
}
