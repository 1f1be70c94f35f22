import type { Text } from '../../kernel/text.ts';

/**
 * A reason for not starting that a person can do something about: one sentence and its remedy, never a stack. Whoever
 * started the program shows `says` and `remedy` and leaves with exit code 1.
 */
export class StartFailure extends Error {
  /** Stable, in kebab-case: `data-folder-busy`. */
  readonly code: string;
  readonly says: Text;
  readonly remedy: Text;

  constructor(code: string, says: Text, remedy: Text, cause?: unknown) {
    super(`${says.it} ${remedy.it}`, { cause });
    this.name = 'StartFailure';
    this.code = code;
    this.says = says;
    this.remedy = remedy;
  }
}
