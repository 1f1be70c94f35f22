import { showTrace } from '../../../kernel/explain.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Trace } from '../../../kernel/trace.ts';
import type { ExplanationStep } from '../../../platform/pdf/explanation-steps.ts';

/** An explanation as sentences; what stands below several others (the part of a key) is unfolded once, then recalled. */
export function stepsOnce(trace: Trace, language: Language): ExplanationStep {
  const told = new Set<Trace>();
  const step = (each: Trace): ExplanationStep => {
    const says = showTrace(each, language);
    if (each.from.length === 0) return { says, from: [] };
    if (told.has(each)) return { says: `${says} (${language === 'it' ? 'come sopra' : 'as above'})`, from: [] };
    told.add(each);
    return { says, from: each.from.map(step) };
  };
  return step(trace);
}
