import type { Day } from './day.ts';

/** Where a rule or a value comes from: a clause of an agreement in one of its versions, or a law. */
export type Source = {
  /** The agreement's id (`lecco`), or `law`. */
  readonly agreement: string;
  /** The clause's id inside the agreement (`list-1`); empty for a law. */
  readonly clause: string;
  /** As people cite it: `art. 13 c. 1`. */
  readonly article: string;
  /** The first day on which this version of the clause is in force. */
  readonly since?: Day;
  /** The act that set the version, as people cite it. */
  readonly by?: string;
};

/** A law or a general convention, where no clause speaks: `art. 2963 c.c.`, `C-2`. */
export function law(article: string): Source {
  return { agreement: 'law', clause: '', article };
}
