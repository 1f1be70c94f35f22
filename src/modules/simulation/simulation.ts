import type { Day } from '../../kernel/day.ts';
import type { Result } from '../../kernel/result.ts';
import type { Text } from '../../kernel/text.ts';
import type { Trace } from '../../kernel/trace.ts';
import type { Agreement, AgreementDocument } from '../agreement/rules/index.ts';

/** One thing wrong in a facts file, at the path of its key (`costs[0].amount`, `votes.c_e507`; the whole file is ``). */
export type FactProblem = { readonly path: string; readonly says: Text };

/** What a simulation computed: the object to print, and the explanation of each of its results. */
export type Simulated = {
  /** Plain JSON: money and decimals as texts, dates ISO, in the order in which it is printed. */
  readonly result: Record<string, unknown>;
  /**
   * Made only when asked for. `''` explains the whole (a list may leave it out); other keys are paths into the result (`shares[0]`): the trace is put
   * beside what it explains.
   */
  readonly explain: () => Readonly<Record<string, Trace>>;
};

/**
 * A rule that can be run on facts alone. `check` reads the raw facts (anything at all: JSON or YAML as parsed) and returns
 * every problem at once, or the facts in the form that `run` takes. `day` is the day whose versions of the clauses apply.
 */
export type Simulation<Facts = unknown> = {
  readonly rule: string;
  readonly title: Text;
  /** `readings` is taken out before; `agreement` has them applied. */
  readonly check: (
    raw: Record<string, unknown>,
    agreement: Agreement,
  ) => { readonly facts?: Facts; readonly problems: readonly FactProblem[] };
  run(facts: Facts, agreement: Agreement): Result<Simulated>;
};

const daysForYears = new WeakMap<AgreementDocument, Map<number, Day>>();

/** The day whose versions hold for a year: 1 January, or the first day of a clause that starts within it. */
export function dayForYear({ document }: Agreement, year: number): Day {
  let days = daysForYears.get(document);
  if (!days) {
    days = new Map();
    daysForYears.set(document, days);
  }
  let found = days.get(year);
  if (found === undefined) {
    const first = `${String(year).padStart(4, '0')}-01-01` as Day;
    const last = `${String(year).padStart(4, '0')}-12-31` as Day;
    const begins = document.clauses.map((clause) => clause.versions[0]?.since ?? first);
    found = begins.every((since) => since > first) && begins.some((since) => since <= last) ? last : first;
    days.set(year, found);
  }
  return found;
}
