import { parseDay } from '../../../kernel/day.ts';
import { type Text, text } from '../../../kernel/text.ts';
import type { FormField } from './service-content.ts';

/** An answer as it stays with a request: the question in its words of that day. */
export type FormAnswer = { readonly field: string; readonly label: Text; readonly value: string };

export type FormProblem = { readonly field: string; readonly says: Text };

const longest = 2000;

/**
 * The answers to a form, in its order, or what is wrong with them, all at once. Empty answers are left out; answers to
 * questions that the form does not ask are not taken.
 */
export function answersTo(
  fields: readonly FormField[],
  given: Readonly<Record<string, string | undefined>>,
): { readonly answers: readonly FormAnswer[]; readonly problems: readonly FormProblem[] } {
  const answers: FormAnswer[] = [];
  const problems: FormProblem[] = [];
  for (const field of fields) {
    const value = ((Object.hasOwn(given, field.code) ? given[field.code] : undefined) ?? '').trim();
    const says = value === '' ? missing(field) : wrong(field, value);
    if (says) problems.push({ field: field.code, says });
    else if (value !== '') answers.push({ field: field.code, label: field.label, value: shown(field, value) });
  }
  return { answers, problems };
}

function missing({ required }: FormField): Text | undefined {
  return required ? text('Manca una risposta.', 'An answer is missing.') : undefined;
}

function wrong({ kind, choices }: FormField, value: string): Text | undefined {
  if (kind === 'date' && parseDay(value) === undefined)
    return text('Serve una data che esiste, come 2027-06-30.', 'It must be an existing date, such as 2027-06-30.');
  if (kind === 'choice' && !choices.some(({ it }) => it === value))
    return text('Serve una delle risposte previste.', 'It must be one of the answers there are.');
  if (kind === 'yes-no' && value !== 'yes' && value !== 'no') return text('Serve sì o no.', 'It must be yes or no.');
  const most = kind === 'long-text' ? longest : 300;
  return value.length > most ? text(`Al massimo ${most} caratteri.`, `At most ${most} characters.`) : undefined;
}

function shown({ kind }: FormField, value: string): string {
  if (kind !== 'yes-no') return value;
  return value === 'yes' ? 'sì' : 'no';
}
