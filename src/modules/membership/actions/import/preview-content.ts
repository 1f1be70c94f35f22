import type { Day } from '../../../../kernel/day.ts';
import type { BoundaryRow } from '../../rules/import/boundaries.ts';
import type { AddChoice } from '../../rules/import/plan.ts';
import type { ReadRow, WrongLine } from '../../rules/import/read-row.ts';
import type { SourceKind } from '../../rules/import/source-file.ts';

/** What a preview keeps of a file until it is confirmed: the rows about this association, and what was left aside. */
export type PreviewContent = {
  readonly format: string;
  readonly wrong: readonly WrongLine[];
  readonly unused: readonly string[];
  /** The first rows about entities that are not here, and how many there are. */
  readonly unmatched: readonly { readonly line: number; readonly label: string; readonly key: string }[];
  readonly unmatchedCount: number;
  readonly source: string;
} & (
  | {
      readonly kind: SourceKind;
      readonly rows: readonly ReadRow[];
      readonly add: AddChoice;
      readonly joined?: Day;
    }
  | { readonly kind: 'boundaries'; readonly rows: readonly BoundaryRow[] }
);
