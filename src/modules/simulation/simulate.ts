import { traceLines } from '../../kernel/explain.ts';
import type { Refusal } from '../../kernel/result.ts';
import type { Language } from '../../kernel/text.ts';
import { type Agreement, type AgreementDocument, withReadings } from '../agreement/rules/index.ts';
import { explainedWhole } from './explained-whole.ts';
import { parseFacts } from './facts-text.ts';
import { heldFromTheFirstDay } from './held-from-the-first-day.ts';
import type { FactProblem, Simulated } from './simulation.ts';
import { simulations } from './simulations.ts';
import { asTable } from './table.ts';
import { withTraces } from './with-traces.ts';

/** How a simulation ended: 0 a result, 2 bad input, 3 a refusal by a rule. */
export type Outcome =
  | { readonly exit: 0; readonly simulated: Simulated }
  | { readonly exit: 2; readonly problems: readonly FactProblem[] }
  | { readonly exit: 3; readonly refusals: readonly Refusal[] };

/** The agreement by name or file, or why there is none. */
export type Found = { readonly document: AgreementDocument } | { readonly problems: readonly FactProblem[] };

type Asked = { readonly rule: string; readonly found: Found; readonly facts: string };

/**
 * Runs one rule on facts written as JSON or YAML. Every problem of the rule's name, the agreement, the readings and the facts
 * is reported together; where there are problems nothing is refused, and where there is either nothing is computed. As an
 * agreement that has expired is run as renewed, so a year before it began is computed by its first text.
 */
export function simulate(asked: Asked): Outcome {
  const outcome = simulateAsWritten(asked);
  const tooEarly = outcome.exit === 3 && outcome.refusals.some(({ code }) => code === 'agreement/not-yet-in-force');
  if (!tooEarly || 'problems' in asked.found) return outcome;
  return simulateAsWritten({ ...asked, found: { document: heldFromTheFirstDay(asked.found.document) } });
}

function simulateAsWritten(asked: Asked): Outcome {
  const problems: FactProblem[] = [];
  const simulation = simulations.get(asked.rule);
  if (!simulation) {
    const known = [...simulations.keys()].join(', ');
    problems.push({
      path: 'rule',
      says: {
        it: `La regola «${asked.rule}» non esiste; le regole sono: ${known}.`,
        en: `There is no rule "${asked.rule}"; the rules are: ${known}.`,
      },
    });
  }
  if ('problems' in asked.found) problems.push(...asked.found.problems);
  const parsed = parseFacts(asked.facts);
  problems.push(...parsed.problems);
  if (!simulation || 'problems' in asked.found || !parsed.raw) return { exit: 2, problems };
  const { readings, ...raw } = parsed.raw;
  const decided = decide(asked.found.document, readings);
  problems.push(...decided.problems);
  const checked = simulation.check(raw, decided.agreement);
  problems.push(...checked.problems);
  if (problems.length > 0 || checked.facts === undefined) return { exit: 2, problems };
  const ran = simulation.run(checked.facts, decided.agreement);
  if (!ran.ok) return { exit: 3, refusals: ran.refusals };
  const { result, explain } = ran.value;
  return { exit: 0, simulated: { result, explain: () => explainedWhole(explain(), simulation.title) } };
}

const decidedAgreements = new WeakMap<AgreementDocument, Map<string, ReturnType<typeof withReadings>>>();

/** The agreement with the facts' readings applied; what was decided before is kept, batches ask the same again and again. */
function decide(document: AgreementDocument, readings: unknown): { agreement: Agreement; problems: FactProblem[] } {
  const given = readings ?? {};
  if (typeof given !== 'object' || Array.isArray(given)) {
    return {
      agreement: withReadings(document).agreement,
      problems: [
        {
          path: 'readings',
          says: {
            it: 'Le impostazioni devono essere un oggetto: chiave e valore.',
            en: 'The readings must be an object: key and value.',
          },
        },
      ],
    };
  }
  let known = decidedAgreements.get(document);
  if (!known) {
    known = new Map();
    decidedAgreements.set(document, known);
  }
  const key = JSON.stringify(given);
  let decided = known.get(key);
  if (!decided) {
    decided = withReadings(document, given as Record<string, unknown>);
    if (known.size >= 200) known.clear();
    known.set(key, decided);
  }
  return decided;
}

/** How an outcome is printed. */
export type Manner = { readonly json: boolean; readonly explain: boolean; readonly language: Language };

/** What the command prints for an outcome, without the final line break. */
export function print(outcome: Outcome, how: Manner): string {
  return [...printing(outcome, how)].join('');
}

/** The same piece by piece: thousands of entities explained are more than one text can hold. */
export function* printing(outcome: Outcome, { json, explain, language }: Manner): Generator<string> {
  if (outcome.exit === 2) {
    const problems = outcome.problems.map(({ path, says }) => ({ path, says: says[language] }));
    yield json
      ? JSON.stringify({ problems })
      : problems.map(({ path, says }) => `${path ? `${path}: ` : ''}${says}`).join('\n');
    return;
  }
  if (outcome.exit === 3) {
    yield json
      ? JSON.stringify({ refused: refusedJson(outcome.refusals, language) })
      : refusedLines(outcome.refusals, language);
    return;
  }
  const { result } = outcome.simulated;
  const traces = explain ? outcome.simulated.explain() : {};
  if (json) {
    if (explain) yield* withTraces(result, traces, language);
    else yield JSON.stringify(result);
    return;
  }
  yield asTable(result, language);
  for (const path of Object.keys(traces)) yield `\n\n${traceLines(traces[path]!, language).join('\n')}`;
}

/** Code, sentence with article and remedy, and clause: the shape is a contract. */
function refusedJson(refusals: readonly Refusal[], language: Language): Record<string, unknown> {
  const [first] = refusals;
  const remedies = new Set(refusals.flatMap(({ remedy }) => (remedy ? [remedy[language]] : [])));
  const sentences = refusals.map(
    ({ says, source }) => `${says[language]}${source?.article ? ` (${source.article})` : ''}`,
  );
  return {
    code: first?.code ?? '',
    says: [...sentences, ...remedies].join(' '),
    clause: first?.source?.clause ?? '',
  };
}

function refusedLines(refusals: readonly Refusal[], language: Language): string {
  return refusals
    .flatMap(({ says, source, remedy }) => [
      `${says[language]}${source?.article ? ` (${source.article})` : ''}`,
      ...(remedy ? [`→ ${remedy[language]}`] : []),
    ])
    .join('\n');
}
