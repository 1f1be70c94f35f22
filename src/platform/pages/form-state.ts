import type { Refusal } from '../../kernel/result.ts';
import type { Attempt, PageRequest, Problem } from '../page.ts';

/** What a form shows again after it was sent: what was typed, and what was wrong with it. */
export type FormState = {
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  readonly problems: readonly Problem[];
  readonly refusals: readonly Refusal[];
};

/** A form not sent yet, with values to begin from. */
export function freshForm(values: FormState['values'] = {}): FormState {
  return { values, problems: [], refusals: [] };
}

/** A form that came back: what was typed is kept, problems and refusals go to their place. */
export function returnedForm(request: Pick<PageRequest, 'form'>, attempt: Attempt<unknown>): FormState {
  if (attempt.ok) return freshForm(request.form);
  return { values: request.form, problems: attempt.problems, refusals: attempt.refusals };
}
