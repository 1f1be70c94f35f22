import { showTrace } from '../../kernel/explain.ts';
import type { Language } from '../../kernel/text.ts';
import type { Trace } from '../../kernel/trace.ts';

/** What the base template's `explanation` prints: a sentence, and the sentences below it. */
export type ExplanationStep = { readonly says: string; readonly from: readonly ExplanationStep[] };

/** An explanation as sentences, one for each of its values. */
export function explanationSteps(trace: Trace, language: Language): ExplanationStep {
  return { says: showTrace(trace, language), from: trace.from.map((below) => explanationSteps(below, language)) };
}
