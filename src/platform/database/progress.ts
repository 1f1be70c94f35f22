import type { Language, Text } from '../../kernel/text.ts';

/** Called at the beginning of every step that may take long, and with null when the last has ended. */
export type Progress = (step: Text | null) => void;

/**
 * Writes a step once it has lasted two seconds, so that a quick start says nothing and a slow one says why. `done` ends
 * the last step.
 */
export function slowSteps(
  language: Language,
  write: (line: string) => void,
): { readonly progress: Progress; readonly done: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const progress: Progress = (step) => {
    clearTimeout(timer);
    if (step) timer = setTimeout(() => write(`${step[language]}…\n`), 2000).unref();
  };
  return { progress, done: () => progress(null) };
}
