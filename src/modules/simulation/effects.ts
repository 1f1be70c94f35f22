import { formatMoney, parseMoney } from '../../kernel/money.ts';
import type { Refusal } from '../../kernel/result.ts';
import type { Text } from '../../kernel/text.ts';
import { type AgreementDocument, type SettingValue, withReadings } from '../agreement/rules/index.ts';
import { compareProbes, type Probe, type ProbeComparison, probesOf, runProbe } from './probes.ts';
import type { RegistersNow } from './registers-now.ts';
import type { Outcome } from './simulate.ts';

/** One value of an answer before and after an amendment. */
export type Effect = {
  /** What of the answer: `quorum.required`, `amount`. */
  readonly what: string;
  /** Whose or which: an entity's name, the title of an obligation; null when the answer has one value. */
  readonly of: Text | null;
  readonly before: unknown;
  readonly after: unknown;
  /** For amounts, `-12.34`; null otherwise. */
  readonly difference: string | null;
};

/** What an amendment does to one answer. */
export type AnswerEffects = {
  readonly probe: string;
  readonly title: Text;
  readonly rule: string;
  readonly effects: readonly Effect[];
  /** There was no answer before, and now there is. */
  readonly appears: boolean;
  /** Why the answer is no longer there, where it is not. */
  readonly refusals: readonly Refusal[];
  readonly problems: readonly { readonly path: string; readonly says: Text }[];
};

/** Clauses, readings and values written otherwise, and what differs today: only answers that change. */
export function effectsOf(
  before: AgreementDocument,
  after: { readonly document: AgreementDocument; readonly readings?: Readonly<Record<string, SettingValue>> },
  { registers, names, shares }: RegistersNow,
  asks?: (probe: Probe) => boolean,
): AnswerEffects[] {
  return compareProbes({ document: before }, after, registers, asks).flatMap((comparison) => {
    const effects = differences(comparison, names).filter(
      ({ code }) => comparison.probe.id !== 'shares' || shares === 'all' || (shares !== 'none' && code === shares.of),
    );
    const { probe, before: then, after: now } = comparison;
    const appears = then.exit !== 0 && now.exit === 0;
    const [refusals, problems] = [now.exit === 3 ? now.refusals : [], now.exit === 2 ? now.problems : []];
    if (then.exit !== 0 && now.exit !== 0 && effects.length === 0) return [];
    if (effects.length === 0 && refusals.length === 0 && problems.length === 0) return [];
    return [
      {
        probe: probe.id,
        title: probe.title,
        rule: probe.rule,
        effects: effects.map(({ code: _code, ...effect }) => effect),
        appears,
        refusals,
        problems,
      },
    ];
  });
}

export type ChoiceEffects = {
  readonly value: SettingValue;
  /** Whether the value can be chosen as it is named. */
  readonly possible: boolean;
  /** Whether there is an answer today to measure the difference on. */
  readonly measured: boolean;
  readonly answers: readonly AnswerEffects[];
};

/** What would change today under every other choice of a reading that can be named. */
export function effectsOfChoices(
  document: AgreementDocument,
  { key, choices }: { readonly key: string; readonly choices: readonly SettingValue[] },
  known: RegistersNow,
): ChoiceEffects[] {
  const kinds = new Set(
    document.clauses
      .filter(({ versions }) => JSON.stringify(versions).includes(`"reading":${JSON.stringify(key)}`))
      .map(({ kind }) => kind),
  );
  if (kinds.has('vote-weights')) kinds.add('majority');
  const asks = (probe: Probe) => probe.kinds.some((kind) => kinds.has(kind));
  const measured = probesOf(document, known.registers).some(
    (probe) => asks(probe) && runProbe(document, probe).exit === 0,
  );
  return choices.slice(1).map((value) => {
    const readings = { [key]: value };
    const possible = withReadings(document, readings).problems.length === 0;
    if (!possible || kinds.size === 0) return { value, possible, measured, answers: [] };
    return { value, possible, measured, answers: effectsOf(document, { document, readings }, known, asks) };
  });
}

type Found = Effect & { readonly code: string | null };

function differences({ before, after }: ProbeComparison, names: Readonly<Record<string, string>>): Found[] {
  if (after.exit !== 0) return [];
  const [then, now] = [leavesOf(before, names), leavesOf(after, names)];
  const found: Found[] = [];
  for (const [key, leaf] of new Map([...then, ...now])) {
    const [was, is] = [then.get(key)?.value ?? null, now.get(key)?.value ?? null];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    found.push({
      what: leaf.what,
      of: leaf.of,
      code: leaf.code,
      before: was,
      after: is,
      difference: moneyBetween(was, is),
    });
  }
  return found;
}

function moneyBetween(before: unknown, after: unknown): string | null {
  const [then, now] = [before, after].map((value) => (typeof value === 'string' ? parseMoney(value) : undefined));
  return then === undefined || now === undefined ? null : formatMoney((now - then) as never);
}

type Leaf = {
  readonly what: string;
  readonly of: Text | null;
  readonly code: string | null;
  readonly value: unknown;
};

/** Parts of an answer that only repeat others, or that follow from them. */
const silent = new Set([
  'readings',
  'lines',
  'id',
  'clause',
  'kind',
  'entity',
  'profile',
  'title',
  'met',
  'surplus',
  'reasons',
]);

/** Every value of an answer by a key that stays the same when lists change: entities by code, obligations by name and turn. */
function leavesOf(outcome: Outcome, names: Readonly<Record<string, string>>): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  if (outcome.exit !== 0) return leaves;
  const { result } = outcome.simulated;
  const titles = titlesOf(outcome);
  const add = (value: unknown, what: string, item: { key: string; of: Text | null; code: string | null }) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value))
        if (!silent.has(name)) add(inner, what ? `${what}.${name}` : name, item);
    } else leaves.set(`${item.key} ${what}`, { what, of: item.of, code: item.code, value });
  };
  for (const [name, value] of Object.entries(result)) {
    if (silent.has(name)) continue;
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'object' && each !== null)) {
      add(value, name, { key: '', of: null, code: null });
      continue;
    }
    const turns = new Map<string, number>();
    for (const [place, each] of (value as Record<string, unknown>[]).entries()) {
      const code = typeof each.entity === 'string' ? each.entity : null;
      const base = code ?? String(each.profile ?? String(each.id ?? '').split(':')[0]);
      const turn = (turns.get(base) ?? 0) + 1;
      turns.set(base, turn);
      const of = titles(name, place) ?? plain(code ? (names[code] ?? code) : String(each.profile ?? `${place + 1}.`));
      add(each, '', { key: `${name} ${base} ${turn}`, of, code });
    }
  }
  return leaves;
}

/** The titles of obligations in both languages; a result has them in Italian. */
export function titlesOf(outcome: Outcome & { exit: 0 }): (list: string, place: number) => Text | undefined {
  const { result, explain } = outcome.simulated;
  if (!Array.isArray(result.obligations)) return () => undefined;
  const traces = explain();
  return (list, place) => traces[`${list}[${place}]`]?.what;
}

function plain(name: string): Text {
  return { it: name, en: name };
}
