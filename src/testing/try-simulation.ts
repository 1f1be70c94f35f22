import type { Trace } from '../kernel/trace.ts';
import { type AgreementDocument, checkDocument, withReadings } from '../modules/agreement/rules/index.ts';
import { shippedAgreement } from '../modules/agreement/shipped.ts';
import type { Simulation } from '../modules/simulation/simulation.ts';

/** How a trial ended, in the form that tests compare. */
export type Tried = {
  readonly exit: 0 | 2 | 3;
  readonly result?: Record<string, unknown>;
  /** Paths of the problems. */
  readonly paths?: readonly string[];
  /** Codes of the refusals. */
  readonly codes?: readonly string[];
  /** What the problems or refusals say, in Italian. */
  readonly says: string;
  readonly explain: () => Readonly<Record<string, Trace>>;
};

const nothing = () => ({});

/** Runs a simulation on facts, with an agreement that ships with the product or a document of the test's own. */
export function trySimulation<Facts>(
  simulation: Simulation<Facts>,
  agreement: string | AgreementDocument,
  facts: Record<string, unknown>,
  readings: Record<string, unknown> = {},
): Tried {
  const document = typeof agreement === 'string' ? shippedAgreement(agreement)!.document : agreement;
  const decided = withReadings(document, readings);
  const checked = simulation.check(facts, decided.agreement);
  const problems = [...decided.problems, ...checked.problems];
  if (problems.length > 0 || checked.facts === undefined)
    return {
      exit: 2,
      paths: problems.map(({ path }) => path),
      says: problems.map(({ says }) => says.it).join(' '),
      explain: nothing,
    };
  const ran = simulation.run(checked.facts, decided.agreement);
  if (!ran.ok)
    return {
      exit: 3,
      codes: ran.refusals.map(({ code }) => code),
      says: ran.refusals.map(({ says }) => says.it).join(' '),
      explain: nothing,
    };
  return { exit: 0, result: ran.value.result, says: '', explain: ran.value.explain };
}

/** A small agreement document around the clauses of a test; the test fails where they are not well formed. */
export function agreementOf(clauses: string): AgreementDocument {
  const checked = checkDocument(`format: 1
id: sixth
name: { it: Sesta associazione, en: Sixth association }
shortName: Sesta
type: { it: convenzione, en: agreement }
state: in-force
lead: { name: Comunità, kind: comunita_montana }
clauses:
${clauses}`);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, null, 1));
  return checked.document;
}
