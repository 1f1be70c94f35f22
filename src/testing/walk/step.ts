import type { Role } from '../../platform/role.ts';
import type { TestServer } from '../server.ts';
import type { Place } from './place.ts';

/** A role at the entity whose things nobody else may see, at the other one, or at the lead; or who administers the installation. */
export type Post = `${Role} ${'a' | 'b' | 'lead'}` | 'installer';

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
  /** Done by somebody in a post instead of the operator: where it is the person's own, or of one role only. */
  readonly as?: Post;
  /** The instant it is done at, where not the walk's: for what takes days. */
  readonly at?: string;
  /** What comes from outside before it, and no action does: a letter that arrives, a job that runs. */
  readonly before?: (place: Place, server: TestServer) => Promise<void>;
};

/** What a module gives to the walk. */
export type StepsOfModule = {
  readonly steps: readonly Step[];
  /** What the `:name` parts of its pages are, by the beginning of the path (what a longer one says counts more). `?` is the query. */
  readonly pages?: Readonly<Record<string, (place: Place) => Readonly<Record<string, string | number>>>>;
  /** Actions and pages (`POST /avvio`) that nobody can do with success in a walk, each with the reason. */
  readonly onlyRefused?: Readonly<Record<string, string>>;
  /** Why the module has no story of its own yet: what it refuses and shows is walked, what it does is not. */
  readonly withoutStory?: string;
};
