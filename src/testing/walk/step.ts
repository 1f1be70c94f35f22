import type { Place } from './place.ts';

/**
 * One line of the story that fills the walk's database: an action, done by the operator in each of the two associations,
 * with marks in what it writes. What is done here is asked for again afterwards by everybody who may not.
 */
export type Step = {
  readonly action: string;
  /** One call for each; actions without a step are called with their own example. */
  readonly inputs: (place: Place) => readonly unknown[];
  /** Keeps names for later steps and for pages. */
  readonly keep?: (place: Place, answer: never) => void;
  /** Done by somebody signed in instead of the operator: where what is done is the person's own. */
  readonly asPerson?: true;
};

/** What a module gives to the walk. */
export type StepsOfModule = {
  readonly steps: readonly Step[];
  /** What the `:name` parts of its pages are, by the beginning of the path (the longest that fits). `?` is the query. */
  readonly pages?: Readonly<Record<string, (place: Place) => Readonly<Record<string, string | number>>>>;
  /** Actions and pages (`POST /avvio`) that nobody can do with success in a walk, each with the reason. */
  readonly onlyRefused?: Readonly<Record<string, string>>;
};
