import { registerTitle } from '../membership/rules/index.ts';
import type { Figure } from './rules/index.ts';

/** A figure with its origin, as explanations say it: the register by the name people give it. */
export function registeredFigure(
  register: string,
  value: number,
  { on, evidence }: { readonly on: string; readonly evidence: string },
): Figure {
  return { value, register: registerTitle(register).it, on, evidence };
}
